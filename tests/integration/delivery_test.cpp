#include "tests/integration/posting.hpp"
#include "tests/support/call_log.hpp"

#include <nlohmann/json.hpp>

#include <random>

using namespace langnghe;
using namespace langnghe::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay.";

// Five copies of everything, overtaking each other.
sandbox::DeliveryHook disturbed()
{
    return [random = std::minstd_rand(7)](const sandbox::DeliveryInfo&) mutable {
        return sandbox::DeliveryPlan{5, milliseconds{random() % 300}, true};
    };
}

// As the store has it once the daemon has let go of it.
template <class Job>
auto look_into(Town& town, Job job)
{
    sql::StoreOptions options;
    options.path = town.store();
    auto store = sql::Store::open(std::move(options)).value();
    return store->read_now(job).value();
}

bool is_unreachable(Town& town, const std::string& channel, const std::string& who)
{
    return look_into(town, [&](Tx& tx) { return tx.people().find(channel, who)->unreachable; });
}

asio::awaitable<bool> settles(Town& town, std::string chat, std::string state)
{
    const auto settled = [&]() -> asio::awaitable<bool> {
        for (const json& row : co_await town.outbox())
            if (row.at("to") == chat)
                co_return row.at("state") == state;
        co_return false;
    };
    co_return co_await town.eventually(settled);
}

asio::awaitable<bool> has_messages(Town& town, std::size_t count)
{
    const auto enough = [&]() -> asio::awaitable<bool> {
        const json list = co_await town.tickets();
        if (list.size() != 1)
            co_return false;
        const json ticket = co_await town.only_ticket();
        co_return ticket.at("messages").size() == count;
    };
    co_return co_await town.eventually(enough);
}

} // namespace

TEST_CASE("whoever blocks us is left alone until they write again")
{
    for (const Network network : {Network::telegram, Network::zalo}) {
        Town town;
        const std::string channel = network == Network::zalo ? "zalo" : "telegram";
        CAPTURE(channel);
        const auto body = [&]() -> asio::awaitable<void> {
            const auto lan = town.person("lan", network);
            town.says(lan, lamp);
            REQUIRE(town.pocket->set_blocked(lan, true).has_value());
            const bool given_up = co_await settles(town, lan, "undeliverable");
            CHECK(given_up);
            co_await town.stop_daemon();
            CHECK(is_unreachable(town, channel, lan));

            co_await town.start_daemon();
            REQUIRE(town.pocket->set_blocked(lan, false).has_value());
            co_await town.jump(std::chrono::hours(1));
            town.says(lan, "Cống trước nhà bị tắc, mưa là ngập.");
            const bool heard = co_await town.hears(lan, 1, "LS-");
            CHECK(heard);
            co_await town.stop_daemon();
            CHECK_FALSE(is_unreachable(town, channel, lan));
            co_await town.start_daemon();
        };
        town.run(body);
    }
}

TEST_CASE("a group that moved is written to at its new address")
{
    CallLog log;
    TownOptions options;
    options.officers = true;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto old = town.group("area5");
        const auto hung = town.person("hung", Network::telegram);
        const auto fresh = town.pocket->add_group(Network::telegram, "Khu 5 – tin tức").value();
        // Something for the old address is still waiting.
        log.spoil(telegram_send, old, status_fault(500));
        REQUIRE(town.pocket->person_says(old, hung, "/trogiup").has_value());
        const auto waiting = [&]() -> asio::awaitable<bool> { co_return log.left() == 0; };
        const bool tried = co_await town.eventually(waiting);
        REQUIRE(tried);

        json update;
        update["update_id"] = 987654;
        update["message"]["message_id"] = 9999;
        update["message"]["from"] = json::parse(R"({"id":5512340028,"is_bot":false,"first_name":"Hùng"})");
        update["message"]["chat"]["id"] = std::stoll(old);
        update["message"]["chat"]["type"] = "group";
        update["message"]["chat"]["title"] = "Khu 5 – tin tức";
        update["message"]["date"] = 1795285000;
        update["message"]["migrate_to_chat_id"] = std::stoll(fresh);
        const auto taken = co_await post(town, authentic(town, "telegram", update.dump()));
        CHECK(taken.status == 200);
        const bool moved = co_await town.hears(fresh, 1, "Bà con");
        CHECK(moved);
        const json groups = co_await town.ask("group.list", json::object());
        bool bound = false;
        for (const json& group : groups)
            bound = bound || (group.at("chat") == fresh && group.at("bound") == true && group.at("area") == "khu_5");
        CHECK(bound);
    };
    town.run(body);
}

TEST_CASE("repeated and overtaking deliveries make one ticket each")
{
    TownOptions options;
    options.deliveries = disturbed();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        const auto ba = town.person("ba", Network::zalo);
        town.says(lan, lamp);
        town.says(ba, "Rác ở đầu ngõ chợ đã bốn ngày chưa được thu gom.");
        const auto quiet = [&]() -> asio::awaitable<bool> {
            const auto telegram = town.pocket->deliveries(Network::telegram);
            const auto zalo = town.pocket->deliveries(Network::zalo);
            const auto waiting = co_await town.unsettled();
            co_return telegram.pending == 0 && zalo.pending == 0 && waiting == 0 && !town.ours(lan).empty() &&
                !town.ours(ba).empty();
        };
        const bool done = co_await town.eventually(quiet);
        CHECK(done);
        const json list = co_await town.tickets();
        CHECK(list.size() == 2);
        CHECK(town.ours(lan).size() == 1);
        CHECK(town.ours(ba).size() == 1);
    };
    town.run(body);
}

TEST_CASE("the same event on eight connections at once is one message")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        for (int round = 0; round < 5; ++round) {
            const auto id = "d" + std::to_string(round);
            const std::vector<Posting> same(8, zalo_text(town, "6093318827745510264", id, lamp));
            const auto statuses = co_await post_together(town, same);
            CHECK(std::count(statuses.begin(), statuses.end(), 200U) == 8);
        }
        const json ticket = co_await town.only_ticket();
        CHECK(ticket.at("messages").size() == 5);
    };
    town.run(body);
}

TEST_CASE("a burst of one sender in any order is one ticket")
{
    TownOptions options;
    options.deliveries = shuffled(11, milliseconds{200});
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        for (int i = 0; i < 10; ++i)
            town.says(lan, lamp + " " + std::to_string(i));
        const bool all = co_await has_messages(town, 10);
        CHECK(all);
        const auto quiet = [&]() -> asio::awaitable<bool> {
            const auto waiting = co_await town.unsettled();
            co_return waiting == 0;
        };
        const bool done = co_await town.eventually(quiet);
        CHECK(done);
        CHECK(town.ours(lan, "Mã:").size() == 1);
    };
    town.run(body);
}
