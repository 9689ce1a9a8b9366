#include "adapters/sandbox/signal.hpp"
#include "tests/sandbox/lab.hpp"

#include <boost/asio/co_spawn.hpp>
#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

std::vector<std::string> texts(const Lab& lab)
{
    std::vector<std::string> all;
    for (std::size_t i = 0; i < lab.receiver.requests.size(); ++i)
        all.push_back(lab.receiver.body(i)["message"]["text"]);
    return all;
}

asio::awaitable<bool> delivered(Lab& lab, std::uint64_t count)
{
    auto enough = [&lab, count] { return lab.pocket->deliveries(Network::telegram).delivered >= count; };
    std::function<bool()> predicate = enough;
    co_return co_await lab.pocket->wait_for(std::move(predicate), patience);
}

// A call in flight, whose answer is looked at later.
struct Later
{
    explicit Later(Lab& lab) : changed(lab.io.get_executor()) {}

    sandbox::Signal changed;
    bool done = false;
    Reply reply;
};

void begin(Lab& lab, std::string method, json parameters, Later& later)
{
    auto done = [&later](std::exception_ptr error, Reply reply) {
        later.done = !error;
        later.reply = std::move(reply);
        later.changed.notify();
    };
    asio::co_spawn(lab.io, lab.telegram(std::move(method), std::move(parameters)), done);
}

asio::awaitable<bool> end(Later& later)
{
    if (!later.done)
        co_await later.changed.wait(std::chrono::steady_clock::now() + patience);
    co_return later.done;
}

asio::awaitable<bool> asked(Lab& lab, std::uint64_t calls)
{
    auto enough = [&lab, calls] { return lab.pocket->api_calls(Network::telegram) >= calls; };
    std::function<bool()> predicate = enough;
    co_return co_await lab.pocket->wait_for(std::move(predicate), patience);
}

} // namespace

TEST_CASE("getUpdates waits, confirms by offset and excludes the webhook and a second poller")
{
    Lab lab;
    lab.options.telegram->second_poll = std::chrono::milliseconds{1};
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        Later poll(lab);
        begin(lab, "getUpdates", {{"timeout", 50}}, poll);
        const bool polling = co_await asked(lab, 1);
        REQUIRE(polling);
        CHECK_FALSE(poll.done);
        REQUIRE(lab.pocket->person_says(lan, lan, "một").has_value());
        const bool answered = co_await end(poll);
        REQUIRE(answered);
        REQUIRE(poll.reply.body()["result"].size() == 1);
        const std::int64_t id = poll.reply.body()["result"][0]["update_id"];
        REQUIRE(lab.pocket->person_says(lan, lan, "hai").has_value());

        json from{{"offset", id}, {"limit", 1}};
        auto again = co_await lab.telegram("getUpdates", from);
        CHECK(again.body()["result"][0]["message"]["text"] == "một");
        CHECK(lab.pocket->messages(lan).at(0).tick == sandbox::Tick::none);
        from["offset"] = id + 1;
        again = co_await lab.telegram("getUpdates", from);
        CHECK(again.body()["result"][0]["message"]["text"] == "hai");
        CHECK(lab.pocket->messages(lan).at(0).tick == sandbox::Tick::delivered);

        from["offset"] = id + 2;
        from["timeout"] = 50;
        Later first(lab);
        begin(lab, "getUpdates", from, first);
        const bool polling_again = co_await asked(lab, 4);
        REQUIRE(polling_again);
        from["timeout"] = 0;
        const auto second = co_await lab.telegram("getUpdates", from);
        CHECK(second.body()["result"].empty());
        const bool pushed_out = co_await end(first);
        REQUIRE(pushed_out);
        CHECK(first.reply.status == 409);
        CHECK(first.reply.body()["description"] == "Conflict: terminated by other getUpdates request; make sure that "
                                                   "only one bot instance is running");

        json webhook{{"url", lab.receiver.url()}, {"secret_token", "abc"}};
        const auto set = co_await lab.telegram("setWebhook", webhook);
        CHECK(set.body()["description"] == "Webhook was set");
        const auto same = co_await lab.telegram("setWebhook", webhook);
        CHECK(same.body()["description"] == "Webhook is already set");
        const auto conflict = co_await lab.telegram("getUpdates", json::object());
        CHECK(conflict.status == 409);
        CHECK(conflict.body()["description"] == "Conflict: can't use getUpdates method while webhook is active; use "
                                                "deleteWebhook to delete the webhook first");
        const auto gone = co_await lab.telegram("deleteWebhook", json::object());
        CHECK(gone.body()["ok"] == true);
        const auto info = co_await lab.telegram("getWebhookInfo", json::object());
        CHECK(info.body()["result"]["url"] == "");
    };
    lab.run(body);
}

TEST_CASE("what waited for polling goes to a webhook that is set, unless it is dropped")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::telegram);
        REQUIRE(lab.pocket->person_says(lan, lan, "bỏ").has_value());
        json drop{{"drop_pending_updates", true}};
        const auto dropped = co_await lab.telegram("deleteWebhook", drop);
        CHECK(dropped.status == 200);
        REQUIRE(lab.pocket->person_says(lan, lan, "giữ").has_value());
        json webhook{{"url", lab.receiver.url()}};
        const auto set = co_await lab.telegram("setWebhook", webhook);
        CHECK(set.status == 200);
        const bool came = co_await delivered(lab, 1);
        REQUIRE(came);
        CHECK(texts(lab) == std::vector<std::string>{"giữ"});
        CHECK(lab.receiver.requests[0].header("X-Telegram-Bot-Api-Secret-Token").empty());
    };
    lab.run(body);
}
