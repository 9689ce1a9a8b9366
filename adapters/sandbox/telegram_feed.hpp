#pragma once
// The updates of the bot: kept until the webhook answered 2xx or getUpdates confirmed them. One in flight for each
// lane; retries at once, after 2, 4, 8, 16, 32 s, then every 60 to 120 s, or as Retry-After says, until the update's
// life is over. At most 10,000 pending (the newest is refused). Source: the Bot API server's own behaviour.

#include "adapters/sandbox/tools.hpp"

#include <boost/asio/awaitable.hpp>

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace langnghe::sandbox {

struct Update
{
    std::string lane; // the updates of one lane are delivered one after the other
    std::string kind; // "message", "callback_query"
    std::string payload;
    Duration life = std::chrono::hours{24};
    ChatId chat; // the message whose tick tells of the delivery
    MessageId message;
};

struct Webhook
{
    std::string url; // empty: none
    std::string secret;
    std::vector<std::string> allowed; // empty: all
    unsigned connections = 40;
};

struct PollAnswer
{
    enum class Kind
    {
        updates,
        webhook_active,
        pushed_out, // by a later poll
        webhook_set // while waiting
    };
    Kind kind = Kind::updates;
    std::vector<std::string> updates; // JSON objects
};

struct Poll
{
    std::int64_t offset = 0;
    std::size_t limit = 100;
    std::chrono::seconds timeout{0};
};

class TelegramFeed
{
public:
    using OnReply = std::function<void(std::string_view body)>; // of a successful webhook answer

    TelegramFeed(Tools& tools, const TelegramSide& side) : tools_(tools), side_(side) {}

    void push(Update update);
    const Webhook& webhook() const { return webhook_; }
    void set_webhook(Webhook webhook);
    void drop_pending();
    boost::asio::awaitable<PollAnswer> poll(const Poll& poll);
    void on_reply(OnReply handler) { on_reply_ = std::move(handler); }
    // Wakes the polls and keeps further ones from waiting.
    void close();

    DeliveryState state() const;
    std::string last_error;
    std::int64_t last_error_at = 0; // seconds

private:
    struct Pending
    {
        Update update;
        TimePoint date{};
    };
    struct Lane
    {
        std::deque<std::int64_t> ids;
        bool busy = false;
    };
    enum class Fate
    {
        done,
        stopped // no webhook any more
    };

    void pump(const std::string& lane);
    boost::asio::awaitable<void> run(std::string lane);
    boost::asio::awaitable<Fate> deliver(std::int64_t id);
    boost::asio::awaitable<void> deliver_alone(std::int64_t id, DeliveryPlan plan);
    boost::asio::awaitable<Fate> follow(std::int64_t id, DeliveryPlan plan);
    boost::asio::awaitable<net::ClientReply> attempt(std::string body);
    void note(const net::ClientReply& reply);
    void finish(std::int64_t id, Tick tick);
    void expire();
    void confirm_below(std::int64_t offset);
    std::string document(std::int64_t id, const Update& update) const;

    Tools& tools_;
    const TelegramSide& side_;
    Webhook webhook_;
    std::map<std::int64_t, Pending> pending_;
    std::map<std::string, Lane> lanes_;
    std::int64_t next_id_ = 884'201'301;
    std::uint64_t poll_turn_ = 0;
    std::uint64_t webhook_turn_ = 0;
    std::uint64_t pushed_ = 0;
    bool closing_ = false;
    DeliveryState state_;
    OnReply on_reply_;
};

} // namespace langnghe::sandbox
