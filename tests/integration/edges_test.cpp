#include "tests/integration/posting.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

std::string nested(std::size_t depth)
{
    return "{\"a\":" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
}

// Without a credential.
Posting empty_object(const std::string& channel) { return {channel, "{}", {}}; }

asio::awaitable<net::ClientReply> fetch(Town& town, std::string method, std::string url)
{
    net::ClientRequest request;
    request.method = method;
    request.url = url;
    co_return co_await town.send(std::move(request));
}

// Every value of this counter, over all labels.
double counted(const std::string& text, const std::string& name)
{
    double sum = 0;
    bool found = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with(name + "{") && !line.starts_with(name + " "))
            continue;
        found = true;
        sum += std::stod(line.substr(line.rfind(' ')));
    }
    INFO(name);
    REQUIRE(found);
    return sum;
}

} // namespace

TEST_CASE("what is nowhere is 404, and the wrong method is 405")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const std::string base = "http://127.0.0.1:" + std::to_string(town.daemon->port());
        for (const std::string path : {"/nowhere/hook/zalo", "/luong-son/hook/nothing", "/luong-son/hook/zalo/more",
                                       "/luong-son/hook", "/healthz", "/metrics"}) {
            CAPTURE(path);
            const auto reply = co_await fetch(town, "POST", base + path);
            CHECK(reply.status == 404);
            CHECK(reply.header("Content-Type") == "application/problem+json");
        }
        for (const std::string method : {"GET", "PUT", "DELETE"}) {
            const auto reply = co_await fetch(town, method, town.hook("zalo"));
            CHECK(reply.status == 405);
            CHECK(reply.header("Allow") == "POST");
        }
    };
    town.run(body);
}

TEST_CASE("a body that is too large, not JSON, too deep or holds a NUL is refused")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        for (const std::string channel : {"zalo", "telegram"}) {
            CAPTURE(channel);
            const auto over = co_await post(town, authentic(town, channel, std::string(256 * 1024 + 1, ' ')));
            CHECK(over.status == 413);
            for (const std::string& bad : {std::string{"not json"}, std::string{"{\"a\":1"}, nested(33),
                                           std::string{"{\"a\":1}\0{}", 10}, std::string{"[1"}, std::string{"{}{}"}}) {
                CAPTURE(bad);
                const auto reply = co_await post(town, authentic(town, channel, bad));
                CHECK(reply.status == 400);
                CHECK(reply.header("Content-Type") == "application/problem+json");
            }
            const auto deepest = co_await post(town, authentic(town, channel, nested(32)));
            CHECK(deepest.status == 200);
        }
        const json list = co_await town.tickets();
        CHECK(list.empty());
    };
    town.run(body);
}

TEST_CASE("the console's test of the address is 200 and stored nowhere")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const json before = co_await town.ask("store.info", json::object());
        const auto probe = co_await post(town, empty_object("zalo"));
        CHECK(probe.status == 200);
        CHECK(probe.body.empty());
        const json after = co_await town.ask("store.info", json::object());
        CHECK(after == before);
        const auto other = co_await post(town, empty_object("telegram"));
        CHECK(other.status == 401);
    };
    town.run(body);
}

TEST_CASE("a channel without its secret is 503, and readiness names what to paste")
{
    TownOptions options;
    options.configure = [](config::Configuration& configuration) {
        for (auto& channel : configuration.communes.front().channels) {
            channel.oa_secret_key = Secret{};
            channel.webhook_secret = Secret{};
        }
    };
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        for (const Posting& posting :
             {zalo_text(town, "6093318827745510264", "a1", "Rác"), telegram_text(town, 5512340987, 1, "Rác")}) {
            CAPTURE(posting.channel);
            const auto reply = co_await post(town, posting);
            CHECK(reply.status == 503);
            CHECK_FALSE(reply.header("Retry-After").empty());
        }
        const auto probe = co_await post(town, empty_object("zalo"));
        CHECK(probe.status == 200);
        const auto ready = co_await town.admin("/readyz");
        CHECK(ready.status == 503);
        CHECK(ready.body.find("oa_secret_key") != std::string::npos);
        CHECK(ready.body.find("webhook_secret") != std::string::npos);
        const auto alive = co_await town.admin("/healthz");
        CHECK(alive.status == 200);
    };
    town.run(body);
}

TEST_CASE("the administrators' listener tells health, readiness and counters")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto posting = zalo_text(town, "6093318827745510264", "b1", "Cống trước nhà bị tắc đã một tuần nay.");
        const auto first = co_await post(town, posting);
        CHECK(first.status == 200);
        const auto second = co_await post(town, posting);
        CHECK(second.status == 200);
        const auto refused = co_await post(town, empty_object("telegram"));
        CHECK(refused.status == 401);

        const auto alive = co_await town.admin("/healthz");
        CHECK(alive.status == 200);
        const auto ready = [&]() -> asio::awaitable<bool> {
            const auto reply = co_await town.admin("/readyz");
            co_return reply.status == 200;
        };
        const bool became_ready = co_await town.eventually(ready);
        CHECK(became_ready);
        const auto metrics = co_await town.admin("/metrics");
        CHECK(metrics.status == 200);
        CHECK(metrics.header("Content-Type").starts_with("text/plain; version=0.0.4"));
        CHECK(counted(metrics.body, "langnghe_http_requests_total") == 3);
        CHECK(counted(metrics.body, "langnghe_webhooks_total") == 3);
        CHECK(counted(metrics.body, "langnghe_events_duplicate_total") == 1);
        CHECK(counted(metrics.body, "langnghe_tickets") == 1);
        const auto nowhere = co_await town.admin("/luong-son/hook/zalo");
        CHECK(nowhere.status == 404);
    };
    town.run(body);
}

TEST_CASE("the end takes no longer than it must, with connections open")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        // Kept connections of a proxy, one of them in the middle of a request.
        std::vector<asio::ip::tcp::socket> kept;
        for (int i = 0; i < 20; ++i) {
            auto& socket = kept.emplace_back(town.io);
            const asio::ip::tcp::endpoint there{asio::ip::address_v4::loopback(), town.daemon->port()};
            socket.connect(there);
            if (i % 2 == 0)
                socket.send(asio::buffer(std::string{"POST /luong-son/hook/zalo HTTP/1.1\r\nHost: a\r\nContent-Le"}));
        }
        const auto reply = co_await post(town, zalo_text(town, "6093318827745510264", "c1", "Chào"));
        CHECK(reply.status == 200);
        const auto begun = std::chrono::steady_clock::now();
        co_await town.stop_daemon();
        CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{12});
    };
    town.run(body);
}
