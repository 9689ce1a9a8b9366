#include "core/officer/carry_out.hpp"
#include "core/officer/evidence.hpp"
#include "core/officer/following.hpp"
#include "core/officer/form.hpp"
#include "core/people/identify.hpp"
#include "core/store/worklists.hpp"
#include "core/text/cut.hpp"
#include "core/text/fold.hpp"
#include "core/text/mask.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace langnghe::officer {
namespace {

constexpr std::size_t longest_choice = 60; // UTF-16 units: more is no name of anything
constexpr std::size_t quoted = 60;

Forms& forms(Talk& talk) { return talk.context.tx.worklists().forms(); }

std::optional<OfficerForm> form_here(Talk& talk)
{
    return forms(talk).find(talk.identity.id, talk.identity.channel, talk.chat.id,
                            talk.context.now - talk.context.commune.rules.question_life);
}

// What is open here: the form, its order, and its ticket, as long as he may see it.
struct Open
{
    OfficerForm form;
    Order order;
    Ticket ticket;

    Slot slot() const { return static_cast<Slot>(form.asks); }
};

std::optional<Open> open_here(Talk& talk)
{
    const auto form = form_here(talk);
    const auto order = form ? read(form->order) : std::nullopt;
    const auto ticket = order ? talk.context.tx.tickets().find(order->ticket) : std::nullopt;
    if (!ticket || !sees(talk.context, talk.user, *ticket))
        return std::nullopt;
    return Open{*form, *order, *ticket};
}

// A reply to what was asked, or words that come soon; not when something else was asked since.
bool is_answer(Talk& talk, const Open& open, const Message& message)
{
    if (message.forwarded)
        return false;
    if (!message.reply_to.empty()) {
        const auto reference =
            talk.context.tx.messages().find(talk.identity.channel, message.chat.id, message.reply_to);
        return reference && reference->ticket == open.ticket.id && reference->outbox != OutboxId::none;
    }
    const bool late = open.form.asked_at + talk.context.commune.rules.join_window < talk.context.now;
    const auto question =
        talk.context.tx.questions().newest_open(talk.identity.channel, message.chat.id, open.form.asked_at);
    return !late &&
           !(question && question->kind == Question::Kind::reporter && question->asked_at > open.form.asked_at);
}

bool takes_files(const Open& open, const Message& message)
{
    const bool with_text =
        open.slot() == Slot::text && (open.order.verb == Verb::done || open.order.verb == Verb::answer);
    return brings_files(message) && (with_text || open.slot() == Slot::evidence);
}

void go_on(Talk& talk, const Open& open)
{
    forms(talk).close(open.form);
    carry_out(talk, open.order);
}

bool take_files(Talk& talk, Open& open, const Message& message, TimePoint at)
{
    open.order.files.push_back(keep_files(talk.context, talk.identity, open.ticket.id, message, at));
    if (open.slot() == Slot::text && !text::trim(message.text).empty())
        open.order.text = message.text;
    go_on(talk, open);
    return true;
}

bool says_yes(std::string_view folded)
{
    constexpr std::array<std::string_view, 6> words{"co", "dong y", "lam tiep", "dung", "ok", "vang"};
    return std::ranges::count(words, folded) > 0;
}

// One of a list, by its name or by the words of its button.
bool take_choice(Talk& talk, Open& open, const Message& message)
{
    const auto choices = choices_for(talk, open.order, open.ticket, open.slot());
    const std::string folded = text::fold_words(message.text);
    const auto same =
        std::ranges::find_if(choices, [&](const Choice& choice) { return text::fold_words(choice.title) == folded; });
    std::vector<std::string> meant;
    if (same != choices.end())
        meant.push_back(same->key);
    else if (text::utf16_length(message.text) <= longest_choice)
        meant = meant_by(message.text, vocabulary_for(talk, open.order.verb, people_for(talk.context, open.ticket)),
                         open.slot());
    else
        return false;
    if (meant.size() == 1 && fill(open.order, open.slot(), meant.front())) {
        go_on(talk, open);
        return true;
    }
    const std::string before =
        meant.empty() ? talk.say()(Say::desk_not_found, {{"words", text::shorten(message.text, quoted)}}) : "";
    pose(talk, open.form, open.order, open.ticket, {meant, 0, before});
    return true;
}

bool take_master(Talk& talk, Open& open, const Message& message)
{
    const auto code = find_code(message.text, talk.context.commune.letters);
    if (!code)
        return false;
    const auto master = talk.context.tx.tickets().by_code(*code);
    if (!master || !sees(talk.context, talk.user, *master)) {
        tell_unknown(talk, to_text(*code, talk.context.commune.letters));
        return true;
    }
    open.order.master = master->id;
    go_on(talk, open);
    return true;
}

bool take_days(Talk& talk, Open& open, const Message& message)
{
    Vocabulary days;
    days.days = true;
    const Arguments said = read_arguments(message.text, talk.context.commune.letters, days, 0);
    if (said.days == 0)
        return false;
    open.order.days = said.days;
    if (open.order.text.empty())
        open.order.text = said.rest;
    go_on(talk, open);
    return true;
}

bool take_text(Talk& talk, Open& open, const Message& message)
{
    const std::string folded = text::fold_words(message.text);
    for (const Choice& choice : choices_for(talk, open.order, open.ticket, Slot::text))
        if (text::fold_words(choice.title) == folded && fill(open.order, Slot::text, choice.key)) {
            go_on(talk, open);
            return true;
        }
    open.order.text = message.text;
    // What the mask would change is proposed once more.
    open.order.text_chosen = text::mask_personal(message.text) == message.text;
    go_on(talk, open);
    return true;
}

bool take_words(Talk& talk, Open& open, const Message& message)
{
    const std::string folded = text::fold_words(message.text);
    if (folded.empty())
        return false;
    if (folded == text::fold_words(talk.say()(Say::button_drop)) || folded == "thoi") {
        forms(talk).close(open.form);
        tell(talk, talk.say()(Say::desk_dropped), {}, open.ticket.id);
        return true;
    }
    switch (open.slot()) {
    case Slot::text:
        return take_text(talk, open, message);
    case Slot::master:
        return take_master(talk, open, message);
    case Slot::days:
        return take_days(talk, open, message);
    case Slot::evidence:
        return false;
    case Slot::sure:
        if (!says_yes(folded))
            return false;
        open.order.sure = true;
        go_on(talk, open);
        return true;
    default:
        return take_choice(talk, open, message);
    }
}

} // namespace

