#pragma once
// Photos and documents that officials send with a result: they stand on the ticket like every message, and are fetched
// behind the acknowledgement, so that a result with files waits for them.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/officer/order.hpp"
#include "core/store/attachments.hpp"

#include <vector>

namespace langnghe::officer {

// Whether the message brings something that is kept.
bool brings_files(const Message& message);

// Stores the message on the ticket; gives its journal entry.
std::int64_t keep_files(Context& context, const Identity& identity, TicketId ticket, const Message& message,
                        TimePoint at);

struct Brought
{
    bool waiting = false; // some are on their way
    std::vector<OutboxFile> files;
};

// What became of the files of these messages.
Brought brought(Context& context, const Ticket& ticket, const std::vector<std::int64_t>& messages);

// Photos that came with the result, the only ones that may be published.
std::vector<AttachedFile> photos_of_result(Context& context, const Ticket& ticket);

OutboxFile outgoing(const AttachedFile& file);

} // namespace langnghe::officer
