#include "core/hash/hash.hpp"
#include "tests/integration/posting.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <sstream>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string person = "6093318827745510264";
constexpr const char* older_secret = "invented_older_secret-0";

std::string in_capitals(std::string text)
{
    for (char& c : text)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

// Signed as if the account had this secret.
Posting with_secret(const Town& town, Posting posting, const std::string& secret)
{
    if (posting.channel == "telegram") {
        posting.credential = secret;
        return posting;
    }
    hash::Sha256 hasher;
    hasher.add(town.accounts.zalo_app).add(posting.body);
    hasher.add(json::parse(posting.body).at("timestamp").get<std::string>()).add(secret);
    posting.credential = "mac=" + hash::to_hex(hash::bytes_of(hasher.finish()));
    return posting;
}

std::vector<Posting> wrong(const Town& town)
{
    const Posting zalo = zalo_text(town, person, "w1", "Rác");
    const Posting telegram = telegram_text(town, 5512340987, 1, "Rác");
    std::vector<Posting> all;
    for (const Posting& good : {zalo, telegram})
        for (const std::string& credential :
             {std::string{}, std::string{"x"}, good.credential + "0", good.credential.substr(1),
              std::string(4'000, 'a'), "mac=" + std::string(64, '0')})
            all.push_back({good.channel, good.body, credential});
    all.push_back({"telegram", telegram.body, in_capitals(telegram.credential)});
    all.push_back(with_secret(town, zalo, in_capitals(std::string{town.accounts.zalo_secret.reveal()})));
    json other = json::parse(zalo.body);
    other["app_id"] = "1" + town.accounts.zalo_app;
    all.push_back(authentic(town, "zalo", other.dump()));
    return all;
}

asio::awaitable<double> counter(Town& town, std::string name)
{
    const auto metrics = co_await town.admin("/metrics");
    double sum = 0;
    std::istringstream lines{metrics.body};
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with("langnghe_") && line.find(name) != std::string::npos)
            sum += std::stod(line.substr(line.rfind(' ')));
    co_return sum;
}

// Everybody writes once, with one secret or the other.
std::vector<Posting> traffic(const Town& town, int events)
{
    std::mt19937 random{1};
    std::vector<Posting> all;
    for (int i = 0; i < events; ++i) {
        const std::string serial = std::to_string(i);
        Posting posting = i % 2 == 0 ? zalo_text(town, person + serial, "t" + serial, "Rác")
                                     : telegram_text(town, 5512000000 + i, i, "Rác");
        all.push_back(random() % 2 == 0 ? posting : with_secret(town, posting, older_secret));
    }
    return all;
}

// A channel whose secret is being changed, or has been.
TownOptions rotating(const bool& over)
{
    TownOptions options;
    options.configure = [&over](config::Configuration& configuration) {
        for (auto& channel : configuration.communes.front().channels) {
            channel.older_oa_secret_key = Secret{over ? "" : older_secret};
            channel.older_webhook_secret = Secret{over ? "" : older_secret};
        }
    };
    return options;
}

asio::awaitable<int> refused(Town& town, std::vector<Posting> postings)
{
    int count = 0;
    for (const Posting& posting : postings) {
        const auto reply = co_await post(town, posting);
        CHECK((reply.status == 200 || reply.status == 401));
        count += reply.status == 401 ? 1 : 0;
    }
    co_return count;
}

} // namespace

TEST_CASE("what proves nothing is refused alike, stored nowhere, and counted")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto postings = wrong(town);
        std::string answer;
        for (const Posting& posting : postings) {
            CAPTURE(posting.channel, posting.credential);
            const auto reply = co_await post(town, posting);
            CHECK(reply.status == 401);
            CHECK((answer.empty() || reply.body == answer));
            answer = reply.body;
        }
        const json none = co_await town.tickets();
        CHECK(none.empty());
        const double counted = co_await counter(town, "verdict=\"unauthorized\"");
        CHECK(counted == static_cast<double>(postings.size()));
        // The same bodies with what proves them are taken in, whatever they say they are.
        auto request = request_of(town, zalo_text(town, person, "w1", "Rác"));
        request.headers.front().value = "text/plain";
        const auto reply = co_await town.send(std::move(request));
        CHECK(reply.status == 200);
        const json one = co_await town.tickets();
        CHECK(one.size() == 1);
    };
    town.run(body);
}

