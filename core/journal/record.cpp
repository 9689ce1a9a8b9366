#include "core/journal/record.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe::journal {

std::int64_t record(Context& context, Record what)
{
    Entry entry;
    entry.at = context.now;
    entry.ticket = what.ticket;
    entry.actor = std::move(what.actor);
    entry.action = std::move(what.action);
    entry.from = what.from;
    entry.to = what.to;
    entry.facts = std::move(what.facts);
    if (!what.text.empty()) {
        entry.text = std::move(what.text);
        entry.salt = context.random();
    }
    return context.tx.journal().append(std::move(entry)).seq;
}

std::string actor(IdentityId citizen) { return fmt::format("citizen:{}", number(citizen)); }
std::string actor(const Ticket& ticket, IdentityId citizen)
{
    return ticket.anonymous && citizen == ticket.reporter ? unnamed : actor(citizen);
}
std::string actor(UserId user) { return fmt::format("user:{}", number(user)); }

} // namespace langnghe::journal
