#include "tests/unit/outbox/channel.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

// An hour without the platform and 10,000 messages that wait for it, on a clock of its own.

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

constexpr int chats = 2'000;
constexpr int each = 5;
constexpr int alerts = 50;

struct Outage
{
    explicit Outage(bool heedless)
        : channel("telegram", [this](const OutboxItem&, TimePoint now) {
              return now < back ? failing(Outcome::Kind::temporary) : accepted();
          })
    {
        channel.heedless = heedless;
        back = channel.now + 1h;
        fill();
    }

    void fill()
    {
        for (int n = 0; n < each; ++n)
            for (int chat = 0; chat < chats; ++chat)
                channel.post(item(chat, n));
        channel.run_for(50min);
        for (int chat = 0; chat < alerts; ++chat) {
            OutboxItem alert = item(chat * 7, each);
            alert.kind = DeliveryKind::alert;
            alert.priority = Priority::alert;
            channel.post(std::move(alert));
        }
    }

    // Receipts, then news of the same ticket, the last of it stale within the hour for every tenth chat.
    OutboxItem item(int chat, int n)
    {
        OutboxItem made;
        made.chat = std::to_string(chat);
        made.ticket = TicketId{chat + 1};
        made.kind = n == 0 ? DeliveryKind::receipt : n == 1 ? DeliveryKind::answer : DeliveryKind::status;
        made.text = std::to_string(chat) + "/" + std::to_string(n);
        if (n == each - 1 && chat % 10 == 0)
            made.expires_at = channel.now + 30min;
        return made;
    }

    SimulatedChannel channel;
    TimePoint back;
};

// What each message said, row by row.
std::vector<std::string> parts(const std::string& text)
{
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find("\n\n", at), text.size());
        all.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return all;
}

std::vector<SimulatedCall> calls_in(const Outage& outage, TimePoint from, TimePoint to)
{
    std::vector<SimulatedCall> found;
    for (const SimulatedCall& call : outage.channel.calls)
        if (call.at >= from && call.at < to)
            found.push_back(call);
    return found;
}

std::size_t busiest_second(const std::vector<SimulatedCall>& calls)
{
    std::size_t most = 0;
    std::size_t begin = 0;
    for (std::size_t end = 0; end < calls.size(); ++end) {
        while (calls[end].at - calls[begin].at >= 1s)
            ++begin;
        most = std::max(most, end - begin + 1);
    }
    return most;
}

// What the platform sees of us: the calls of the hour, and of the first ten seconds in which it answers again.
bool is_gentle(const Outage& outage)
{
    const auto during = calls_in(outage, TimePoint{}, outage.back);
    const auto& calls = outage.channel.calls;
    const auto first = std::ranges::find_if(calls, [&](const auto& call) { return call.at >= outage.back; });
    if (first == calls.end())
        return false;
    const auto first_second = calls_in(outage, first->at, first->at + 1s);
    return during.size() < 200 && first_second.size() <= 4;
}

} // namespace

TEST_CASE("after an hour without the platform 10,000 messages go out in order, at its pace, alerts first")
{
    Outage outage(false);
    SimulatedChannel& channel = outage.channel;
    channel.run_until(outage.back + 2h);
    CHECK(is_gentle(outage));
    CHECK(busiest_second(channel.calls) <= 25 + 5);

    std::map<std::string, int> next; // of each chat, but for alerts
    std::set<std::string> arrived;
    std::size_t ordinary = 0;
    std::size_t alerts_left = alerts;
    for (const SimulatedCall& call : calls_in(outage, outage.back, channel.now)) {
        for (const std::string& part : parts(call.message.text)) {
            CHECK(arrived.insert(part).second);
            if (call.message.kind == DeliveryKind::alert) {
                --alerts_left;
                continue;
            }
            const int n = std::stoi(part.substr(part.find('/') + 1));
            REQUIRE(n >= next[call.message.chat]);
            next[call.message.chat] = n + 1;
        }
        ordinary += alerts_left > 0 && call.message.kind != DeliveryKind::alert;
    }
    CHECK(alerts_left == 0);
    CHECK(ordinary <= 8); // what was under way before, and alerts that waited for their chat
    std::size_t expired = 0;
    for (const OutboxItem& row : channel.rows()) {
        const bool stale = row.expires_at && *row.expires_at < outage.back;
        REQUIRE(row.state == (stale ? DeliveryState::expired : DeliveryState::sent));
        CHECK((row.message.empty()) == stale);
        CHECK((arrived.count(row.text) == 1) == !stale);
        expired += stale;
    }
    CHECK(expired == chats / 10);
    CHECK(arrived.size() == chats * each + alerts - expired);
    // News of one chat shares its message: receipt, answer and one of news.
    CHECK(calls_in(outage, outage.back, channel.now).size() == chats * 3 + alerts);
}

TEST_CASE("a dispatcher that learns nothing from an outage is found out")
{
    Outage outage(true);
    outage.channel.run_until(outage.back + 1min);
    CHECK_FALSE(is_gentle(outage));
}
