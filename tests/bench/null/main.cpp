// bench_null PLATFORM PORT SECRET: the program's own server, verification and parsing, and nothing is stored. What it
// answers in a second is the limit for a webhook that does store.
#include "adapters/net/server.hpp"
#include "adapters/telegram/platform.hpp"
#include "adapters/zalo_oa/platform.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace {

using namespace langnghe;
namespace asio = boost::asio;

std::unique_ptr<Platform> make_platform(std::string_view name, std::string secret)
{
    if (name == "telegram") {
        telegram::TelegramOptions options;
        options.channel = name;
        options.token = Secret{"7012345678:bench"};
        options.webhook_secret = Secret{std::move(secret)};
        return std::make_unique<telegram::TelegramPlatform>(std::move(options));
    }
    zalo_oa::ZaloOaOptions options;
    options.channel = name;
    options.app_id = "3186720551293846017";
    options.oa_id = "2741853096128840375";
    options.oa_secret_key = Secret{std::move(secret)};
    return std::make_unique<zalo_oa::ZaloOaPlatform>(std::move(options));
}

struct Webhook
{
    const Platform& platform;

    asio::awaitable<net::Response> handle(const net::Request& request) const
    {
        const auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
        const Reception reception =
            platform.receive({request.body, [&request](std::string_view name) { return request.header(name); }, now});
        const bool taken = reception.verdict == Reception::Verdict::events &&
                           std::holds_alternative<Message>(reception.events.front().content);
        co_return net::empty(taken ? 200 : 401);
    }
};

} // namespace

int main(int count, char** words)
{
    if (count != 4) {
        std::fprintf(stderr, "usage: bench_null zalo|telegram PORT SECRET\n");
        return 2;
    }
    const auto platform = make_platform(words[1], words[3]);
    const Webhook webhook{*platform};
    asio::io_context io{1};
    net::ServerOptions options;
    options.listen = std::string{"127.0.0.1:"} + words[2];
    net::Server server{io.get_executor(), std::move(options),
                       [&webhook](const net::Request& request) { return webhook.handle(request); }};
    if (!server.open()) {
        std::fprintf(stderr, "bench_null: cannot listen on port %s\n", words[2]);
        return 1;
    }
    server.start();
    io.run();
}
