// A platform whose name is in trouble keeps nobody else waiting.
#include "tests/integration/town.hpp"
#include "tests/support/name_service.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay.";

constexpr std::chrono::minutes a_minute{1};

// Telegram is behind a name; Zalo behind a number.
void name_telegram(config::Configuration& configuration)
{
    for (auto& channel : configuration.communes.front().channels)
        if (channel.platform == config::PlatformKind::telegram)
            channel.api_base.replace(channel.api_base.find("127.0.0.1"), 9, "localhost");
}

asio::awaitable<bool> fails_for(Town& town, std::string chat, std::string why)
{
    const auto failed = [&]() -> asio::awaitable<bool> {
        for (const json& row : co_await town.outbox())
            if (row.at("to") == chat && row.at("state") == "queued" && row.value("attempts", 0) > 0)
                co_return row.at("last_error").get<std::string>().find(why) != std::string::npos;
        co_return false;
    };
    co_return co_await town.eventually(failed);
}

} // namespace

TEST_CASE("a platform whose name hangs or is not there holds no other up, and is told everything once it is back")
{
    for (const bool hangs : {true, false}) {
        CAPTURE(hangs);
        NameService names;
        if (hangs)
            names.hangs("localhost");
        else
            names.denies("localhost");
        TownOptions options;
        options.configure = name_telegram;
        Town town{options};
        const auto body = [&]() -> asio::awaitable<void> {
            const auto lan = town.person("lan", Network::zalo);
            const auto ba = town.person("ba", Network::telegram);
            town.says(ba, lamp);
            const bool failed = co_await fails_for(town, ba, "no address");
            CHECK(failed);
            town.says(lan, lamp);
            const bool told = co_await town.hears(lan, 1, "LS-");
            CHECK(told);
            CHECK(town.ours(ba).empty());
            names.leads("localhost", "127.0.0.1");
            co_await town.jump(a_minute);
            const bool at_last = co_await town.hears(ba, 1, "LS-");
            CHECK(at_last);
            CHECK(town.ours(ba).size() == 1);
        };
        town.run(body);
    }
}

TEST_CASE("a name that leads nowhere is found out")
{
    NameService names;
    names.leads("localhost", "127.0.0.99");
    TownOptions options;
    options.configure = name_telegram;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto ba = town.person("ba", Network::telegram);
        town.says(ba, lamp);
        const bool failed = co_await fails_for(town, ba, "connection failed");
        CHECK(failed);
        names.leads("localhost", "127.0.0.1");
        co_await town.jump(a_minute);
        const bool told = co_await town.hears(ba, 1, "LS-");
        CHECK(told);
    };
    town.run(body);
}
