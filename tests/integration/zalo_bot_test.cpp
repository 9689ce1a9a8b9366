#include "core/outbox/quota.hpp"
#include "core/store/sent.hpp"
#include "tests/integration/posting.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay.";

TownOptions with_bot()
{
    TownOptions options;
    options.zalo_bot = true;
    return options;
}

config::ChannelSection& bot_of(config::Configuration& configuration)
{
    for (auto& channel : configuration.communes.front().channels)
        if (channel.platform == config::PlatformKind::zalo_bot)
            return channel;
    throw std::runtime_error{"no bot"};
}

// So many messages of this month are sent already.
void pretend_sent(Town& town, std::int64_t count)
{
    sql::StoreOptions options;
    options.path = town.store();
    auto store = sql::Store::open(std::move(options)).value();
    const auto fill = [count](Tx& tx) {
        for (std::int64_t i = 0; i < count; ++i) {
            OutboxItem item;
            item.channel = "zalobot";
            item.chat = "somebody";
            item.created_at = system_now();
            item.id = tx.outbox().add(item);
            item.state = DeliveryState::sent;
            item.sent_at = system_now();
            tx.outbox().save(item);
        }
    };
    REQUIRE(store->write_now(fill).has_value());
    store->close();
}

} // namespace

TEST_CASE("a message to the Zalo Bot becomes a ticket, and its receipt goes out")
{
    Town town{with_bot()};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo_bot);
        town.says(lan, lamp);
        const bool heard = co_await town.hears(lan, 1, "LS-");
        REQUIRE(heard);
        const json ticket = co_await town.only_ticket();
        CHECK(ticket.at("channel") == "zalobot");
        CHECK(ticket.at("reporter").at("name") == "Nguyễn Thị Lan");
        CHECK(code_in(town.ours(lan).front().text) == ticket.at("code"));
        // No buttons: the list's number is the press.
        CHECK(town.ours(lan).front().text.ends_with("\n5. Khu 5\n6. Phản ánh của tôi\n7. Gửi ẩn danh"));
        town.says(lan, "6");
        const bool listed = co_await town.hears(lan, 1, "Các phản ánh gần đây");
        CHECK(listed);
        const auto metrics = co_await town.admin("/metrics");
        CHECK(metrics.body.find("variant=\"flat\"") != std::string::npos);
        CHECK(metrics.body.find("variant=\"display_name\"") != std::string::npos);
        CHECK(metrics.body.find("langnghe_channel_quota_limit{channel=\"zalobot\"") != std::string::npos);
    };
    town.run(body);
}

TEST_CASE("what the Zalo Bot does not pass on is answered with other ways")
{
    Town town{with_bot()};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo_bot);
        REQUIRE(town.pocket->person_sends_location(lan, lan, {20.9, 105.5}).has_value());
        const bool told = co_await town.hears(lan, 1, "nhắn qua");
        CHECK(told);
        const json tickets = co_await town.tickets();
        CHECK(tickets.empty());
    };
    town.run(body);
}

TEST_CASE("a Zalo Bot without a public address is polled, one event after the other")
{
    auto options = with_bot();
    options.zalo_bot_polls = true;
    options.configure = [](config::Configuration& configuration) {
        bot_of(configuration).receive = config::Receive::polling;
    };
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo_bot);
        const auto ba = town.person("ba", Network::zalo_bot);
        town.says(lan, lamp);
        town.says(ba, "Rác ở đầu ngõ chợ bốn ngày chưa được thu gom.");
        const bool first = co_await town.hears(lan, 1, "LS-");
        CHECK(first);
        const bool second = co_await town.hears(ba, 1, "LS-");
        CHECK(second);
        const json tickets = co_await town.tickets();
        CHECK(tickets.size() == 2);
        const auto metrics = co_await town.admin("/metrics");
        CHECK(metrics.body.find("variant=\"wrapped\"") != std::string::npos);
    };
    town.run(body);
}

TEST_CASE("at the end of the month's messages the channel pauses, says why, and goes on in the next month")
{
    Town town{with_bot()};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo_bot);
        co_await town.stop_daemon();
        pretend_sent(town, 3000);
        co_await town.start_daemon();
        town.says(lan, lamp);
        const auto reported = [&]() -> asio::awaitable<bool> {
            const auto ready = co_await town.admin("/readyz");
            co_return ready.status == 503 && ready.body.find("3000 messages of this month") != std::string::npos;
        };
        const bool said = co_await town.eventually(reported);
        CHECK(said);
        const auto taken = [&]() -> asio::awaitable<bool> {
            const json tickets = co_await town.tickets();
            co_return tickets.size() == 1;
        };
        const bool kept = co_await town.eventually(taken);
        CHECK(kept); // what comes in is taken in all the same
        const std::size_t waiting = co_await town.unsettled();
        CHECK(waiting == 1);
        CHECK(town.ours(lan).empty());

        const auto now = system_now();
        const auto next = outbox::month_begins(outbox::month_in_vietnam(now) + 1);
        const bool lives = next - now < std::chrono::hours{47}; // longer than that no receipt is worth sending
        const Duration wait = next - now + std::chrono::seconds{1};
        co_await town.jump(wait);
        if (lives) {
            const bool heard = co_await town.hears(lan, 1, "LS-");
            CHECK(heard);
        }
        town.says(lan, "Phản ánh của tôi");
        const bool goes_on = co_await town.hears(lan, 1, "Các phản ánh gần đây");
        CHECK(goes_on);
    };
    town.run(body);
}

TEST_CASE("connecting the Zalo Bot saves the address and tells what the platform's test of it met")
{
    Town town{with_bot()};
    const auto body = [&]() -> asio::awaitable<void> {
        json which{{"name", "zalobot"}};
        const json report = co_await town.ask("channel.set_up", std::move(which));
        CHECK(report.at("facts").at("package") == "BASIC");
        // The demo's public address leads nowhere.
        CHECK(report.at("facts").at("verification") == "webhook.err.unreachable");
        REQUIRE(report.at("warnings").size() == 1);
        CHECK(report.at("warnings")[0].get<std::string>().find("port 443") != std::string::npos);
        json nothing = json::object();
        const json usage = co_await town.ask("channel.usage", std::move(nothing));
        CHECK(usage.at("zalobot").at("messages").at("limit") == 3000);
        CHECK(usage.at("zalobot").at("paused").is_null());
        CHECK_FALSE(usage.contains("telegram"));
    };
    town.run(body);
}
