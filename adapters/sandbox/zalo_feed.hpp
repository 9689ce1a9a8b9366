#pragma once
// Webhook events of the official account, signed and delivered: each on its own, answered 200 in time or repeated
// after 30 s, 5 min, 15 min, 30 min and 1 h with the same body and a num_retry header; after the last the webhook is
// switched off. At most 10,000 pending (the newest is refused). Source: developers.zalo.me, webhook.

#include "adapters/sandbox/tools.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>

namespace langnghe::sandbox {

// "mac=" and the hex SHA-256 of application id, body, timestamp and the account's secret, one after the other.
std::string zalo_signature(std::string_view app_id, std::string_view body, std::string_view timestamp,
                           std::string_view secret);

struct ZaloEvent
{
    std::string body; // compact JSON
    std::string timestamp;
    ChatId chat; // the message whose tick tells of the delivery
    MessageId message;
};

class ZaloFeed
{
public:
    ZaloFeed(Tools& tools, const ZaloSide& side) : tools_(tools), side_(side) {}

    void set_url(std::string url); // also switches the webhook on again
    void push(ZaloEvent event);
    void close() { closing_ = true; }
    const DeliveryState& state() const { return state_; }

private:
    boost::asio::awaitable<void> deliver(ZaloEvent event);
    boost::asio::awaitable<bool> attempt(const ZaloEvent& event, unsigned retry);
    void mark(const ZaloEvent& event, Tick tick);

    Tools& tools_;
    const ZaloSide& side_;
    std::string url_;
    std::uint64_t pushed_ = 0;
    bool closing_ = false;
    DeliveryState state_;
};

} // namespace langnghe::sandbox
