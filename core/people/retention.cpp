#include "core/people/retention.hpp"

#include "core/journal/record.hpp"
#include "core/store/attachments.hpp"

#include <fmt/format.h>

#include <limits>
#include <set>

namespace langnghe {
namespace {

constexpr Duration last_word = std::chrono::hours{24};

std::vector<std::int64_t> due(Context& context, Keeping what, int limit)
{
    const int days = days_of(context.commune.rules.privacy, what);
    if (days == 0)
        return {};
    return context.tx.privacy().kept_since(what, context.now - std::chrono::days{days}, limit);
}

// The way to the reporter is gone.
void forget_reporter(Context& context, Ticket& ticket)
{
    const auto person = context.tx.people().find(ticket.reporter);
    context.tx.privacy().unlink(ticket.id, ticket.reporter, ticket.channel, person ? person->external_id : ticket.chat);
    ticket.reporter = IdentityId::none;
    if (!ticket.in_group)
        ticket.chat.clear();
}

void record_on(Context& context, const Ticket& ticket, std::string action, Keeping what)
{
    journal::record(context, {.ticket = ticket.id,
                              .actor = journal::program,
                              .action = std::move(action),
                              .facts = fmt::format("why=retention;rule={}", name_of(what))});
}

// They leave the disk once this is committed, but for those that somebody else sent too.
void drop_files(Context& context, TicketId id)
{
    std::set<std::int64_t> messages;
    for (const AttachedFile& file : context.tx.attachments().of_ticket(id))
        messages.insert(file.seq);
    for (const std::int64_t seq : messages)
        for (const std::string& name : context.tx.attachments().drop(seq))
            context.tx.attachments().discard(name);
}

void apply_to_ticket(Context& context, TicketId id, Keeping what)
{
    auto ticket = context.tx.tickets().find(id);
    if (!ticket)
        return;
    if (what != Keeping::anonymous) {
        drop_files(context, id);
        context.tx.privacy().erase_ticket(id);
        ticket->place.clear();
        if (ticket->result)
            ticket->result->text.clear();
    }
    forget_reporter(context, *ticket);
    context.tx.tickets().save(*ticket);
    record_on(context, *ticket, what == Keeping::anonymous ? "unlink" : "erase", what);
}

void apply_to_person(Context& context, IdentityId id)
{
    auto person = context.tx.people().find(id);
    if (!person)
        return;
    person->name.clear();
    context.tx.people().save(*person);
    context.tx.privacy().drop_details(id);
}

void apply(Context& context, Keeping what, std::int64_t row)
{
    switch (what) {
    case Keeping::deliveries:
        return context.tx.privacy().empty_delivery(row);
    case Keeping::details:
        return apply_to_person(context, static_cast<IdentityId>(row));
    case Keeping::anonymous:
    case Keeping::refused:
    case Keeping::handled:
        return apply_to_ticket(context, static_cast<TicketId>(row), what);
    }
}

} // namespace

std::string_view name_of(Keeping what)
{
    static constexpr std::array<std::string_view, all_keepings.size()> names{"anonymous", "deliveries", "details",
                                                                             "refused", "handled"};
    return names[static_cast<std::size_t>(what)];
}

int days_of(const PrivacyRules& rules, Keeping what)
{
    switch (what) {
    case Keeping::anonymous:
        return anonymous_days;
    case Keeping::deliveries:
        return rules.deliveries_days;
    case Keeping::details:
        return rules.details_days;
    case Keeping::refused:
        return rules.refused_days;
    case Keeping::handled:
        break;
    }
    return rules.handled_days;
}

// Anonymous reporters were promised it.
bool is_automatic(const PrivacyRules& rules, Keeping what) { return what == Keeping::anonymous || rules.automatic; }

std::size_t count_due(Context& context, Keeping what)
{
    return due(context, what, std::numeric_limits<int>::max()).size();
}

int apply_retention(Context& context, Keeping what, int limit)
{
    const auto rows = due(context, what, limit);
    for (const std::int64_t row : rows)
        apply(context, what, row);
    if (!rows.empty())
        journal::record(context, {.actor = journal::program,
                                  .action = "retention",
                                  .facts = fmt::format("rule={};days={};rows={}", name_of(what),
                                                       days_of(context.commune.rules.privacy, what), rows.size())});
    return static_cast<int>(rows.size());
}

bool is_merging(Tx& tx) { return !tx.fact("search_merge").value_or("").empty(); }

int drop_forgotten(Context& context, int limit)
{
    return context.tx.privacy().drop_forgotten(context.now - last_word, context.now - std::chrono::days{anonymous_days},
                                               limit);
}

} // namespace langnghe
