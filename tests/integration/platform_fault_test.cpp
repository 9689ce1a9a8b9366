// Everything that can go wrong between us and a platform: each send ends in time, in the state that what is known of it
// deserves, and nothing is asked earlier than told.
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
constexpr milliseconds hasty{400};
constexpr milliseconds between_looks{10};
constexpr seconds five_seconds{5};
constexpr milliseconds soon{3'400}; // for a send that ends after the hasty while

struct Expected
{
    const char* name;
    sandbox::Fault fault;
    bool in_doubt;    // else provably not sent, or refused
    unsigned arrived; // copies that the first attempt left
};

sandbox::Fault raw(unsigned status, std::string body, std::string retry_after = {})
{
    sandbox::Fault made = fault(Kind::raw);
    made.status = status;
    made.body = std::move(body);
    made.retry_after_text = std::move(retry_after);
    return made;
}

asio::awaitable<json> delivery_to(Town& town, std::string chat)
{
    for (const json& row : co_await town.outbox())
        if (row.at("to") == chat)
            co_return row;
    co_return json::object();
}

// The row after its first attempt; empty when that did not end within the deadline.
asio::awaitable<json> after_first_attempt(Town& town, std::string chat, std::chrono::milliseconds deadline)
{
    const auto until = std::chrono::steady_clock::now() + deadline;
    const std::function<bool()> never = [] { return false; };
    while (std::chrono::steady_clock::now() < until) {
        json row = co_await delivery_to(town, chat);
        if (row.value("attempts", 0) > 0 && row.at("state") != "claimed")
            co_return row;
        co_await town.pocket->wait_for(never, between_looks);
    }
    co_return json::object();
}

TownOptions behind_gate(const CallLog& log)
{
    TownOptions options;
    options.faults = log.hook();
    options.gate = true;
    options.send_timeout = hasty;
    return options;
}

} // namespace

TEST_CASE("whatever becomes of an answer, the send ends in time and its row says what is known")
{
    const std::string page = "<html><body>502 Bad Gateway</body></html>";
    const std::vector<Expected> all{
        {"black hole", fault(Kind::hang), true, 0},
        {"slow drip", fault(Kind::drip), true, 1},
        {"reset", fault(Kind::reset), true, 0},
        {"response eaten", lost_answer(), true, 1},
        {"closed in the middle", fault(Kind::cut), true, 1},
        {"reset in the middle", fault(Kind::torn), true, 1},
        {"corrupt bytes", fault(Kind::corrupt), true, 1},
        {"200 that is no JSON", fault(Kind::garbage), true, 0},
        {"204", raw(204, ""), true, 0},
        {"200 of a page", raw(200, page), true, 0},
        {"500", status_fault(500), false, 0},
        {"502 of a page", raw(502, page), false, 0},
        {"503", raw(503, ""), false, 0},
        {"504", raw(504, page), false, 0},
        {"200 with an error", raw(200, R"({"ok":false,"error_code":500,"description":"Internal"})"), false, 0},
        {"302 elsewhere", raw(302, ""), false, 0},
    };
    for (const Expected& expected : all) {
        CallLog log;
        Town town{behind_gate(log)};
        CAPTURE(expected.name);
        const auto body = [&]() -> asio::awaitable<void> {
            const auto lan = town.person("lan", Network::telegram);
            log.spoil(telegram_send, lan, expected.fault);
            town.says(lan, lamp);
            const json row = co_await after_first_attempt(town, lan, soon);
            REQUIRE(row.contains("why"));
            CHECK((row.at("why").get<std::string>().find("may have arrived") != std::string::npos) ==
                  expected.in_doubt);
            CHECK(town.ours(lan).size() == expected.arrived);
            // A receipt is repeated once, and then all is well.
            co_await town.jump(five_seconds);
            const bool told = co_await town.hears(lan, expected.arrived + 1, "LS-");
            CHECK(told);
        };
        town.run(body);
    }
}

TEST_CASE("a send without a deadline is found out")
{
    CallLog log;
    auto options = behind_gate(log);
    options.send_timeout = seconds{30};
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        log.spoil(telegram_send, lan, fault(Kind::hang));
        town.says(lan, lamp);
        const json row = co_await after_first_attempt(town, lan, soon);
        CHECK(row.empty());
        town.gate->shut();
    };
    town.run(body);
}