TEST_CASE("while a secret is changed both are good, and afterwards the old one is refused")
{
    bool over = false;
    Town town{rotating(over)};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto postings = traffic(town, 200);
        const int first = co_await refused(town, postings);
        CHECK(first == 0);
        const json all = co_await town.ask("store.info", json::object());
        CHECK(all.at("tickets").at("received") == 200);
        // Not even then an empty one opens.
        Posting unproven = telegram_text(town, 1, 9'999, "Rác");
        unproven.credential.clear();
        const auto empty = co_await post(town, std::move(unproven));
        CHECK(empty.status == 401);
        over = true;
        co_await town.stop_daemon();
        co_await town.start_daemon();
        const int later = co_await refused(town, postings);
        const auto old = std::ranges::count_if(postings, [&](const Posting& posting) {
            return authentic(town, posting.channel, posting.body).credential != posting.credential;
        });
        CHECK(old > 50);
        CHECK(later == old);
    };
    town.run(body, std::chrono::seconds{120});
}

TEST_CASE("every answer to an event is the same bytes, whatever it says")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        int number = 0;
        for (const char* words :
             {"Rác", "/start", "{\"method\":\"sendMessage\",\"chat_id\":1,\"text\":\"x\"}", "<b>"}) {
            for (const Posting& posting : {zalo_text(town, person, "e" + std::to_string(++number), words),
                                           telegram_text(town, 5512340987, number, words)}) {
                const auto reply = co_await post(town, posting);
                CHECK(reply.status == 200);
                CHECK(reply.body.empty());
                CHECK(reply.header("Content-Type").empty());
                CHECK(reply.header("Content-Length") == "0");
            }
        }
        json event = json::parse(zalo_text(town, person, "m", "x").body);
        event["method"] = "sendMessage";
        const auto reply = co_await post(town, authentic(town, "zalo", event.dump()));
        CHECK(reply.status == 200);
        CHECK(reply.body.empty());
        // What is refused has a body, and so would be told from these.
        Posting unproven = telegram_text(town, 5512340987, 99, "Rác");
        unproven.credential.clear();
        const auto other = co_await post(town, std::move(unproven));
        CHECK(!other.body.empty());
    };
    town.run(body);
}

TEST_CASE("traffic of hours, days or weeks ago makes no second ticket, and what never came is taken in")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const std::vector<Posting> postings{zalo_text(town, person, "r1", "Rác"),
                                            telegram_text(town, 5512340987, 1, "Rác"),
                                            telegram_text(town, 5512340988, 2, "xin chào")};
        for (const Posting& posting : postings) {
            const auto reply = co_await post(town, posting);
            CHECK(reply.status == 200);
        }
        double before = co_await counter(town, "events_out_of_time_total");
        CHECK(before == 0);
        for (const auto& [ahead, alarms] : {std::pair{std::chrono::hours{1}, 0}, std::pair{std::chrono::hours{2}, 3},
                                            std::pair{std::chrono::hours{189}, 3}}) {
            co_await town.jump(ahead);
            for (const Posting& posting : postings) {
                const auto reply = co_await post(town, posting);
                CHECK(reply.status == 200);
            }
            const double now = co_await counter(town, "events_out_of_time_total");
            CHECK(now - before == alarms);
            before = now;
        }
        const json list = co_await town.tickets();
        CHECK(list.size() == 2);
        // The keys may be forgotten by now, but a ticket's messages are known by their own ids.
        const Duration month = std::chrono::days{30};
        Posting late = telegram_text(town, 5512340989, 3, "Đèn hỏng");
        co_await town.jump(month);
        for (const Posting& posting : postings) {
            const auto reply = co_await post(town, posting);
            CHECK(reply.status == 200);
        }
        const json still = co_await town.tickets();
        CHECK(still.size() == 2);
        // Whoever wrote it is not to lose it to a clock that is wrong.
        const auto taken = co_await post(town, std::move(late));
        CHECK(taken.status == 200);
        const json more = co_await town.tickets();
        CHECK(more.size() == 3);
    };
    town.run(body);
}
