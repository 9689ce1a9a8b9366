#include "core/officer/lists.hpp"

#include "core/message/say.hpp"
#include "core/officer/precedence.hpp"
#include "core/officer/show.hpp"
#include "core/outbox/post.hpp"
#include "core/store/courses.hpp"
#include "core/store/worklists.hpp"
#include "core/text/cut.hpp"
#include "core/text/fold.hpp"
#include "core/text/mask.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <utility>

namespace langnghe::officer {
namespace {

constexpr std::size_t longest_page = 5;
constexpr std::size_t furthest = 200; // entries; who needs more has other tools
constexpr int slack = 25;             // what may not be seen is passed over
constexpr int most_messages = 400;    // that a search looks at
constexpr std::size_t longest_words = 70;
constexpr std::size_t longest_search = 40; // bytes, so that a button carries it

struct Page
{
    std::vector<Ticket> tickets;
    bool more = false;
};

bool holds(const User& user, Right right) { return langnghe::may(user.roles, right, {}); }

bool keeps(const User& user) { return langnghe::may(user.roles, Right::read_sealed, {.sealed = true}); }

void append(std::vector<WorkItem>& all, std::vector<WorkItem> some) { all.insert(all.end(), some.begin(), some.end()); }

std::vector<WorkItem> work_of(Talk& talk, int limit)
{
    Worklists& lists = talk.context.tx.worklists();
    const User& user = talk.user;
    std::vector<WorkItem> all;
    if (holds(user, Right::verify)) {
        append(all, lists.in_intake(limit));
        append(all, lists.pressing("", limit));
    }
    const bool handles = user.roles.has(Role::handler) || user.roles.has(Role::leader);
    if (handles && !user.department.empty()) {
        append(all, lists.of_department(user.department, limit));
        append(all, lists.pressing(user.department, limit));
    }
    if (holds(user, Right::approve_extension))
        append(all, lists.asking_extension(limit));
    if (holds(user, Right::ask_recheck))
        append(all, lists.in_recheck(limit));
    if (keeps(user))
        append(all, lists.kept(limit));
    return all;
}

std::vector<WorkItem> late_of(Talk& talk, int limit)
{
    Worklists& lists = talk.context.tx.worklists();
    const TimePoint now = talk.context.now;
    std::vector<WorkItem> all;
    if (keeps(talk.user))
        all = lists.kept(limit);
    const bool of_everybody = holds(talk.user, Right::read_masked);
    const std::string& own = talk.user.department;
    if (of_everybody) {
        append(all, lists.pressing("", limit));
        for (const Term& department : talk.context.commune.taxonomy.departments)
            append(all, lists.pressing(department.key, limit));
    } else if (!own.empty())
        append(all, lists.pressing(own, limit));
    std::erase_if(all, [now](const WorkItem& item) { return !item.due || *item.due >= now; });
    if (of_everybody)
        append(all, lists.overdue(now, limit));
    else if (!own.empty())
        append(all, lists.overdue_of(own, now, limit));
    return all;
}

// Each once.
void put_in_order(std::vector<WorkItem>& items)
{
    std::ranges::sort(items, {}, &WorkItem::ticket);
    std::ranges::stable_sort(items, comes_before);
    std::set<TicketId> seen;
    std::erase_if(items, [&](const WorkItem& item) { return !seen.insert(item.ticket).second; });
}

template <class Visible>
Page page_of(Context& context, const std::vector<TicketId>& ids, std::size_t from, std::size_t size, Visible visible)
{
    Page page;
    std::size_t passed = 0;
    for (const TicketId id : ids) {
        auto ticket = context.tx.tickets().find(id);
        if (!ticket || !visible(*ticket) || passed++ < from)
            continue;
        if (page.tickets.size() == size) {
            page.more = true;
            break;
        }
        page.tickets.push_back(std::move(*ticket));
    }
    return page;
}

Page work_page(Talk& talk, Verb verb, std::size_t from, std::size_t size)
{
    const int limit = static_cast<int>(from + size) + slack;
    auto items = verb == Verb::mine ? work_of(talk, limit) : late_of(talk, limit);
    put_in_order(items);
    std::vector<TicketId> ids(items.size());
    std::ranges::transform(items, ids.begin(), &WorkItem::ticket);
    return page_of(talk.context, ids, from, size,
                   [&](const Ticket& ticket) { return sees(talk.context, talk.user, ticket); });
}

// What is sealed or may be is in no search; words are found by those who may read them.
Page found_page(Talk& talk, const std::string& words, std::size_t from, std::size_t size)
{
    const auto ids = talk.context.tx.search().find(text::mask_personal(words), 0, most_messages);
    return page_of(talk.context, ids, from, size, [&](const Ticket& ticket) {
        return !ticket.suspected && !ticket.sealed() && reads(talk.context, talk.user, ticket);
    });
}

std::string status_of(Talk& talk, const Ticket& ticket)
{
    std::string status = talk.say()(label_of(ticket.status));
    const auto course = talk.context.tx.courses().find(ticket.id);
    if (course && course->asked_days > 0)
        status += ", " + talk.say()(Say::list_waits, {{"days", std::to_string(course->asked_days)}});
    if (course && course->recheck)
        status += ", " + talk.say()(Say::list_recheck);
    if (ticket.voices > 1)
        status += ", " + talk.say()(Say::list_voices, {{"count", std::to_string(ticket.voices)}});
    return status;
}

std::string line_of(Talk& talk, const Ticket& ticket, std::size_t number)
{
    const Catalogue& say = talk.say();
    const std::string place = std::to_string(number);
    const std::string code = code_of(talk.context, ticket);
    const std::string status = status_of(talk, ticket);
    if (ticket.sealed() || ticket.suspected)
        return say(Say::list_line_kept, {{"number", place}, {"code", code}, {"status", status}});
    const std::string area =
        ticket.area.empty() ? say(Say::area_unknown) : name_of(talk.context.commune.taxonomy.areas, ticket.area);
    std::string words;
    if (reads(talk.context, talk.user, ticket))
        words = first_words(talk.context, ticket, longest_words);
    if (!words.empty())
        words = say(Say::desk_words, {{"words", words}});
    const bool due = ticket.due_at && is_open(ticket.status);
    return say(due ? Say::list_line_due : Say::list_line, {{"number", place},
                                                           {"code", code},
                                                           {"status", status},
                                                           {"area", area},
                                                           {"due", due ? to_vietnamese(*ticket.due_at) : std::string{}},
                                                           {"words", words}});
}

Say head_of(Verb verb)
{
    return verb == Verb::mine ? Say::list_mine : verb == Verb::overdue ? Say::list_overdue : Say::list_found;
}

Say none_of(Verb verb)
{
    return verb == Verb::mine      ? Say::list_mine_none
           : verb == Verb::overdue ? Say::list_overdue_none
                                   : Say::list_found_none;
}

// What is done to several at once as a rule: the command for those on this page, ready to be sent.
std::string at_once(Talk& talk, const std::vector<Ticket>& tickets)
{
    constexpr std::array usual{std::pair{Status::received, Verb::verify}, std::pair{Status::transferred, Verb::accept}};
    std::string lines;
    for (const auto& [status, verb] : usual) {
        std::string numbers;
        int count = 0;
        for (const Ticket& ticket : tickets) {
            if (ticket.status != status || ticket.code.year != year_in_vietnam(talk.context.now) ||
                !may(talk.context, talk.user, ticket, command_of(verb).right))
                continue;
            numbers += fmt::format("{}{}", count == 0 ? " " : ", ", ticket.code.number);
            ++count;
        }
        if (count > 1)
            lines +=
                '\n' + talk.say()(Say::list_many, {{"command", fmt::format("/{}{}", command_of(verb).name, numbers)}});
    }
    return lines;
}

// Whom no push reaches, for those who can remind them.
std::string unreached(Talk& talk)
{
    if (!talk.user.roles.any_of({Role::leader, Role::administrator}))
        return {};
    std::string names;
    for (const User& user : out_of_reach(talk.context.tx, talk.context.commune, talk.context.now))
        names += (names.empty() ? "" : ", ") + user.name;
    return names.empty() ? names : "\n\n" + talk.say()(Say::officer_unreached, {{"names", names}});
}

std::size_t size_of_page(const Talk& talk)
{
    const auto side = private_side(talk);
    const auto channel = side ? talk.context.commune.channels.find(side->channel) : talk.context.commune.channels.end();
    const std::size_t buttons = channel == talk.context.commune.channels.end() ? 0 : channel->second.traits.buttons;
    return buttons == 0 ? longest_page : std::min(longest_page, buttons - 1);
}

} // namespace

void list(Talk& talk, Verb verb, const std::string& words, std::size_t from)
{
    const Catalogue& say = talk.say();
    if (verb == Verb::find && text::fold_words(words).empty())
        return tell(talk, say(Say::list_find_usage));
    const std::size_t size = size_of_page(talk);
    const std::string hint = verb == Verb::mine && from == 0 ? unreached(talk) : std::string{};
    const Page page = verb == Verb::find ? found_page(talk, words, from, size) : work_page(talk, verb, from, size);
    if (page.tickets.empty())
        return tell(talk, say(from == 0 ? none_of(verb) : Say::list_end, {{"words", words}}) + hint);
    std::string text = say(
        head_of(verb),
        {{"words", words}, {"from", std::to_string(from + 1)}, {"until", std::to_string(from + page.tickets.size())}});
    std::vector<Button> buttons;
    std::size_t number = from;
    for (const Ticket& ticket : page.tickets) {
        text += '\n' + line_of(talk, ticket, ++number);
        buttons.push_back(
            {say(Say::button_open, {{"code", code_of(talk.context, ticket)}}),
             fmt::format("ln:do:{}:{}:0", command_of(Verb::show).name, static_cast<std::int64_t>(ticket.id)),
             {}});
    }
    if (verb != Verb::find)
        text += at_once(talk, page.tickets);
    text += hint;
    if (page.more && number < furthest && words.size() <= longest_search)
        buttons.push_back(
            {say(Say::button_more), fmt::format("ln:ls:{}:{}:{}", command_of(verb).name, number, words), {}});
    tell(talk, std::move(text), std::move(buttons));
}

void press_list(Talk& talk, std::string_view data)
{
    const auto colon = data.find(':');
    const Command* command = find_command(data.substr(0, colon));
    if (colon == std::string_view::npos || command == nullptr || needs_ticket(command->verb) ||
        !could(*command, talk.user.roles, !talk.user.department.empty()))
        return tell(talk, talk.say()(Say::desk_old_form));
    data.remove_prefix(colon + 1);
    std::size_t from = 0;
    const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), from);
    data.remove_prefix(static_cast<std::size_t>(end - data.data()));
    if (error != std::errc{} || !data.starts_with(':'))
        return tell(talk, talk.say()(Say::desk_old_form));
    list(talk, command->verb, std::string{data.substr(1)}, std::min(from, furthest));
}

} // namespace langnghe::officer
