#pragma once
// The bot platform's calls. Every answer is HTTP 200; what is refused has ok:false and a code. Parameters as JSON, form
// or query. Source: bot.zaloplatforms.com, method pages, with captured answers.

#include "adapters/net/http.hpp"
#include "adapters/sandbox/zalo_bot_feed.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace langnghe::sandbox {

class ZaloBotApi
{
public:
    ZaloBotApi(Tools& tools, const ZaloBotSide& side, ZaloBotFeed& feed) : tools_(tools), side_(side), feed_(feed) {}

    // Whether the path "/bot<token>/…" is this bot's.
    bool serves(std::string_view path) const;
    boost::asio::awaitable<net::Response> handle(const net::Request& request);

    // A person's side. In a group only what names the bot, or replies to it, is heard.
    void said(const Message& message);

    void set_base_url(std::string url) { base_url_ = std::move(url); }
    std::uint64_t calls() const { return calls_; }

private:
    using Json = nlohmann::ordered_json;

    boost::asio::awaitable<std::string> call(std::string method, const Json& parameters);
    boost::asio::awaitable<std::string> set_webhook(const Json& parameters);
    boost::asio::awaitable<std::string> get_updates(const Json& parameters);
    boost::asio::awaitable<std::string> send_photo(const Json& parameters);
    std::string get_me() const;
    std::string webhook_info() const;
    std::string send_message(const Json& parameters);
    // Why nothing may be written there; empty when it may.
    std::string refuse(const Json& parameters) const;
    std::string say(const Json& parameters, std::string text, std::string photo);
    bool is_addressed(const Message& message);

    Tools& tools_;
    const ZaloBotSide& side_;
    ZaloBotFeed& feed_;
    std::string base_url_;
    std::int64_t sent_ = 0;
    std::uint64_t calls_ = 0;
};

} // namespace langnghe::sandbox
