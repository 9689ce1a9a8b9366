#include "tests/golden/support.hpp"
#include "tests/integration/posting.hpp"
#include "tests/support/call_log.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string zalo_folder = "payloads/zalo_oa/";
const std::string telegram_folder = "payloads/telegram/";
const std::string zalo_bot_folder = "payloads/zalo_bot/";

const json& manifest()
{
    static const json all = golden::read_json(zalo_folder + "_manifest.json");
    return all;
}

// The accounts that the payloads were recorded with.
TownOptions recorded()
{
    TownOptions options;
    options.zalo_bot = true;
    options.accounts = [](sandbox_run::Accounts& accounts) {
        accounts.zalo_app = manifest().at("app_id");
        accounts.zalo_oa = manifest().at("oa_id");
        accounts.zalo_secret = Secret{manifest().at("oa_secret_key").get<std::string>()};
        accounts.telegram_secret = Secret{"invented_secret-1"};
        accounts.zalo_bot_secret = Secret{"invented_secret-1"};
    };
    // Files of these are nowhere; that each is told of, a moment later, is not what is counted here.
    CallLog busy;
    sandbox::Fault fault;
    fault.kind = sandbox::Fault::Kind::status;
    busy.spoil("getFile", "", fault, 1'000);
    options.faults = busy.hook();
    return options;
}

std::vector<Posting> all_payloads()
{
    std::vector<Posting> all;
    for (const auto& file : golden::names(zalo_folder)) {
        const auto signature = manifest().at("files").at(file).value("signature", std::string{});
        all.push_back({"zalo", golden::read(zalo_folder + file), signature});
    }
    for (const auto& file : golden::names(telegram_folder))
        all.push_back({"telegram", golden::read(telegram_folder + file), "invented_secret-1"});
    for (const auto& file : golden::names(zalo_bot_folder))
        all.push_back({"zalobot", golden::read(zalo_bot_folder + file), "invented_secret-1"});
    return all;
}

// What is stored, by number. Showing a ticket's reporter is journalled, after the journal was counted.
asio::awaitable<json> stored(Town& town)
{
    json info = co_await town.ask("store.info", json::object());
    json counts;
    counts["tickets"] = info.at("tickets");
    counts["journal"] = info.at("journal");
    counts["parked"] = info.at("parked");
    for (const auto& [channel, states] : info.at("outbox").items()) {
        std::int64_t rows = 0;
        for (const auto& [state, count] : states.items())
            rows += count.get<std::int64_t>();
        counts["outbox"][channel] = rows;
    }
    const json tickets = co_await town.tickets();
    for (const json& ticket : tickets) {
        json which{{"code", ticket.at("code")}};
        const json whole = co_await town.ask("ticket.show", std::move(which));
        counts["messages"][ticket.at("code").get<std::string>()] =
            whole.contains("messages") ? whole.at("messages").size() : 0;
    }
    co_return counts;
}

// The payloads are of a day that is past.
asio::awaitable<void> go_back(Town& town)
{
    const TimePoint recorded_on = from_millis(1'795'300'000'000);
    co_await town.jump(recorded_on - system_now());
}

std::size_t tickets_in(const json& counts)
{
    std::size_t all = 0;
    for (const auto& [status, count] : counts.at("tickets").items())
        all += count.get<std::size_t>();
    return all;
}

} // namespace

TEST_CASE("every recorded event is answered 200 with nothing in it, and a repeat changes nothing")
{
    Town town{recorded()};
    const auto body = [&]() -> asio::awaitable<void> {
        co_await go_back(town);
        const auto payloads = all_payloads();
        REQUIRE(payloads.size() > 80);
        for (const Posting& posting : payloads) {
            CAPTURE(posting.body);
            const auto reply = co_await post(town, posting);
            CHECK(reply.status == 200);
            CHECK(reply.body.empty());
        }
        const json first = co_await stored(town);
        CHECK(tickets_in(first) >= 5);
        CHECK(first.at("parked") > 0);
        const json shown = co_await stored(town);
        const auto by_showing = shown.at("journal").get<std::int64_t>() - first.at("journal").get<std::int64_t>();
        for (const Posting& posting : payloads) {
            CAPTURE(posting.body);
            const auto reply = co_await post(town, posting);
            CHECK(reply.status == 200);
            CHECK(reply.body.empty());
        }
        json again = co_await stored(town);
        again["journal"] = again.at("journal").get<std::int64_t>() - 2 * by_showing;
        CHECK(again == first);
    };
    town.run(body, std::chrono::seconds{120});
}

TEST_CASE("whatever is not authentic is 401 and stored nowhere")
{
    Town town{recorded()};
    const auto body = [&]() -> asio::awaitable<void> {
        const json before = co_await stored(town);
        for (Posting posting : all_payloads()) {
            if (posting.credential.empty())
                continue; // the console's test of the address bears no signature
            std::vector<Posting> tampered;
            if (posting.body.find("webhook.test") ==
                std::string::npos) // Zalo Bot's test of the address needs no secret
                tampered.push_back({posting.channel, posting.body, ""});
            tampered.push_back({posting.channel, posting.body, posting.credential + "0"});
            if (posting.channel == "zalo") {
                Posting changed = posting;
                changed.body.insert(changed.body.rfind('}'), " ");
                tampered.push_back(changed);
            } else {
                tampered.push_back({posting.channel, posting.body, "Invented_secret-1"});
            }
            for (const Posting& wrong : tampered) {
                CAPTURE(wrong.body, wrong.credential);
                const auto reply = co_await post(town, wrong);
                CHECK(reply.status == 401);
                CHECK(reply.header("Content-Type") == "application/problem+json");
            }
        }
        const json after = co_await stored(town);
        CHECK(after == before);
    };
    town.run(body, std::chrono::seconds{120});
}
