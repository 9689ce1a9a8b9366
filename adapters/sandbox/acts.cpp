#include "adapters/sandbox/acts.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <cmath>

namespace langnghe::sandbox {

namespace {

constexpr std::size_t longest_text = 4096; // UTF-16 units, as both apps cut it
constexpr std::size_t most_members = 1000;

const Button* find_button(const Message& message, std::size_t index)
{
    for (const auto& row : message.rows) {
        if (index < row.size())
            return &row[index];
        index -= row.size();
    }
    return nullptr;
}

} // namespace

bool Acts::has(Network network) const
{
    switch (network) {
    case Network::telegram:
        return telegram_ != nullptr;
    case Network::zalo:
        return zalo_ != nullptr;
    case Network::zalo_bot:
        return zalo_bot_ != nullptr;
    }
    return false;
}

Result<void> Acts::may_act(const ChatId& chat_id, const PersonId& person_id)
{
    const Chat* chat = world_.chat(chat_id);
    const Person* person = world_.person(person_id);
    if (!chat || !person || !has(chat->network))
        return Errc::not_found;
    const auto& members = chat->members;
    if (std::find(members.begin(), members.end(), person_id) == members.end())
        return Errc::not_allowed;
    if (!chat->group && person->blocked)
        return Errc::not_allowed;
    return {};
}

Result<MessageId> Acts::tell(Message message)
{
    Person& person = *world_.person(message.author);
    Chat& chat = *world_.chat(message.chat);
    if (!chat.group) {
        person.interaction = world_.now();
        person.acquainted = person.acquainted || person.network != Network::zalo;
    }
    const Message& said = world_.say(std::move(message));
    // Telling the platform may reorder nothing: the reference stays good until the next say().
    const MessageId id = said.id;
    if (chat.network == Network::zalo)
        zalo_->said(said);
    else if (chat.network == Network::zalo_bot)
        zalo_bot_->said(said);
    else
        telegram_->said(said);
    return id;
}

Result<MessageId> Acts::say(Message message)
{
    const auto allowed = may_act(message.chat, message.author);
    if (!allowed)
        return allowed.error();
    if (!text::valid_utf8(message.text) || text::trim(message.text).empty() ||
        message.text.find('\0') != std::string::npos)
        return Errc::malformed;
    if (text::utf16_length(message.text) > longest_text)
        return Errc::too_large;
    if (!message.reply_to.empty() && !world_.message(message.chat, message.reply_to))
        return Errc::not_found;
    return tell(std::move(message));
}

Result<void> Acts::edit(const ChatId& chat, const PersonId& person, const MessageId& message, std::string text)
{
    const auto allowed = may_act(chat, person);
    if (!allowed)
        return allowed.error();
    Message* said = world_.message(chat, message);
    if (said == nullptr || said->author != person)
        return Errc::not_found;
    if (world_.chat(chat)->network != Network::telegram)
        return Errc::not_allowed;
    if (!text::valid_utf8(text) || text::trim(text).empty())
        return Errc::malformed;
    said->text = std::move(text);
    said->edited = true;
    world_.change(*said);
    telegram_->said(*said);
    return {};
}

Result<void> Acts::tap(const ChatId& chat, const PersonId& person, const MessageId& message, std::size_t button)
{
    const auto allowed = may_act(chat, person);
    if (!allowed)
        return allowed.error();
    const Message* shown = world_.message(chat, message);
    const Button* pressed = shown ? find_button(*shown, button) : nullptr;
    if (!pressed)
        return Errc::not_found;
    if (pressed->payload.empty())
        return Errc::malformed;
    Person& who = *world_.person(person);
    if (who.network == Network::telegram) {
        who.interaction = world_.now();
        telegram_->tapped(who, *shown, *pressed);
        return {};
    }
    // On Zalo a tap is a message with the button's payload.
    Message typed;
    typed.chat = chat;
    typed.author = person;
    typed.text = pressed->payload;
    typed.hidden = pressed->hidden;
    const auto told = tell(std::move(typed));
    return told ? Result<void>() : Result<void>(told.error());
}

Result<MessageId> Acts::send_photo(const ChatId& chat, const PersonId& person, Photo photo)
{
    const auto allowed = may_act(chat, person);
    if (!allowed)
        return allowed.error();
    if (photo.bytes.empty() || !text::valid_utf8(photo.caption))
        return Errc::malformed;
    if (text::utf16_length(photo.caption) > 1024)
        return Errc::too_large;
    auto key = world_.keep(File{std::move(photo.bytes), std::move(photo.type)});
    if (!key)
        return key.error();
    Message message;
    message.chat = chat;
    message.author = person;
    message.text = std::move(photo.caption);
    message.photo = *key;
    return tell(std::move(message));
}

Result<MessageId> Acts::send_place(const ChatId& chat, const PersonId& person, Place place)
{
    const auto allowed = may_act(chat, person);
    if (!allowed)
        return allowed.error();
    if (!(std::abs(place.latitude) <= 90) || !(std::abs(place.longitude) <= 180))
        return Errc::malformed;
    Message message;
    message.chat = chat;
    message.author = person;
    message.place = place;
    return tell(std::move(message));
}

Chat* Acts::group(const ChatId& id)
{
    Chat* chat = world_.chat(id);
    return chat && chat->group ? chat : nullptr;
}

Result<ChatId> Acts::add_group(Network network, std::string title)
{
    if (!has(network))
        return Errc::not_found;
    auto id = world_.add_group(network, std::move(title));
    if (id && network == Network::zalo)
        zalo_->group_created(*world_.chat(*id));
    return id;
}

Result<void> Acts::join(const ChatId& group_id, const PersonId& person_id)
{
    Chat* chat = group(group_id);
    const Person* person = world_.person(person_id);
    if (!chat || !person || person->network != chat->network)
        return Errc::not_found;
    auto& members = chat->members;
    if (std::find(members.begin(), members.end(), person_id) != members.end())
        return {};
    if (members.size() >= most_members)
        return Errc::too_large;
    members.push_back(person_id);
    world_.touch();
    if (chat->network == Network::zalo)
        zalo_->member(*chat, *person, true);
    return {};
}

Result<void> Acts::leave(const ChatId& group_id, const PersonId& person_id)
{
    Chat* chat = group(group_id);
    const Person* person = world_.person(person_id);
    if (!chat || !person || std::erase(chat->members, person_id) == 0)
        return Errc::not_found;
    world_.touch();
    if (chat->network == Network::zalo)
        zalo_->member(*chat, *person, false);
    return {};
}

Result<ChatId> Acts::migrate(const ChatId& group_id)
{
    Chat* old = group(group_id);
    if (old == nullptr || old->network != Network::telegram || !old->migrated_to.empty())
        return Errc::not_found;
    auto fresh = world_.add_group(Network::telegram, old->title);
    if (!fresh)
        return fresh;
    old = group(group_id);
    old->migrated_to = *fresh;
    world_.chat(*fresh)->members = old->members;
    telegram_->migrated(*old, *world_.chat(*fresh));
    return fresh;
}

Result<void> Acts::set_bot_inside(const ChatId& group_id, bool inside)
{
    Chat* chat = group(group_id);
    if (!chat)
        return Errc::not_found;
    const bool changed = chat->bot_inside != inside;
    chat->bot_inside = inside;
    world_.touch();
    if (changed && chat->network == Network::telegram)
        telegram_->standing(*chat, inside);
    return {};
}

Result<void> Acts::set_blocked(const PersonId& person_id, bool blocked)
{
    Person* person = world_.person(person_id);
    if (!person || !has(person->network))
        return Errc::not_found;
    person->blocked = blocked;
    world_.touch();
    if (person->network == Network::zalo)
        zalo_->followed(*person, !blocked);
    else if (person->network == Network::telegram)
        telegram_->membership(*person, blocked);
    return {};
}

} // namespace langnghe::sandbox
