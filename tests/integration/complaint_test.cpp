#include "tests/integration/town.hpp"
#include "tests/support/call_log.hpp"

#include <nlohmann/json.hpp>

#include <set>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay, số 0912345678.";
const std::string rubbish = "Rác ở đầu ngõ chợ đã bốn ngày chưa được thu gom.";

// Every delivery of the only ticket, by its address and channel.
asio::awaitable<std::multiset<std::string>> states(Town& town)
{
    const json ticket = co_await town.only_ticket();
    std::multiset<std::string> found;
    for (const json& delivery : ticket.at("deliveries"))
        found.insert(delivery.at("to").get<std::string>() + " " + delivery.at("state").get<std::string>());
    co_return found;
}

} // namespace

TEST_CASE("a complaint on Zalo is acknowledged, told to the groups without words and to the officer with them")
{
    TownOptions options;
    options.officers = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        const auto mai = town.person("mai", Network::zalo);
        const auto women = town.group("women");
        town.says(lan, lamp);
        const bool acknowledged = co_await town.hears(lan, 1, "LS-");
        REQUIRE(acknowledged);
        const auto code = code_in(town.ours(lan).front().text);
        CHECK(code.starts_with("LS-"));
        CHECK(code.ends_with("-0001"));

        const bool group_told = co_await town.hears(women, 1, code);
        REQUIRE(group_told);
        const bool officer_told = co_await town.hears(mai, 1, code);
        REQUIRE(officer_told);
        CHECK(town.ours(women).front().text.find("Đèn") == std::string::npos);
        CHECK(town.ours(mai).front().text.find("Đèn đường") != std::string::npos);
        CHECK(town.ours(mai).front().text.find("0912345678") == std::string::npos);
        // The area's group follows its own cases only, and nobody said which area this is.
        CHECK(town.ours(town.group("area5"), code).empty());

        // The receipts of Zalo tell how far each came.
        const auto settled = [&]() -> asio::awaitable<bool> {
            const auto now = co_await states(town);
            co_return now == std::multiset<std::string>{lan + " seen", mai + " seen", women + " sent"};
        };
        const bool seen = co_await town.eventually(settled);
        const auto last = co_await states(town);
        CAPTURE(last);
        CHECK(seen);

        const json ticket = co_await town.only_ticket();
        CHECK(ticket.at("code") == code);
        CHECK(ticket.at("status") == "received");
        CHECK(ticket.at("channel") == "zalo");
        REQUIRE(ticket.at("messages").size() == 1);
        CHECK(ticket.at("messages")[0].at("text") == lamp);
        CHECK(town.pocket->complaints().empty());
    };
    town.run(body);
}

TEST_CASE("a complaint on Telegram reaches the officer and the group on Zalo")
{
    TownOptions options;
    options.officers = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto ba = town.person("ba", Network::telegram);
        const auto mai = town.person("mai", Network::zalo);
        town.says(ba, rubbish);
        const bool acknowledged = co_await town.hears(ba, 1, "LS-");
        REQUIRE(acknowledged);
        const auto code = code_in(town.ours(ba).front().text);
        const bool group_told = co_await town.hears(town.group("women"), 1, code);
        CHECK(group_told);
        const bool officer_told = co_await town.hears(mai, 1, code);
        REQUIRE(officer_told);
        CHECK(town.ours(town.group("women")).front().text.find("Rác") == std::string::npos);
        CHECK(town.ours(mai).front().text.find(rubbish) != std::string::npos);
        const auto settled = [&]() -> asio::awaitable<bool> {
            const auto now = co_await states(town);
            co_return now == std::multiset<std::string>{ba + " sent", mai + " seen", town.group("women") + " sent"};
        };
        const bool sent = co_await town.eventually(settled);
        CHECK(sent);
    };
    town.run(body);
}

TEST_CASE("no line of the log bears a citizen's words or a secret, and each is JSON")
{
    CallLog log;
    TownOptions options;
    options.officers = true;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        const auto ba = town.person("ba", Network::telegram);
        log.spoil(telegram_send, lan, status_fault(500)).spoil(telegram_send, ba, status_fault(401));
        town.says(lan, lamp);
        const bool acknowledged = co_await town.hears(lan, 1, "LS-");
        CHECK(acknowledged);
        town.says(ba, lamp);
        const std::function<bool()> refused = [&] { return log.left() == 0; };
        const bool all = co_await town.pocket->wait_for(refused, patience);
        CHECK(all);
    };
    town.run(body);
    REQUIRE(town.log_lines.size() > 3);
    for (const std::string& line : town.log_lines) {
        CAPTURE(line);
        CHECK(json::accept(line));
        for (const std::string& never :
             {std::string{"Đèn"}, std::string{"0912345678"}, std::string{town.accounts.telegram_token.reveal()},
              std::string{town.accounts.zalo_access.reveal()}, std::string{town.accounts.zalo_secret.reveal()},
              std::string{town.accounts.telegram_secret.reveal()}})
            CHECK(line.find(never) == std::string::npos);
    }
}
