#include "core/clock/digest.hpp"

#include "core/clock/remind.hpp"
#include "core/message/say.hpp"
#include "core/officer/precedence.hpp"
#include "core/outbox/post.hpp"
#include "core/people/rights.hpp"
#include "core/process/act.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::clock {
namespace {

constexpr int page = 500;
constexpr std::size_t named = 3;   // tickets by their codes; the rest is a number
constexpr int longest_search = 60; // days without work in a row

std::string fact_of(UserId user) { return fmt::format("digest/{}", number(user)); }

std::string today(TimePoint now) { return calendar::to_vietnamese(calendar::day_of(now)); }

// "30/11/2026 4711": the day, and the head of the journal that was told.
std::string told_day(const std::string& fact) { return fact.substr(0, fact.find(' ')); }

bool is_time(const Commune& commune, TimePoint now)
{
    const auto& calendar = commune.taxonomy.calendar;
    const int minute = minute_of_day_in_vietnam(now);
    return note_of(calendar, calendar::day_of(now)).works && minute >= commune.taxonomy.deadlines.digest_at &&
           minute < std::max(calendar.hours.back().until, commune.taxonomy.deadlines.digest_at + 60);
}

std::vector<Ticket> open_tickets(Context& context)
{
    std::vector<Ticket> all;
    TicketFilter filter;
    filter.limit = page;
    std::ranges::copy_if(all_statuses, std::back_inserter(filter.statuses), is_open);
    for (bool more = true; more;) {
        auto list = context.tx.tickets().list(filter);
        more = list.size() == static_cast<std::size_t>(page);
        if (more)
            filter.before = number(list.back().id);
        std::ranges::move(list, std::back_inserter(all));
    }
    return all;
}

struct Lists
{
    std::vector<Ticket> mine;
    std::vector<Ticket> today;
    std::vector<Ticket> overdue;
    std::vector<Ticket> all_overdue; // a leader's
};

bool is_mine(Context& context, const User& user, const Ticket& ticket)
{
    if (ticket.status == Status::needs_info)
        return false;
    const auto users = responsible(context, ticket);
    return std::ranges::find(users, user.id, &User::id) != users.end();
}

Lists lists_of(Context& context, const User& user)
{
    Lists lists;
    const Actor actor = actor_of(user);
    for (const Ticket& ticket : open_tickets(context)) {
        if (!may_see(context, actor, ticket))
            continue;
        const bool late = ticket.due_at && *ticket.due_at <= context.now;
        if (is_mine(context, user, ticket)) {
            lists.mine.push_back(ticket);
            if (late)
                lists.overdue.push_back(ticket);
            else if (ticket.due_at && calendar::day_of(*ticket.due_at) == calendar::day_of(context.now))
                lists.today.push_back(ticket);
        }
        if (late && user.roles.has(Role::leader))
            lists.all_overdue.push_back(ticket);
    }
    return lists;
}

// The most pressing first.
std::string codes_of(Context& context, std::vector<Ticket> tickets, bool with_owner)
{
    std::ranges::stable_sort(tickets, officer::comes_before, officer::item_of);
    const Catalogue& say = context.commune.say;
    std::string text;
    for (std::size_t i = 0; i < std::min(named, tickets.size()); ++i) {
        std::string code = to_text(tickets[i].code, context.commune.letters);
        if (with_owner)
            code = say(Say::digest_owner, {{"code", code}, {"who", responsible_name(context, tickets[i])}});
        text += (text.empty() ? "" : ", ") + code;
    }
    if (tickets.size() <= named)
        return text;
    return say(Say::digest_more, {{"codes", text}, {"count", std::to_string(tickets.size() - named)}});
}

void add_list(Context& context, std::string& text, Say what, const std::vector<Ticket>& tickets,
              bool with_owner = false)
{
    if (!tickets.empty())
        text += '\n' + context.commune.say(what, {{"count", std::to_string(tickets.size())},
                                                  {"codes", codes_of(context, tickets, with_owner)}});
}

// Those who prove that nothing was altered keep the head of the journal outside of the program.
bool keeps_anchor(const User& user) { return user.roles.any_of({Role::supervisor, Role::front_officer}); }

std::string lines_for(Context& context, const User& user, const std::string& before,
                      const std::optional<journal::Entry>& head)
{
    const Lists lists = lists_of(context, user);
    std::string text;
    add_list(context, text, Say::digest_mine, lists.mine);
    add_list(context, text, Say::digest_today, lists.today);
    add_list(context, text, Say::digest_overdue, lists.overdue);
    add_list(context, text, Say::digest_all_overdue, lists.all_overdue, true);
    const bool moved = head && !before.ends_with(fmt::format(" {}", head->seq));
    if (keeps_anchor(user) && head && (moved || !text.empty()))
        text += '\n' + context.commune.say(Say::digest_anchor, {{"anchor", journal::anchor(head->seq, head->hash)}});
    return text;
}

} // namespace

std::vector<UserId> without_digest(Context& context)
{
    std::vector<UserId> users;
    if (!is_time(context.commune, context.now))
        return users;
    for (const User& user : context.tx.people().users())
        if (!user.disabled && told_day(context.tx.fact(fact_of(user.id)).value_or("")) != today(context.now))
            users.push_back(user.id);
    return users;
}

void send_digest(Context& context, UserId id)
{
    const auto user = context.tx.people().find_user(id);
    const std::string before = context.tx.fact(fact_of(id)).value_or("");
    if (!user || user->disabled || told_day(before) == today(context.now) || !is_time(context.commune, context.now))
        return;
    const auto head = context.tx.journal().last();
    const std::string lines = lines_for(context, *user, before, head);
    context.tx.set_fact(fact_of(id), fmt::format("{} {}", today(context.now), head ? head->seq : 0));
    if (lines.empty())
        return;
    Letter letter;
    letter.kind = DeliveryKind::push;
    letter.text = context.commune.say(Say::digest_head, {{"name", user->name}, {"date", today(context.now)}}) + lines;
    post_to_user(context, *user, std::move(letter));
}

TimePoint next_digest(const Commune& commune, TimePoint now)
{
    auto day = calendar::day_of(now);
    for (int i = 0; i < longest_search; ++i, day += std::chrono::days{1}) {
        const TimePoint at = calendar::at(day, commune.taxonomy.deadlines.digest_at);
        if (at > now && note_of(commune.taxonomy.calendar, day).works)
            return at;
    }
    return now + std::chrono::days{1};
}

} // namespace langnghe::clock
