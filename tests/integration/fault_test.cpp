#include "tests/integration/posting.hpp"
#include "tests/support/call_log.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using Kind = sandbox::Fault::Kind;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay.";
const std::string rubbish = "Rác ở đầu ngõ chợ đã bốn ngày chưa được thu gom.";
constexpr milliseconds hasty{400};
constexpr seconds after_echo{62}; // so long an ambiguous send on Zalo waits for its echo

asio::awaitable<json> delivery_to(Town& town, std::string chat)
{
    for (const json& row : co_await town.outbox())
        if (row.at("to") == chat)
            co_return row;
    co_return json::object();
}

// Until the only delivery to this chat is in this state.
asio::awaitable<bool> becomes(Town& town, std::string chat, std::string state)
{
    const auto is = [&]() -> asio::awaitable<bool> {
        const json row = co_await delivery_to(town, chat);
        co_return row.value("state", "") == state;
    };
    co_return co_await town.eventually(is);
}

seconds between(const std::vector<Call>& calls)
{
    REQUIRE(calls.size() >= 2);
    return std::chrono::duration_cast<seconds>(calls[1].at - calls[0].at);
}

} // namespace

TEST_CASE("a platform that says when is never asked earlier")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        log.spoil(telegram_send, lan, status_fault(429, seconds{3}));
        town.says(lan, lamp);
        const bool heard = co_await town.hears(lan, 1, "LS-");
        CHECK(heard);
        CHECK(between(log.calls(telegram_send, lan)) >= seconds{3});
        CHECK(town.ours(lan).size() == 1);
        const bool sent = co_await becomes(town, lan, "sent");
        CHECK(sent);
    };
    town.run(body);
}

TEST_CASE("a broken platform is tried again until it works")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        log.spoil(telegram_send, lan, status_fault(502)).spoil(telegram_send, lan, status_fault(503));
        town.says(lan, lamp);
        const bool heard = co_await town.hears(lan, 1, "LS-");
        CHECK(heard);
        CHECK(log.left() == 0);
        CHECK(town.ours(lan).size() == 1);
        const bool sent = co_await becomes(town, lan, "sent");
        CHECK(sent);
        const json row = co_await delivery_to(town, lan);
        CHECK(row.at("attempts") == 3);
    };
    town.run(body);
}

TEST_CASE("a limit of Zalo's stops the whole channel for a minute")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        const auto ba = town.person("ba", Network::zalo);
        log.spoil(zalo_send, lan, status_fault(200)); // an error of Zalo's: -32
        town.says(lan, lamp);
        const auto refused = [&]() -> asio::awaitable<bool> {
            const json row = co_await delivery_to(town, lan);
            co_return row.value("attempts", 0) == 1;
        };
        const bool once = co_await town.eventually(refused);
        CHECK(once);
        town.says(ba, rubbish);
        const auto taken = [&]() -> asio::awaitable<bool> {
            const json list = co_await town.tickets();
            co_return list.size() == 2;
        };
        const bool both = co_await town.eventually(taken);
        CHECK(both);
        co_await town.jump(seconds(58));
        CHECK(log.calls(zalo_send, "").size() == 1);
        co_await town.jump(seconds(10)); // a wait may be an eighth longer than told
        const bool first = co_await town.hears(lan, 1, "LS-");
        CHECK(first);
        const bool second = co_await town.hears(ba, 1, "LS-");
        CHECK(second);
    };
    town.run(body);
}

TEST_CASE("a receipt whose answer never comes is repeated once, and no more")
{
    for (const auto& [spoilt, copies] :
         {std::pair{fault(Kind::hang), 0U}, std::pair{fault(Kind::hang, true), 2U}, std::pair{fault(Kind::garbage), 0U},
          std::pair{fault(Kind::reset), 0U}, std::pair{lost_answer(), 2U}}) {
        CallLog log;
        TownOptions options;
        options.faults = log.hook();
        options.gate = true;
        options.send_timeout = hasty;
        Town town{options};
        CAPTURE(static_cast<int>(spoilt.kind), spoilt.processed);
        const auto body = [&, wrong = spoilt, shown = copies]() -> asio::awaitable<void> {
            const auto lan = town.person("lan", Network::telegram);
            log.spoil(telegram_send, lan, wrong, 2);
            town.says(lan, lamp);
            const bool over = co_await becomes(town, lan, "ambiguous");
            CHECK(over);
            CHECK(log.calls(telegram_send, lan).size() == 2);
            CHECK(between(log.calls(telegram_send, lan)) >= seconds{1});
            co_await town.jump(seconds(120));
            const json row = co_await delivery_to(town, lan);
            CHECK(row.at("state") == "ambiguous");
            CHECK(log.calls(telegram_send, lan).size() == 2);
            CHECK(town.ours(lan).size() == shown);
        };
        town.run(body);
    }
}