TEST_CASE("while nobody listens nothing is in doubt, everything is taken in, and then all is told in order")
{
    CallLog log;
    Town town{behind_gate(log)};
    const auto body = [&]() -> asio::awaitable<void> {
        const std::vector<std::string> people{"lan", "ba", "hung"};
        town.gate->shut();
        for (const auto& key : people)
            town.says(town.person(key, Network::telegram), lamp);
        const auto tried = [&]() -> asio::awaitable<bool> {
            std::size_t count = 0;
            for (const json& row : co_await town.outbox())
                count += row.at("attempts") > 0 && row.at("state") == "queued";
            co_return count == people.size();
        };
        const bool all = co_await town.eventually(tried);
        CHECK(all);
        for (const json& row : co_await town.outbox())
            CHECK(row.at("why").get<std::string>().find("may have arrived") == std::string::npos);
        CHECK(log.calls(telegram_send, "").empty());
        town.gate->open();
        co_await town.jump(seconds(30));
        for (const auto& key : people) {
            const auto who = town.person(key, Network::telegram);
            const bool told = co_await town.hears(who, 1, "LS-");
            CHECK(told);
            CHECK(town.ours(who).size() == 1);
        }
    };
    town.run(body);
}

TEST_CASE("a platform that says nothing at all leaves a send in doubt")
{
    CallLog log;
    Town town{behind_gate(log)};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        town.gate->swallow(true);
        town.says(lan, lamp);
        const json row = co_await after_first_attempt(town, lan, soon);
        REQUIRE(row.contains("why"));
        CHECK(row.at("why").get<std::string>().find("may have arrived") != std::string::npos);
        town.gate->swallow(false);
        town.gate->shut();
        town.gate->open();
        const bool told = co_await town.hears(lan, 1, "LS-");
        CHECK(told);
    };
    town.run(body);
}

TEST_CASE("a platform whose name nobody knows holds no other up")
{
    TownOptions options;
    options.configure = [](config::Configuration& configuration) {
        for (auto& channel : configuration.communes[0].channels)
            if (channel.name == "zalo")
                channel.api_base = "http://nowhere.invalid:9";
    };
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        const auto ba = town.person("ba", Network::zalo);
        town.says(ba, lamp);
        town.says(lan, lamp);
        const bool told = co_await town.hears(lan, 1, "LS-");
        CHECK(told);
        const auto waits = [&]() -> asio::awaitable<bool> {
            const json row = co_await delivery_to(town, ba);
            co_return row.value("attempts", 0) > 0 && row.at("state") == "queued";
        };
        const bool waiting = co_await town.eventually(waits);
        CHECK(waiting);
    };
    town.run(body);
}

TEST_CASE("never earlier than told, in whatever form it is told")
{
    struct Told
    {
        const char* header;
        seconds least;
        seconds most;
    };
    // A text is not understood: Telegram's own pause then. What is huge is asked again after a day.
    const std::vector<Told> all{{"0", seconds{1}, seconds{2}},
                                {"1", seconds{1}, seconds{2}},
                                {"3600", seconds{3600}, seconds{4060}},
                                {"-7", seconds{1}, seconds{2}},
                                {"soon", seconds{30}, seconds{40}},
                                {"", seconds{30}, seconds{40}},
                                {"99999999999999999999999", seconds{86400}, seconds{97300}}};
    for (const unsigned status : {429U, 503U})
        for (const Told& told : all) {
            if (status == 503 && (told.header[0] == '\0' || told.header[0] == 's'))
                continue; // its own back-off
            CallLog log;
            TownOptions options;
            options.faults = log.hook();
            Town town{options};
            CAPTURE(status, told.header);
            const auto body = [&]() -> asio::awaitable<void> {
                const auto lan = town.person("lan", Network::telegram);
                log.spoil(telegram_send, lan, raw(status, "", told.header));
                const auto begun = system_now();
                town.says(lan, lamp);
                const json row = co_await after_first_attempt(town, lan, soon);
                const std::string next = row.at("next_at");
                const auto slack = std::chrono::duration_cast<seconds>(system_now() - begun) + seconds{1};
                CHECK(next >= to_rfc3339(std::chrono::floor<seconds>(begun + told.least)));
                CHECK(next <= to_rfc3339(begun + told.most + slack));
            };
            town.run(body);
        }
}

TEST_CASE("a channel that the administrator pauses takes in and tells nothing, and says so")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        json which{{"name", "telegram"}};
        const json paused = co_await town.ask("channel.pause", which);
        CHECK(paused.at("paused") == true);
        town.says(lan, lamp);
        const auto taken = [&]() -> asio::awaitable<bool> {
            const json list = co_await town.tickets();
            co_return list.size() == 1;
        };
        const bool ticket = co_await town.eventually(taken);
        CHECK(ticket);
        co_await town.jump(std::chrono::hours(1));
        const auto ready = co_await town.admin("/readyz");
        CHECK(ready.status == 200);
        CHECK(ready.body.find("channel telegram: paused by the administrator") != std::string::npos);
        const auto metrics = co_await town.admin("/metrics");
        CHECK(metrics.body.find("langnghe_channel_paused{channel=\"telegram\",commune=\"luong-son\"} 1") !=
              std::string::npos);
        CHECK(log.calls(telegram_send, lan).empty());
        const json resumed = co_await town.ask("channel.resume", which);
        CHECK(resumed.at("paused") == false);
        const bool told = co_await town.hears(lan, 1, "LS-");
        CHECK(told);
    };
    town.run(body);
}
