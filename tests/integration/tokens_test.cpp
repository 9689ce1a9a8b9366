// Zalo's tokens, and a refresh interrupted at every step. What the double counts: pairs given out, and refresh tokens
// that came a second time.

#include "tests/integration/town.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

using namespace langnghe;
using namespace langnghe::test;
using Kind = sandbox::Fault::Kind;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay.";
const std::string rubbish = "Rác ở đầu ngõ chợ đã bốn ngày chưa được thu gom.";
constexpr hours due{13};       // by then a refresh is due
constexpr seconds settled{21}; // and so long after it a doubt may be looked into
constexpr minutes back_off{5}; // after one or two failures
const std::string token_path = "/v4/oa/access_token";

asio::awaitable<bool> asks_for_reconnection(Town& town)
{
    const auto reply = co_await town.admin("/readyz");
    co_return reply.body.find("reconnect needed") != std::string::npos;
}

asio::awaitable<bool> becomes_lost(Town& town)
{
    const auto lost = [&]() -> asio::awaitable<bool> { co_return co_await asks_for_reconnection(town); };
    co_return co_await town.eventually(lost);
}

asio::awaitable<bool> gives_out(Town& town, std::uint64_t pairs)
{
    const auto given = [&town, pairs] { return town.pocket->zalo_tokens().granted >= pairs; };
    const std::function<bool()> enough = given;
    co_return co_await town.pocket->wait_for(enough, patience);
}

std::size_t said(const Town& town, const std::string& event)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        town.log_lines, [&](const std::string& line) { return line.find(event) != std::string::npos; }));
}

asio::awaitable<bool> says_so(Town& town, std::string event, std::size_t times)
{
    const auto heard = [&]() -> asio::awaitable<bool> { co_return said(town, event) >= times; };
    co_return co_await town.eventually(heard);
}

// Somebody writes and is answered.
asio::awaitable<bool> works(Town& town, std::string person, std::string text)
{
    const auto before = town.ours(person).size();
    town.says(person, text);
    co_return co_await town.hears(person, before + 1, "LS-");
}

TownOptions with(sandbox::ApiHook faults, bool gate)
{
    TownOptions options;
    options.faults = std::move(faults);
    options.gate = gate;
    options.send_timeout = milliseconds{700};
    return options;
}

bool in_file(const std::filesystem::path& path, const Secret& secret)
{
    std::ifstream file{path, std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
    return bytes.find(secret.reveal()) != std::string::npos;
}

} // namespace

TEST_CASE("an expired access token costs one refresh, and what was refused goes out after it")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        const auto ba = town.person("ba", Network::zalo);
        town.pocket->expire_zalo_token();
        town.says(lan, lamp);
        town.says(ba, rubbish);
        const bool first = co_await town.hears(lan, 1, "LS-");
        const bool second = co_await town.hears(ba, 1, "LS-");
        CHECK(first);
        CHECK(second);
        CHECK(town.pocket->zalo_tokens().asked == 1); // single flight
        CHECK(town.pocket->zalo_tokens().granted == 1);
        const auto none_waits = [&]() -> asio::awaitable<bool> {
            const auto waiting = co_await town.unsettled();
            co_return waiting == 0;
        };
        const bool sent = co_await town.eventually(none_waits);
        CHECK(sent);
        for (const json& row : co_await town.outbox())
            CHECK(row.at("attempts") == 1); // the refused one does not count
        const bool lost = co_await asks_for_reconnection(town);
        CHECK_FALSE(lost);
    };
    town.run(body);
}

TEST_CASE("a pair is renewed before it expires, kept sealed, and lives through a restart")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        co_await town.jump(due);
        const bool renewed = co_await gives_out(town, 1);
        CHECK(renewed);
        const bool before = co_await works(town, lan, lamp);
        CHECK(before);
        co_await town.stop_daemon();
        CHECK_FALSE(in_file(town.store(), town.accounts.zalo_access));
        CHECK_FALSE(in_file(town.store(), town.accounts.zalo_refresh));

        co_await town.start_daemon(); // the configuration still has the first pair
        const bool after = co_await works(town, town.person("ba", Network::zalo), rubbish);
        CHECK(after);
        co_await town.jump(due);
        const bool again = co_await gives_out(town, 2);
        CHECK(again);
        CHECK(town.pocket->zalo_tokens().spent_twice == 0);
    };
    town.run(body);
}

TEST_CASE("an error in HTTP 200 leaves the pair as it was")
{
    FaultScript script;
    script.add(token_path, status_fault(200)).add(token_path, status_fault(200));
    Town town{with(script.hook(), false)};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        co_await town.jump(due);
        const bool told = co_await says_so(town, "token.not_renewed", 1);
        CHECK(told);
        const bool still = co_await works(town, lan, lamp); // with the old one
        CHECK(still);
        co_await town.jump(back_off);
        const bool refused = co_await says_so(town, "token.not_renewed", 2);
        CHECK(refused);
        co_await town.jump(back_off);
        const bool renewed = co_await gives_out(town, 1);
        CHECK(renewed);
        CHECK(script.left() == 0);
        CHECK(town.pocket->zalo_tokens().spent_twice == 0);
        const bool lost = co_await asks_for_reconnection(town);
        CHECK_FALSE(lost);
    };
    town.run(body);
}

