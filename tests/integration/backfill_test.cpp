// What the webhook never brought is found in the platform's history, once.

#include "tests/integration/town.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay.";
const std::string rubbish = "Rác ở đầu ngõ chợ đã bốn ngày chưa được thu gom.";
constexpr minutes a_look{7};
constexpr seconds soon{90};

// Events of people while `lost` is set never arrive; with a delay they arrive late instead.
struct Line
{
    bool lost = false;
    milliseconds late{0};

    sandbox::DeliveryHook hook()
    {
        return [this](const sandbox::DeliveryInfo& info) {
            sandbox::DeliveryPlan plan;
            const bool of_people = info.body.find("user_send_") != std::string_view::npos;
            if (lost && of_people && late.count() == 0)
                plan.copies = 0;
            else if (lost && of_people)
                plan.delay = late;
            return plan;
        };
    }
};

TownOptions with(Line& line)
{
    TownOptions options;
    options.deliveries = line.hook();
    return options;
}

asio::awaitable<std::size_t> messages_stored(Town& town)
{
    std::size_t count = 0;
    for (const json& row : co_await town.tickets()) {
        json which{{"code", row.at("code")}};
        const json ticket = co_await town.ask("ticket.show", std::move(which));
        count += ticket.at("messages").size();
    }
    co_return count;
}

asio::awaitable<bool> stores(Town& town, std::size_t count)
{
    const auto enough = [&]() -> asio::awaitable<bool> {
        const auto stored = co_await messages_stored(town);
        co_return stored >= count;
    };
    co_return co_await town.eventually(enough);
}

bool has_said(const Town& town, const std::string& event)
{
    return std::ranges::any_of(town.log_lines,
                               [&](const std::string& line) { return line.find(event) != std::string::npos; });
}

} // namespace

TEST_CASE("what people wrote while the daemon was away is taken in when it is back")
{
    Line line;
    Town town{with(line)};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        const auto ba = town.person("ba", Network::zalo);
        town.says(lan, lamp);
        const bool first = co_await town.hears(lan, 1, "LS-");
        CHECK(first);
        co_await town.stop_daemon();
        line.lost = true;
        for (int i = 0; i < 12; ++i) // more than a page
            town.says(ba, rubbish + " " + std::to_string(i));
        REQUIRE(town.pocket->person_sends_location(ba, ba, {20.9, 106.5}).has_value());
        co_await town.start_daemon();
        const bool all = co_await stores(town, 14);
        CHECK(all);
        const bool answered = co_await town.hears(ba, 1, "LS-");
        CHECK(answered);
        const json list = co_await town.tickets();
        CHECK(list.size() == 2);
        CHECK(has_said(town, "backfill.found"));
        co_await town.stop_daemon();
        co_await town.start_daemon(); // looks again
        const bool again = co_await town.hears(ba, 1, "LS-");
        CHECK(again);
        const auto stored = co_await messages_stored(town);
        CHECK(stored == 14);
    };
    town.run(body);
}

TEST_CASE("what the webhook brings after all is not doubled")
{
    Line line;
    line.late = milliseconds{1'500};
    Town town{with(line)};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        co_await town.stop_daemon();
        line.lost = true;
        town.says(lan, lamp);
        co_await town.start_daemon();
        const bool found = co_await stores(town, 1);
        CHECK(found);
        CHECK(town.pocket->deliveries(Network::zalo).pending >= 1); // not by the webhook
        const std::function<bool()> arrived = [&] { return town.pocket->deliveries(Network::zalo).pending == 0; };
        const bool late = co_await town.pocket->wait_for(arrived, patience);
        CHECK(late);
        const auto stored = co_await messages_stored(town);
        CHECK(stored == 1);
        CHECK(town.ours(lan).size() == 1);
    };
    town.run(body);
}

TEST_CASE("a webhook that stays silent is noticed by a look at the newest chats")
{
    Line line;
    Town town{with(line)};
    const auto body = [&]() -> asio::awaitable<void> {
        line.lost = true;
        town.says(town.person("lan", Network::zalo), lamp);
        co_await town.jump(a_look);
        const bool found = co_await stores(town, 1);
        CHECK(found);
    };
    town.run(body);
}

TEST_CASE("after a refusal the gap is looked for soon")
{
    const bool refused = GENERATE(true, false); // the other shows that nobody looks so soon otherwise
    Line line;
    Town town{with(line)};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        town.says(lan, lamp); // by now it has had its first look
        const bool heard = co_await town.hears(lan, 1, "LS-");
        CHECK(heard);
        line.lost = true;
        const auto ba = town.person("ba", Network::zalo);
        town.says(ba, rubbish);
        if (refused) {
            net::ClientRequest request;
            request.method = "POST";
            request.url = town.hook("zalo");
            request.body = R"({"event_name":"user_send_text"})";
            const auto reply = co_await town.send(std::move(request));
            CHECK(reply.status == 401);
        }
        co_await town.jump(soon);
        if (refused) {
            const bool found = co_await stores(town, 2);
            CHECK(found);
        } else {
            const auto stored = co_await messages_stored(town);
            CHECK(stored == 1);
        }
    };
    town.run(body);
}