TEST_CASE("a receipt that is repeated and answered is sent")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    options.gate = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        log.spoil(telegram_send, lan, fault(Kind::reset));
        town.says(lan, lamp);
        const bool sent = co_await becomes(town, lan, "sent");
        CHECK(sent);
        CHECK(log.calls(telegram_send, lan).size() == 2);
        CHECK(town.ours(lan).size() == 1);
    };
    town.run(body);
}

TEST_CASE("a push in doubt is not repeated")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    options.officers = true;
    options.gate = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto ba = town.person("ba", Network::telegram);
        const auto mai = town.person("mai", Network::zalo);
        log.spoil(zalo_send, "Phản ánh mới", fault(Kind::reset));
        town.says(ba, rubbish);
        const auto in_doubt = [&]() -> asio::awaitable<bool> {
            json which{{"state", "ambiguous"}};
            const json doubtful = co_await town.ask("outbox.list", std::move(which));
            co_return doubtful.size() == 1 && doubtful[0].at("to") == mai&& doubtful[0].at("kind") == "push";
        };
        const bool doubted = co_await town.eventually(in_doubt);
        CHECK(doubted);
        co_await town.jump(after_echo);
        co_await town.jump(std::chrono::minutes(30));
        CHECK(log.calls(zalo_send, "Phản ánh mới").size() == 1);
        const bool still = co_await in_doubt();
        CHECK(still);
        CHECK(town.ours(mai).empty());
    };
    town.run(body);
}

TEST_CASE("on Zalo a receipt in doubt waits a minute before it is repeated")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    options.gate = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        log.spoil(zalo_send, lan, fault(Kind::reset));
        town.says(lan, lamp);
        const auto tried = [&]() -> asio::awaitable<bool> {
            const json row = co_await delivery_to(town, lan);
            co_return row.value("attempts", 0) == 1 && row.value("state", "") == "queued";
        };
        const bool once = co_await town.eventually(tried);
        CHECK(once);
        co_await town.jump(seconds(50));
        CHECK(log.calls(zalo_send, lan).size() == 1);
        co_await town.jump(seconds(12));
        const bool seen = co_await becomes(town, lan, "seen");
        CHECK(seen);
        CHECK(log.calls(zalo_send, lan).size() == 2);
        CHECK(town.ours(lan).size() == 1);
    };
    town.run(body);
}

TEST_CASE("a chat keeps its order through retries, and another chat does not wait for it")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        const auto ba = town.person("ba", Network::telegram);
        log.spoil(telegram_send, lan, status_fault(500), 2);
        town.says(lan, lamp);
        const auto once = [&]() -> asio::awaitable<bool> { co_return log.calls(telegram_send, lan).size() == 1; };
        const bool tried = co_await town.eventually(once);
        REQUIRE(tried);
        town.says(lan, "Phản ánh của tôi"); // a second message to the same chat
        town.says(ba, rubbish);
        const bool other = co_await town.hears(ba, 1, "LS-");
        CHECK(other);
        CHECK(town.ours(lan).empty());
        const bool both = co_await town.hears(lan, 2, "LS-");
        REQUIRE(both);
        CHECK(town.ours(lan)[0].text.find("Đã tiếp nhận") != std::string::npos);
        CHECK(town.ours(lan)[1].text.find("gần đây") != std::string::npos);
    };
    town.run(body);
}

TEST_CASE("a channel that is refused waits and says so, while everything is still taken in")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        const auto ba = town.person("ba", Network::telegram);
        log.spoil(telegram_send, "", status_fault(401));
        town.says(lan, lamp);
        const auto unready = [&]() -> asio::awaitable<bool> {
            const auto reply = co_await town.admin("/readyz");
            co_return reply.status == 503 && reply.body.find("channel telegram") != std::string::npos;
        };
        const bool paused = co_await town.eventually(unready);
        CHECK(paused);
        town.says(ba, rubbish);
        const auto two = [&]() -> asio::awaitable<bool> {
            const json list = co_await town.tickets();
            co_return list.size() == 2;
        };
        const bool taken = co_await town.eventually(two);
        CHECK(taken);
        CHECK(log.calls(telegram_send, "").size() == 1);
        co_await town.jump(seconds(61));
        const bool first = co_await town.hears(lan, 1, "LS-");
        CHECK(first);
        const bool second = co_await town.hears(ba, 1, "LS-");
        CHECK(second);
        const auto ready = [&]() -> asio::awaitable<bool> {
            const auto reply = co_await town.admin("/readyz");
            co_return reply.status == 200;
        };
        const bool well = co_await town.eventually(ready);
        CHECK(well);
    };
    town.run(body);
}
