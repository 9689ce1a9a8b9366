#include "core/officer/form.hpp"

#include "core/officer/carry_out.hpp"
#include "core/officer/evidence.hpp"
#include "core/officer/following.hpp"
#include "core/officer/plan.hpp"
#include "core/people/identify.hpp"
#include "core/store/worklists.hpp"
#include "core/text/cut.hpp"
#include "core/text/fold.hpp"
#include "core/text/mask.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace langnghe::officer {
namespace {

constexpr std::size_t most_numbered = 9; // of a numbered list

Forms& forms(Talk& talk) { return talk.context.tx.worklists().forms(); }

int number_of(Slot slot) { return static_cast<int>(slot); }

Say question_of(const Order& order, Slot slot)
{
    switch (slot) {
    case Slot::field:
        return Say::form_field;
    case Slot::department:
        return Say::form_department;
    case Slot::nature:
        return Say::form_nature;
    case Slot::person:
        return Say::form_person;
    case Slot::master:
        return Say::form_master;
    case Slot::days:
        return Say::form_days;
    case Slot::party:
        return order.verb == Verb::let_in ? Say::form_let_in : Say::form_keep_out;
    case Slot::evidence:
        return Say::form_evidence;
    case Slot::photos:
        return Say::form_photos;
    default:
        break;
    }
    switch (order.verb) {
    case Verb::ask:
        return Say::form_question;
    case Verb::answer:
        return Say::form_answer;
    case Verb::done:
        return Say::form_result;
    case Verb::publish:
        return Say::form_public;
    case Verb::supervise:
        return Say::form_remark;
    case Verb::reject:
        return Say::form_reject;
    default:
        return Say::form_reason;
    }
}

std::string question(Talk& talk, const Order& order, const Ticket& ticket, Slot slot)
{
    if (slot == Slot::sure)
        return question_of_change(talk, order, ticket);
    return talk.say()(question_of(order, slot),
                      {{"code", code_of(talk.context, ticket)},
                       {"verb", title_of(talk.context, order, ticket)},
                       {"kind", talk.say()(label_of(order.kind))},
                       {"count", std::to_string(photos_of_result(talk.context, ticket).size())},
                       {"words", order.text}});
}

std::size_t room(const Talk& talk, const Identity& side)
{
    const auto channel = talk.context.commune.channels.find(side.channel);
    const std::size_t buttons = channel == talk.context.commune.channels.end() ? 0 : channel->second.traits.buttons;
    return buttons == 0 ? most_numbered : buttons;
}

// One page of the choices; a last button leads on, or away.
std::vector<Button> buttons_of(const Talk& talk, const OfficerForm& form, const std::vector<Choice>& choices,
                               std::size_t from, std::size_t room)
{
    const auto data = [&](std::string_view what) { return fmt::format("ln:f:{}:{}", form.number, what); };
    std::vector<Button> buttons;
    const bool all = choices.size() - from <= room;
    for (std::size_t i = from; i < choices.size() && buttons.size() + (all ? 0 : 1) < room; ++i)
        buttons.push_back({choices[i].title, data(choices[i].key), {}});
    if (!all)
        buttons.push_back({talk.say()(Say::button_more), data(fmt::format("+{}", from + buttons.size())), {}});
    else if (buttons.size() < room)
        buttons.push_back({talk.say()(Say::button_drop), data("drop"), {}});
    return buttons;
}

// Never the citizen's words, and without personal data.
std::string proposed_text(const Order& order, const Ticket& ticket)
{
    if (!order.text.empty())
        return text::mask_personal(order.text);
    if (!ticket.public_text.empty())
        return text::mask_personal(ticket.public_text);
    return ticket.result ? text::mask_personal(ticket.result->text) : std::string{};
}

} // namespace

void pose(Talk& talk, const OfficerForm& form, const Order& order, const Ticket& ticket, const Page& page)
{
    const Slot slot = static_cast<Slot>(form.asks);
    auto choices = choices_for(talk, order, ticket, slot);
    if (!page.only.empty())
        std::erase_if(choices, [&](const Choice& choice) { return std::ranges::count(page.only, choice.key) == 0; });
    if ((slot == Slot::person || slot == Slot::party) && choices.empty()) {
        const Say none = slot == Slot::person ? Say::desk_no_choice : Say::desk_kept_from_nobody;
        forms(talk).close(form);
        return tell(talk, talk.say()(none, {{"code", code_of(talk.context, ticket)}}), {}, ticket.id);
    }
    const auto side = private_side(talk);
    std::string text = question(talk, order, ticket, slot);
    if (!page.only.empty())
        text = talk.say()(Say::desk_several) + ' ' + text;
    if (!page.before.empty())
        text = page.before + ' ' + text;
    const std::size_t first = page.from < choices.size() ? page.from : 0;
    tell(talk, std::move(text), buttons_of(talk, form, choices, first, side ? room(talk, *side) : 0), ticket.id);
}

std::optional<OfficerForm> open_form(Talk& talk, const Order& order, Slot slot)
{
    const auto side = private_side(talk);
    if (!side)
        return std::nullopt;
    OfficerForm form;
    form.identity = side->id;
    form.channel = side->channel;
    form.chat = side->external_id;
    form.ticket = order.ticket;
    form.asks = number_of(slot);
    form.order = write(order);
    form.asked_at = talk.context.now;
    return forms(talk).open(std::move(form));
}

void ask(Talk& talk, const Order& order, const Ticket& ticket, Slot slot, const std::vector<std::string>& only)
{
    if (talk.gathers) {
        const std::string example = example_of(talk.context, talk.user, order.verb, code_of(talk.context, ticket));
        const std::string verb = talk.say()(label_of(order.verb));
        return tell(talk, slot == Slot::sure ? question_of_change(talk, order, ticket)
                                             : talk.say()(Say::desk_help_line, {{"verb", verb}, {"example", example}}));
    }
    Order asked = order;
    if (slot == Slot::text && order.verb == Verb::publish)
        asked.text = proposed_text(order, ticket);
    if (const auto form = open_form(talk, asked, slot))
        pose(talk, *form, asked, ticket, {only});
    else
        tell(talk, {});
}

void drop_form(Talk& talk)
{
    expect_no_more(talk);
    const auto side = private_side(talk);
    if (!side)
        return;
    const TimePoint since = talk.context.now - talk.context.commune.rules.question_life;
    if (const auto form = forms(talk).find(side->id, side->channel, side->external_id, since))
        forms(talk).close(*form);
}

} // namespace langnghe::officer
