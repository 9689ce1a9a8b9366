#pragma once
// The files that came with messages, and how far we are with fetching them. It follows the messages a moment behind the
// acknowledgement: no ticket waits for a file. Sources bear secrets of the platform: never show one.

#include "core/ids.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

enum class FileState
{
    waiting, // for its first or next attempt; a fetch that is cut off simply happens again
    stored,
    failed // for good
};

std::string_view name_of(FileState state);

// One file of one message.
struct AttachedFile
{
    AttachmentId id = AttachmentId::none;
    std::int64_t seq = 0; // the message's journal entry
    int place = 0;        // among the message's attachments
    TicketId ticket = TicketId::none;
    std::string channel;
    std::string chat;
    std::string message; // the platform's id
    TimePoint sent_at;   // platform time
    Attachment said;     // as the platform described it
    FileState state = FileState::waiting;
    int attempts = 0;
    TimePoint since;   // known to us
    TimePoint next_at; // not before; once it is settled, when that was
    std::string last_error;
    std::string sha256; // in hex, once it is stored
    std::string mime;   // by its content
    std::int64_t bytes = 0;
};

struct FileGauges
{
    std::int64_t waiting = 0;
    std::int64_t failed = 0;
    std::optional<TimePoint> oldest_waiting;
};

struct FileName
{
    std::string sha256;
    std::int64_t bytes = 0;
    std::int64_t seq = 0; // of a message that it belongs to
};

class Attachments
{
public:
    virtual ~Attachments() = default;
    // Takes in the files of the next messages, `limit` messages at most; returns how many it looked at.
    virtual int follow(TimePoint now, int limit) = 0;
    // The longest due first.
    virtual std::vector<AttachedFile> due(TimePoint now, int limit) = 0;
    virtual std::optional<TimePoint> next_due() = 0;
    virtual std::optional<AttachedFile> find(AttachmentId id) = 0;
    virtual void save(const AttachedFile& file) = 0;
    // In the order of the messages.
    virtual std::vector<AttachedFile> of_ticket(TicketId ticket) = 0;
    virtual FileGauges gauges() = 0;
    // What is stored, by name, after this one.
    virtual std::vector<FileName> stored_after(std::string_view sha256, int limit) = 0;
    // Whether a message or a delivery still needs the file of this name.
    virtual bool needs(std::string_view sha256) = 0;
    // Forgets the files of this message; returns the names of those that were stored.
    virtual std::vector<std::string> drop(std::int64_t seq) = 0;
    // Deliveries that carry the file of this name though no message has it any more.
    virtual std::vector<OutboxId> carriers(std::string_view sha256) = 0;
    // The file of this name is to leave the shelf at once, unless something still needs it: a list that outlives us.
    virtual void discard(std::string_view sha256) = 0;
    virtual std::vector<std::string> discarded(int limit) = 0;
    virtual void forget_discarded(std::string_view sha256) = 0;
    // The clock was set back to `now`: what waits for a later time waits that much less.
    virtual void set_back(TimePoint now, Duration step) = 0;
};

} // namespace langnghe
