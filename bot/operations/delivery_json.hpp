#pragma once
// A delivery as JSON. Inside bot/operations only.

#include "bot/operations/verb.hpp"
#include "core/outbox/item.hpp"

namespace langnghe::operations {

// As in `ticket show --json`: id, to, channel, kind, state, attempts, last_error, at.
Json to_json(const OutboxItem& item);

// As in `outbox list --json`: the ticket's code and when it is tried next besides.
Json listed(Context& context, const OutboxItem& item);

} // namespace langnghe::operations