TEST_CASE("a lost answer of a done refresh asks for a person, and for nothing else")
{
    FaultScript script;
    script.add(token_path, lost_answer());
    Town town{with(script.hook(), true)};
    const auto body = [&]() -> asio::awaitable<void> {
        co_await town.jump(due);
        const bool given = co_await gives_out(town, 1);
        CHECK(given);
        const bool told = co_await says_so(town, "token.not_renewed", 1);
        CHECK(told);
        co_await town.jump(settled);
        const bool lost = co_await becomes_lost(town);
        CHECK(lost);
        CHECK(said(town, "channel.reconnect_needed") == 1);
        const auto metrics = co_await town.admin("/metrics");
        CHECK(metrics.body.find(R"(langnghe_channel_reconnect_needed{channel="zalo",commune="luong-son"} 1)") !=
              std::string::npos);

        town.says(town.person("lan", Network::zalo), lamp); // inbound is still accepted
        const auto taken = [&]() -> asio::awaitable<bool> {
            const json list = co_await town.tickets();
            co_return list.size() == 1;
        };
        const bool ticket = co_await town.eventually(taken);
        CHECK(ticket);
        co_await town.jump(due);
        CHECK(town.pocket->zalo_tokens().asked == 1); // never sent again
        CHECK(town.pocket->zalo_tokens().spent_twice == 0);
    };
    town.run(body);
}

TEST_CASE("a refresh that was cut off before it was done is sent again with the same token")
{
    const Kind kind = GENERATE(Kind::reset, Kind::hang);
    FaultScript script;
    script.add(token_path, fault(kind, false));
    Town town{with(script.hook(), true)};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        co_await town.jump(due);
        const bool told = co_await says_so(town, "token.not_renewed", 1);
        CHECK(told);
        const bool still = co_await works(town, lan, lamp); // meanwhile with the old one
        CHECK(still);
        co_await town.jump(settled);
        const bool looked = co_await says_so(town, "token.doubt_settled", 1);
        CHECK(looked);
        co_await town.jump(back_off);
        const bool renewed = co_await gives_out(town, 1);
        CHECK(renewed);
        CHECK(said(town, "channel.reconnect_needed") == 0);
        CHECK(town.pocket->zalo_tokens().spent_twice == 0);
    };
    town.run(body);
}

TEST_CASE("a daemon that ends in the middle of a refresh finds out afterwards how it ended")
{
    const bool done = GENERATE(false, true);
    FaultScript script;
    script.add(token_path, fault(Kind::hang, done));
    Town town{with(script.hook(), false)};
    const auto body = [&]() -> asio::awaitable<void> {
        co_await town.jump(due);
        const auto begun = [&]() -> asio::awaitable<bool> { co_return script.left() == 0; };
        const bool in_flight = co_await town.eventually(begun);
        CHECK(in_flight);
        co_await town.stop_daemon();
        co_await town.start_daemon();
        co_await town.jump(settled);
        if (done) {
            const bool lost = co_await becomes_lost(town);
            CHECK(lost);
            CHECK(town.pocket->zalo_tokens().asked == 1);
        } else {
            const bool looked = co_await says_so(town, "token.doubt_settled", 1);
            CHECK(looked);
            co_await town.jump(back_off);
            const bool renewed = co_await gives_out(town, 1);
            CHECK(renewed);
            CHECK(said(town, "channel.reconnect_needed") == 0);
        }
        CHECK(town.pocket->zalo_tokens().spent_twice == 0);
    };
    town.run(body);
}

TEST_CASE("a refresh token that the platform refuses needs a person, while the access token is still good")
{
    TownOptions options;
    options.configure = [](config::Configuration& configuration) {
        configuration.communes.front().channels.front().refresh_token = Secret{"not-the-right-one"};
    };
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        co_await town.jump(due);
        const bool lost = co_await becomes_lost(town);
        CHECK(lost);
        CHECK(town.pocket->zalo_tokens().asked == 1);
        const bool still = co_await works(town, town.person("lan", Network::zalo), lamp);
        CHECK(still);
    };
    town.run(body);
}

TEST_CASE("the double notices a refresh token that comes twice")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < 2; ++i) {
            net::ClientRequest request;
            request.method = "POST";
            request.url = town.pocket->base_url() + token_path;
            request.headers = {{"secret_key", std::string{town.accounts.zalo_app_secret.reveal()}}};
            request.body = "grant_type=refresh_token&app_id=" + town.accounts.zalo_app +
                           "&refresh_token=" + std::string{town.accounts.zalo_refresh.reveal()};
            co_await town.send(std::move(request));
        }
        CHECK(town.pocket->zalo_tokens().granted == 1);
        CHECK(town.pocket->zalo_tokens().spent_twice == 1);
    };
    town.run(body);
}
