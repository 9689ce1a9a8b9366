#include "core/officer/offers.hpp"

#include "core/commune/fields.hpp"
#include "core/message/say.hpp"
#include "core/officer/plan.hpp"
#include "core/officer/talk.hpp"
#include "core/store/courses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace langnghe::officer {
namespace {

constexpr std::size_t most = 8;

// What one is likely to do in each state, in this order. What cannot be done, or is not his, is left out.
std::vector<Verb> likely(Status status)
{
    using enum Verb;
    switch (status) {
    case Status::received:
        return {verify, classify, transfer, nature, reject, merge, ask};
    case Status::verified:
        return {classify, transfer, ask, reject, merge};
    case Status::classified:
        return {transfer, ask, classify, reject, merge};
    case Status::transferred:
        return {accept, assign, give_back, ask, extend, reject};
    case Status::in_progress:
        return {done, ask, answer, extend, assign, give_back};
    case Status::needs_info:
        return {close, merge};
    case Status::resolved:
        return {publish, close, reopen, recheck, supervise};
    case Status::published:
    case Status::closed:
        return {reopen, recheck, supervise};
    case Status::rejected:
        return {recheck, supervise};
    case Status::merged:
        return {unmerge};
    }
    return {};
}

// And before that what waits for a decision.
std::vector<Verb> likely(Context& context, const Ticket& ticket)
{
    std::vector<Verb> verbs = likely(ticket.status);
    if (!may_be_rejected(ticket))
        std::erase(verbs, Verb::reject);
    if (const auto from = closable_from(context, ticket); from && context.now < *from)
        std::erase(verbs, Verb::close);
    if (ticket.nature == Nature::unset && is_open(ticket.status) && ticket.status != Status::received)
        verbs.insert(verbs.begin(), Verb::nature);
    const Field* field = find_field(context.commune.taxonomy, ticket.field);
    if (is_open(ticket.status) && (ticket.suspected || (field != nullptr && field->about_officials)))
        verbs.push_back(Verb::keep_out);
    const auto course = context.tx.courses().find(ticket.id);
    if (course && course->asked_days > 0)
        verbs.insert(verbs.begin(), Verb::approve);
    if (course && course->remark && std::ranges::count(verbs, Verb::answer) == 0)
        verbs.insert(verbs.begin(), Verb::answer);
    return verbs;
}

std::string data_of(Verb verb, const Ticket& ticket)
{
    return fmt::format("ln:do:{}:{}:{}", command_of(verb).name, static_cast<std::int64_t>(ticket.id), ticket.version);
}

// A ready way to the department that handles the field.
std::optional<Button> transfer_to(Context& context, const Ticket& ticket)
{
    const std::string field = suggested_field(context, ticket);
    const std::string department = suggested_department(context, ticket, field);
    if (department.empty())
        return std::nullopt;
    return Button{context.commune.say(Say::button_transfer_to,
                                      {{"department", name_of(context.commune.taxonomy.departments, department)}}),
                  data_of(Verb::transfer, ticket) + ':' + department,
                  {}};
}

} // namespace

std::vector<Button> offers(Context& context, const User& user, const Ticket& ticket)
{
    std::vector<Button> buttons;
    if (!sees(context, user, ticket))
        return buttons;
    const Standing here = standing(context, actor_of(user), ticket);
    for (const Verb verb : likely(context, ticket)) {
        Order order;
        order.verb = verb;
        order.ticket = ticket.id;
        if (!langnghe::may(user.roles, right_of(context, order, ticket), here) || !leads(context, order, ticket))
            continue;
        if (verb == Verb::transfer && ticket.status == Status::classified)
            if (auto ready = transfer_to(context, ticket))
                buttons.push_back(std::move(*ready));
        buttons.push_back({title_of(context, order, ticket), data_of(verb, ticket), {}});
    }
    if (buttons.size() > most)
        buttons.resize(most);
    return buttons;
}

} // namespace langnghe::officer
