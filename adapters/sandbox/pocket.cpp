#include "adapters/sandbox/pocket_impl.hpp"

#include <fmt/format.h>

namespace langnghe::sandbox {

namespace asio = boost::asio;

namespace {

constexpr auto grace = std::chrono::seconds{1};

} // namespace

Pocket::Pocket(asio::any_io_executor executor, PocketOptions options)
    : impl_(std::make_unique<Impl>(std::move(executor), std::move(options)))
{}

Pocket::~Pocket() = default;

Result<void> Pocket::start()
{
    auto opened = impl_->server.open();
    if (!opened)
        return opened;
    impl_->zalo_events.set_base_url(base_url());
    impl_->zalo_bot.set_base_url(base_url());
    impl_->server.start();
    return {};
}

std::uint16_t Pocket::port() const { return impl_->server.port(); }

std::string Pocket::base_url() const { return fmt::format("http://127.0.0.1:{}", port()); }

void Pocket::set_webhook_targets(const WebhookTargets& targets)
{
    if (!targets.telegram_url.empty()) {
        Webhook webhook;
        webhook.url = targets.telegram_url;
        webhook.secret = targets.telegram_secret.reveal();
        impl_->telegram_feed.set_webhook(std::move(webhook));
    }
    if (!targets.zalo_url.empty())
        impl_->zalo_feed.set_url(targets.zalo_url);
    if (!targets.zalo_bot_url.empty())
        impl_->zalo_bot_feed.set_webhook(targets.zalo_bot_url, targets.zalo_bot_secret);
}

asio::awaitable<void> Pocket::shutdown()
{
    impl_->closing = true;
    impl_->page.close();
    impl_->zalo_feed.close();
    impl_->zalo_bot_feed.close();
    impl_->telegram_feed.close();
    impl_->tasks.cancel();
    co_await impl_->server.shutdown(grace);
    impl_->client.close();
    co_await impl_->tasks.join();
}

asio::awaitable<bool> Pocket::wait_for(std::function<bool()> predicate, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        if (predicate())
            co_return true;
        if (std::chrono::steady_clock::now() >= until)
            co_return false;
        co_await impl_->changed.wait(until);
    }
}

DeliveryState Pocket::deliveries(Network network) const { return impl_->state(network); }

std::uint64_t Pocket::api_calls(Network network) const
{
    if (network == Network::zalo_bot)
        return impl_->zalo_bot.calls();
    return network == Network::zalo ? impl_->zalo.calls() : impl_->telegram.calls();
}

TokenState Pocket::zalo_tokens() const { return impl_->zalo_oauth.state(); }

void Pocket::expire_zalo_token() { impl_->zalo_oauth.expire(); }

ZaloSide& Pocket::zalo() { return impl_->zalo_side; }

std::vector<std::string> Pocket::complaints() const { return impl_->tools.complaints; }

Result<PersonId> Pocket::add_person(const NewPerson& person)
{
    if (!impl_->acts.has(person.network))
        return Errc::not_found;
    return impl_->world.add_person(person);
}

Result<ChatId> Pocket::add_group(Network network, std::string title)
{
    return impl_->acts.add_group(network, std::move(title));
}

Result<void> Pocket::join(const ChatId& group, const PersonId& person) { return impl_->acts.join(group, person); }

Result<ChatId> Pocket::migrate(const ChatId& group) { return impl_->acts.migrate(group); }

Result<void> Pocket::person_edits(const ChatId& chat, const PersonId& person, const MessageId& message,
                                  std::string text)
{
    return impl_->acts.edit(chat, person, message, std::move(text));
}

Result<void> Pocket::leave(const ChatId& group, const PersonId& person) { return impl_->acts.leave(group, person); }

Result<void> Pocket::set_bot_inside(const ChatId& group, bool inside)
{
    return impl_->acts.set_bot_inside(group, inside);
}

Result<void> Pocket::set_blocked(const PersonId& person, bool blocked)
{
    return impl_->acts.set_blocked(person, blocked);
}

std::vector<Person> Pocket::people() const
{
    std::vector<Person> all;
    for (const auto& [id, person] : impl_->world.people())
        all.push_back(person);
    return all;
}

std::vector<Chat> Pocket::chats() const
{
    std::vector<Chat> all;
    for (const auto& [id, chat] : impl_->world.chats())
        all.push_back(chat);
    return all;
}

std::vector<Message> Pocket::messages(const ChatId& chat) const
{
    const auto& list = impl_->world.messages(chat);
    return {list.begin(), list.end()};
}

std::vector<std::string> Pocket::samples() const { return impl_->page.samples; }

void Pocket::set_samples(std::vector<std::string> samples)
{
    impl_->page.samples = std::move(samples);
    impl_->world.touch();
}

Result<MessageId> Pocket::person_says(const ChatId& chat, const PersonId& person, std::string text,
                                      const MessageId& reply_to)
{
    Message message;
    message.chat = chat;
    message.author = person;
    message.text = std::move(text);
    message.reply_to = reply_to;
    return impl_->acts.say(std::move(message));
}

Result<void> Pocket::person_taps(const ChatId& chat, const PersonId& person, const MessageId& message,
                                 std::size_t button)
{
    return impl_->acts.tap(chat, person, message, button);
}

Result<MessageId> Pocket::person_sends_photo(const ChatId& chat, const PersonId& person, Photo photo)
{
    return impl_->acts.send_photo(chat, person, std::move(photo));
}

Result<MessageId> Pocket::person_sends_location(const ChatId& chat, const PersonId& person, Place place)
{
    return impl_->acts.send_place(chat, person, place);
}

Result<void> Pocket::person_shares(const PersonId& person, std::string phone, std::string address)
{
    return impl_->acts.share(person, phone, address);
}

Result<void> Pocket::person_withdraws(const PersonId& person) { return impl_->acts.withdraw(person); }

Result<void> Pocket::person_reacts(const ChatId& chat, const PersonId& person, const MessageId& message,
                                   std::string icon)
{
    return impl_->acts.react(chat, person, message, icon);
}

Result<MessageId> Pocket::staff_says(const ChatId& chat, std::string text)
{
    return impl_->acts.staff_says(chat, std::move(text));
}

void Pocket::end_zalo_group(const ChatId& group) { impl_->zalo_side.ended_groups.insert(group); }

} // namespace langnghe::sandbox
