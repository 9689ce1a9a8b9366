#include "core/people/own_data.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/outbox/reconcile.hpp"
#include "core/people/copy.hpp"
#include "core/people/erasure.hpp"
#include "core/people/notice.hpp"
#include "core/store/privacy.hpp"
#include "core/store/sent.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe {
namespace {

constexpr std::string_view button_prefix = "ln:";
constexpr std::string_view refused = "no";

struct Chat
{
    Context& context;
    Identity identity;
    ChatRef ref;

    std::string say(Say what, std::initializer_list<message::Field> fields = {}) const
    {
        return context.commune.say(what, fields);
    }
    Letter letter(std::string text, std::vector<Button> buttons = {}) const
    {
        Letter letter;
        letter.channel = identity.channel;
        letter.to = ref;
        letter.text = std::move(text);
        letter.buttons = std::move(buttons);
        return letter;
    }
    void answer(std::string text, std::vector<Button> buttons = {}) const
    {
        post(context, letter(std::move(text), std::move(buttons)));
    }
    void record(std::string action, std::string facts = {}) const
    {
        journal::record(context,
                        {.actor = journal::actor(identity.id), .action = std::move(action), .facts = std::move(facts)});
    }
};

// News that waits is not sent either; it is told when they ask for news again.
void set_news_aside(Chat& chat)
{
    for (OutboxItem& item :
         chat.context.tx.outbox().waiting(chat.identity.channel, chat.identity.external_id, Rank::news, 1'000)) {
        if (item.state != DeliveryState::queued)
            continue;
        item.state = DeliveryState::undeliverable;
        item.last_error = outbox::asked_for_none;
        chat.context.tx.outbox().save(item);
    }
}

void stop(Chat& chat)
{
    if (!std::exchange(chat.identity.stopped, true)) {
        chat.context.tx.people().save(chat.identity);
        set_news_aside(chat);
        chat.record("stop");
    }
    // Whose first words these are, or the first since an erasure, must be told apart from the erased.
    Letter answer = chat.letter(chat.say(Say::rights_stopped));
    add_notice(chat.context, chat.identity, answer, false);
    post(chat.context, std::move(answer));
}

void resume(Chat& chat)
{
    if (std::exchange(chat.identity.stopped, false)) {
        chat.context.tx.people().save(chat.identity);
        chat.record("resume");
    }
    chat.answer(chat.say(Say::rights_resumed));
    outbox::revive(chat.context, chat.identity.channel, chat.identity.external_id);
}

void give_words(Chat& chat)
{
    const auto pages = copy_of(chat.context, chat.identity);
    chat.record("data_copy", fmt::format("pages={}", pages.size()));
    for (const std::string& page : pages)
        chat.answer(page);
}

void give_copy(Chat& chat)
{
    const Commune& commune = chat.context.commune;
    const auto channel = commune.channels.find(chat.identity.channel);
    if (channel == commune.channels.end() || channel->second.traits.files == 0)
        return give_words(chat);
    chat.record("data_copy", "file=1");
    Letter letter;
    letter.channel = chat.identity.channel;
    letter.to = chat.ref;
    letter.text = chat.say(Say::rights_copy_file, {{"commune", commune.name}});
    letter.files.push_back(copy_file(commune, chat.identity.id));
    post(chat.context, std::move(letter));
}

void tell_terms(Chat& chat)
{
    const PrivacyRules& rules = chat.context.commune.rules.privacy;
    chat.record("terms", terms_fact(chat.context.commune));
    chat.answer(chat.say(
        Say::rights_terms,
        {{"commune", chat.context.commune.name}, {"version", rules.terms_version}, {"link", rules.terms_url}}));
}

// The button says when it was asked: an old one erases nothing.
void ask_to_erase(Chat& chat)
{
    const auto asked = fmt::format("{}{}{}", button_prefix, erase_choice, to_millis(chat.context.now));
    chat.answer(chat.say(Say::rights_erase_ask, {{"minutes", std::to_string(erase_life.count())}}),
                {{chat.say(Say::button_erase), asked, {}},
                 {chat.say(Say::button_erase_not), fmt::format("{}{}{}", button_prefix, erase_choice, refused), {}}});
}

void erase(Chat& chat)
{
    const int words = erase_person(chat.context, chat.identity, "request");
    // They wrote just now: where a platform lets us answer for a while only, this answer is still to arrive.
    if (auto person = chat.context.tx.people().find(chat.identity.id)) {
        person->last_inbound_at = chat.identity.last_inbound_at;
        chat.context.tx.people().save(*person);
    }
    std::string text = chat.say(Say::rights_erase_done, {{"count", std::to_string(words)}});
    if (!chat.context.tx.privacy().written_by(chat.identity.id).empty())
        text += ' ' + chat.say(Say::rights_erase_held);
    chat.answer(std::move(text));
}

// Typed instead of pressed: the question must be the latest thing with buttons here.
void agree(Chat& chat)
{
    const TimePoint since = chat.context.now - erase_life;
    for (const Button& button : chat.context.tx.sent().last_choices(chat.identity.channel, chat.ref.id, since)) {
        std::string_view data = button.data;
        if (data.starts_with(button_prefix) &&
            take_rights_press(chat.context, chat.identity, chat.ref, data.substr(button_prefix.size())))
            return;
    }
    chat.answer(chat.say(Say::rights_erase_late));
}

bool is_fresh(std::string_view asked, TimePoint now)
{
    std::int64_t millis = 0;
    const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), millis);
    const bool whole = error == std::errc{} && end == asked.data() + asked.size();
    return whole && from_millis(millis) <= now && now < from_millis(millis) + erase_life;
}

} // namespace

void fulfil(Context& context, const Identity& identity, const ChatRef& chat, Wish wish)
{
    Chat here{context, identity, chat};
    switch (wish) {
    case Wish::stop:
        return stop(here);
    case Wish::resume:
        return resume(here);
    case Wish::copy:
        return give_copy(here);
    case Wish::copy_words:
        return give_words(here);
    case Wish::erase:
        return ask_to_erase(here);
    case Wish::erase_agreed:
        return agree(here);
    case Wish::terms:
        return tell_terms(here);
    case Wish::anonymous:
        return here.answer(here.say(Say::rights_anonymous_how));
    }
}

bool take_rights_press(Context& context, const Identity& identity, const ChatRef& chat, std::string_view data)
{
    Chat here{context, identity, chat};
    if (data == "unnamed") {
        fulfil(context, identity, chat, Wish::anonymous);
        return true;
    }
    if (!data.starts_with(erase_choice))
        return false;
    const std::string_view asked = data.substr(erase_choice.size());
    if (asked == refused)
        here.answer(here.say(Say::rights_erase_kept));
    else if (is_fresh(asked, context.now))
        erase(here);
    else
        here.answer(here.say(Say::rights_erase_late));
    return true;
}

} // namespace langnghe
