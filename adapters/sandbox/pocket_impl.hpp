#pragma once
// The parts of the pocket platform in the order in which they need each other, and the way of a request through them.

#include "adapters/net/server.hpp"
#include "adapters/sandbox/page.hpp"
#include "adapters/sandbox/pocket.hpp"
#include "adapters/sandbox/zalo_api.hpp"
#include "adapters/sandbox/zalo_bot_api.hpp"
#include "adapters/sandbox/zalo_oauth.hpp"

namespace langnghe::sandbox {

struct Pocket::Impl
{
    Impl(boost::asio::any_io_executor io, PocketOptions given);

    boost::asio::awaitable<net::Response> handle(const net::Request& request);
    boost::asio::awaitable<net::Response> platform(const net::Request& request, Network network);
    boost::asio::awaitable<net::Response> spoil(const net::Request& request, Network network, Fault fault);
    boost::asio::awaitable<net::Response> api(const net::Request& request, Network network);
    net::Response file(const net::Request& request) const;
    Network network_of(std::string_view path) const;
    DeliveryState state(Network network) const;

    PocketOptions options;
    TelegramSide telegram_side;
    ZaloSide zalo_side;
    ZaloBotSide zalo_bot_side;
    PageSide page_side;
    Signal changed;
    World world;
    net::Client client;
    net::TaskGroup tasks;
    Tools tools;
    TelegramFeed telegram_feed;
    TelegramApi telegram;
    ZaloFeed zalo_feed;
    ZaloEvents zalo_events;
    ZaloOauth zalo_oauth;
    ZaloApi zalo;
    ZaloBotFeed zalo_bot_feed;
    ZaloBotApi zalo_bot;
    Acts acts;
    Page page;
    net::Server server;
    std::uint64_t calls = 0;
    bool closing = false;
};

} // namespace langnghe::sandbox
