#pragma once
// A delivery as JSON. Inside bot/operations only.

#include "bot/operations/verb.hpp"
#include "core/outbox/item.hpp"

namespace langnghe::operations {

// As in `ticket show --json`: id, to, channel, kind, state, attempts, last_error, at.
Json to_json(const OutboxItem& item);

// As in `outbox list --json`: besides, the ticket's code, how old it is in seconds, why it is in its state, when it is
// tried next, what is left to do, and the first row of the message that it shares.
Json listed(Context& context, const OutboxItem& item);

} // namespace langnghe::operations
