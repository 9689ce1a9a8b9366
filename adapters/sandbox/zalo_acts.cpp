// What only people on Zalo do.
#include "adapters/sandbox/acts.hpp"
#include "core/text/utf8.hpp"

namespace langnghe::sandbox {

const Person* Acts::zalo_person(const PersonId& id)
{
    const Person* person = world_.person(id);
    return zalo_ != nullptr && person && person->network == Network::zalo && person->conversation.empty() ? person
                                                                                                          : nullptr;
}

Result<void> Acts::share(const PersonId& id, const std::string& phone, const std::string& address)
{
    const Person* person = zalo_person(id);
    if (!person)
        return Errc::not_found;
    world_.person(id)->interaction = world_.now();
    zalo_->shared_info(*person, phone, address);
    return {};
}

Result<void> Acts::withdraw(const PersonId& id)
{
    const Person* person = zalo_person(id);
    if (!person)
        return Errc::not_found;
    zalo_->withdrew(*person);
    return {};
}

Result<void> Acts::react(const ChatId& chat, const PersonId& id, const MessageId& message, const std::string& icon)
{
    const Person* person = zalo_person(id);
    const Message* shown = world_.message(chat, message);
    if (!person || !shown)
        return Errc::not_found;
    zalo_->reacted(*person, *shown, icon);
    return {};
}

Result<MessageId> Acts::staff_says(const ChatId& id, std::string text)
{
    const Chat* chat = world_.chat(id);
    if (!chat || chat->network != Network::zalo || zalo_ == nullptr)
        return Errc::not_found;
    if (!text::valid_utf8(text) || text::trim(text).empty())
        return Errc::malformed;
    Message message;
    message.chat = id;
    message.text = std::move(text);
    message.tick = Tick::seen;
    const Message& said = world_.say(std::move(message));
    const MessageId said_id = said.id;
    zalo_->typed(said);
    return said_id;
}

} // namespace langnghe::sandbox
