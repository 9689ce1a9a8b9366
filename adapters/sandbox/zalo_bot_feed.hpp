#pragma once
// Events of the bot platform: to the webhook, or where there is none, one to each getUpdates, which consumes it. The
// platform documents no repeats; this one tries three times. At most 1,000 wait for a poll (the oldest goes).

#include "adapters/sandbox/tools.hpp"

#include <boost/asio/awaitable.hpp>

#include <deque>
#include <string>

namespace langnghe::sandbox {

struct ZaloBotEvent
{
    std::string body; // compact JSON, flat
    ChatId chat;      // the message whose tick tells of the delivery
    MessageId message;
};

class ZaloBotFeed
{
public:
    ZaloBotFeed(Tools& tools, const ZaloBotSide& side) : tools_(tools), side_(side) {}

    void set_webhook(std::string url, Secret secret); // an empty address: none
    const std::string& url() const { return url_; }
    void push(ZaloBotEvent event);
    // The body of the next event; empty when none came in that time, or a webhook is set.
    boost::asio::awaitable<std::string> poll(std::chrono::milliseconds patience);
    // What the webhook answers to this, 0: nothing.
    boost::asio::awaitable<unsigned> try_webhook(std::string body);
    void close() { closing_ = true; }
    DeliveryState state() const;

private:
    boost::asio::awaitable<void> deliver(ZaloBotEvent event);
    void finish(const ZaloBotEvent& event, bool taken);

    Tools& tools_;
    const ZaloBotSide& side_;
    std::string url_;
    Secret secret_;
    std::deque<ZaloBotEvent> waiting_;
    std::uint64_t pushed_ = 0;
    bool closing_ = false;
    DeliveryState state_;
};

} // namespace langnghe::sandbox
