#include "tests/integration/posting.hpp"
#include "tests/support/call_log.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using Kind = sandbox::Fault::Kind;
using std::chrono::seconds;

namespace {

std::vector<sandbox::PersonId> crowd(Town& town, std::size_t size)
{
    std::vector<sandbox::PersonId> people;
    for (std::size_t i = 0; i < size; ++i) {
        sandbox::NewPerson fresh;
        fresh.name = "Nguyễn Văn " + std::to_string(i);
        fresh.network = Network::telegram;
        people.push_back(town.pocket->add_person(fresh).value());
    }
    return people;
}

asio::awaitable<bool> all_settled(Town& town)
{
    const auto none = [&]() -> asio::awaitable<bool> {
        const auto waiting = co_await town.unsettled();
        co_return waiting == 0;
    };
    co_return co_await town.eventually(none);
}

} // namespace

TEST_CASE("an orderly end in the middle of sending loses nothing and doubles nothing beyond what was in doubt")
{
    constexpr std::size_t people = 20;
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    options.gate = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto all = crowd(town, people);
        // Three answers never come, two of them of calls that did take effect.
        log.spoil(telegram_send, all[0], fault(Kind::hang))
            .spoil(telegram_send, all[1], fault(Kind::hang, true))
            .spoil(telegram_send, all[2], fault(Kind::hang, true))
            .spoil(telegram_send, all[3], status_fault(500), 2);
        for (const auto& person : all)
            town.says(person, "Đèn đường trước nhà văn hóa hỏng ba hôm nay.");
        const auto begun = [&]() -> asio::awaitable<bool> {
            const json list = co_await town.tickets();
            co_return list.size() == people&& log.calls(telegram_send, "").size() >= 6;
        };
        const bool under_way = co_await town.eventually(begun);
        REQUIRE(under_way);
        const auto asked = std::chrono::steady_clock::now();
        co_await town.stop_daemon();
        CHECK(std::chrono::steady_clock::now() - asked < seconds{15});

        co_await town.start_daemon();
        const bool settled = co_await all_settled(town);
        CHECK(settled);
        const json rows = co_await town.outbox();
        CHECK(rows.size() == people);
        std::size_t sent = 0;
        for (const json& row : rows)
            sent += row.at("state") == "sent";
        CHECK(sent == people);
        for (std::size_t i = 0; i < people; ++i) {
            CAPTURE(i);
            const std::size_t most = i == 1 || i == 2 ? 2 : 1;
            CHECK(town.ours(all[i]).size() == most);
        }
        CHECK(log.left() == 0);
        const json report = co_await town.ask("store.verify", json::object());
        CHECK(report.at("sound") == true);
    };
    town.run(body, seconds{90});
}

TEST_CASE("what was said while the daemon was away is not lost")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        const auto ba = town.person("ba", Network::telegram);
        co_await town.stop_daemon();
        town.says(lan, "Rác ở đầu ngõ chợ đã bốn ngày chưa được thu gom.");
        town.says(ba, "Cống trước nhà bị tắc, mưa là ngập.");
        const std::function<bool()> tried = [&] {
            return town.pocket->deliveries(Network::zalo).failed > 0 &&
                   town.pocket->deliveries(Network::telegram).failed > 0;
        };
        const bool refused = co_await town.pocket->wait_for(tried, patience);
        CHECK(refused);
        co_await town.start_daemon();
        const bool first = co_await town.hears(lan, 1, "LS-");
        CHECK(first);
        const bool second = co_await town.hears(ba, 1, "LS-");
        CHECK(second);
        const json list = co_await town.tickets();
        CHECK(list.size() == 2);
    };
    town.run(body);
}