void press_form(Talk& talk, std::string_view data)
{
    std::int64_t form_number = 0;
    const auto [end, error] = std::from_chars(data.data(), data.data() + data.size(), form_number);
    const auto colon = static_cast<std::size_t>(end - data.data());
    auto open = open_here(talk);
    if (error != std::errc{} || colon >= data.size() || data[colon] != ':' || !open || open->form.number != form_number)
        return tell(talk, talk.say()(Say::desk_old_form));
    const std::string_view key = data.substr(colon + 1);
    if (key.starts_with('+')) {
        std::size_t from = 0;
        std::from_chars(key.data() + 1, key.data() + key.size(), from);
        return pose(talk, open->form, open->order, open->ticket, {{}, from, {}});
    }
    if (key == "drop") {
        forms(talk).close(open->form);
        return tell(talk, talk.say()(Say::desk_dropped), {}, open->ticket.id);
    }
    const auto choices = choices_for(talk, open->order, open->ticket, open->slot());
    if (std::ranges::count(choices, key, &Choice::key) == 0 || !fill(open->order, open->slot(), key))
        return tell(talk, talk.say()(Say::desk_old_form));
    go_on(talk, *open);
}

bool answer_form(Talk& talk, const Message& message, TimePoint at)
{
    if (take_more_files(talk, message, at))
        return true;
    auto open = open_here(talk);
    if (!open || !is_answer(talk, *open, message))
        return false;
    if (takes_files(*open, message))
        return take_files(talk, *open, message, at);
    return message.attachments.empty() && !message.position && take_words(talk, *open, message);
}

} // namespace langnghe::officer
