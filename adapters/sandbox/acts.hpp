#pragma once
// What people do in the pocket world, checked as their app would check it, and told to the network's webhook.
// Errors: not_found (chat, person, message, button), not_allowed (not a member, blocked), malformed, too_large.

#include "adapters/sandbox/telegram_api.hpp"
#include "adapters/sandbox/zalo_bot_api.hpp"
#include "adapters/sandbox/zalo_events.hpp"

namespace langnghe::sandbox {

class Acts
{
public:
    // A network that the pocket does not have is null.
    Acts(World& world, TelegramApi* telegram, ZaloEvents* zalo, ZaloBotApi* zalo_bot)
        : world_(world), telegram_(telegram), zalo_(zalo), zalo_bot_(zalo_bot)
    {}

    Result<MessageId> say(Message message);
    // A person's own words, on Telegram only.
    Result<void> edit(const ChatId& chat, const PersonId& person, const MessageId& message, std::string text);
    Result<void> tap(const ChatId& chat, const PersonId& person, const MessageId& message, std::size_t button);
    Result<MessageId> send_photo(const ChatId& chat, const PersonId& person, Photo photo);
    Result<MessageId> send_place(const ChatId& chat, const PersonId& person, Place place);

    Result<void> share(const PersonId& person, const std::string& phone, const std::string& address);
    Result<void> withdraw(const PersonId& person);
    Result<void> react(const ChatId& chat, const PersonId& person, const MessageId& message, const std::string& icon);
    Result<MessageId> staff_says(const ChatId& chat, std::string text);

    Result<ChatId> add_group(Network network, std::string title);
    Result<void> join(const ChatId& group, const PersonId& person);
    Result<void> leave(const ChatId& group, const PersonId& person);
    // A Telegram group becomes a supergroup, whose id comes back.
    Result<ChatId> migrate(const ChatId& group);
    Result<void> set_bot_inside(const ChatId& group, bool inside);
    Result<void> set_blocked(const PersonId& person, bool blocked);
    bool has(Network network) const;

private:
    Result<void> may_act(const ChatId& chat, const PersonId& person);
    Result<MessageId> tell(Message message);
    const Person* zalo_person(const PersonId& id);
    Chat* group(const ChatId& id);

    World& world_;
    TelegramApi* telegram_;
    ZaloEvents* zalo_;
    ZaloBotApi* zalo_bot_;
};

} // namespace langnghe::sandbox
