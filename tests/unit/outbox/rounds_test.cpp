#include "core/outbox/pause.hpp"
#include "tests/unit/outbox/channel.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;
using Kind = Outcome::Kind;

namespace {

OutboxItem item(const std::string& chat, DeliveryKind kind, const std::string& text, int ticket = 1)
{
    OutboxItem made;
    made.chat = chat;
    made.kind = kind;
    made.text = text;
    made.ticket = TicketId{ticket};
    return made;
}

Outcome accept(const OutboxItem&, TimePoint) { return accepted(); }

std::vector<std::string> said(const SimulatedChannel& channel)
{
    std::vector<std::string> texts;
    for (const SimulatedCall& call : channel.calls)
        texts.push_back(call.message.text);
    return texts;
}

using Texts = std::vector<std::string>;

// Until the clock in Vietnam shows this.
void wait_until(SimulatedChannel& channel, int hour)
{
    const int minutes = (hour * 60 - minute_of_day_in_vietnam(channel.now) + 24 * 60) % (24 * 60);
    channel.now = std::chrono::floor<std::chrono::minutes>(channel.now) + std::chrono::minutes{minutes};
}

} // namespace

TEST_CASE("news of the night is told in the morning as one message, and each row knows which")
{
    SimulatedChannel channel("telegram", accept);
    wait_until(channel, 22);
    const TimePoint evening = channel.now;
    const auto first = channel.post(item("a", DeliveryKind::status, "chuyển"));
    channel.run_for(1h);
    const auto second = channel.post(item("a", DeliveryKind::status, "nhận", 2));
    const auto reply = channel.post(item("a", DeliveryKind::reply, "trả lời"));
    channel.run_for(6h);
    CHECK(said(channel) == Texts{"trả lời"});
    CHECK(channel.row(first).next_at == evening + 8h);
    channel.run_for(4h);
    CHECK(said(channel) == Texts{"trả lời", "chuyển\n\nnhận"});
    CHECK(channel.calls.back().at == evening + 8h);
    CHECK(channel.row(first).state == DeliveryState::sent);
    CHECK(channel.row(second).state == DeliveryState::sent);
    CHECK(channel.row(first).message == channel.row(second).message);
    CHECK(channel.row(first).message != channel.row(reply).message);
    CHECK(channel.row(second).bundle == first);
}

TEST_CASE("an official and a group may have quiet hours of their own")
{
    SimulatedChannel channel("telegram", accept);
    channel.with([](Context& context) {
        User user;
        user.name = "Mai";
        user = context.tx.people().add_user(user);
        Identity identity;
        identity.channel = "telegram";
        identity.external_id = "mai";
        identity.user = user.id;
        context.tx.people().add(identity);
        Group group;
        group.channel = "telegram";
        group.chat = "-1";
        group = context.tx.groups().add(group);
        outbox::set_own_quiet(context.tx, user.id, outbox::QuietHours{});
        outbox::set_own_quiet(context.tx, group.id, outbox::QuietHours{12 * 60, 13 * 60});
        return 0;
    });
    wait_until(channel, 23);
    channel.post(item("mai", DeliveryKind::push, "mai"));
    OutboxItem to_group = item("-1", DeliveryKind::push, "nhóm");
    to_group.chat_kind = ChatKind::group;
    channel.post(to_group);
    channel.post(item("hung", DeliveryKind::push, "hùng"));
    channel.run_for(1min);
    CHECK(said(channel) == Texts{"mai", "nhóm"});
    channel.run_for(12h);
    CHECK(said(channel) == Texts{"mai", "nhóm", "hùng"});
    to_group.text = "trưa";
    wait_until(channel, 12);
    channel.post(to_group);
    channel.run_for(59min);
    CHECK(said(channel).size() == 3);
    channel.run_for(2min);
    CHECK(said(channel).back() == "trưa");
}

TEST_CASE("an alert overtakes what waits in its chat, news of a ticket never its own")
{
    bool down = true;
    SimulatedChannel channel("telegram", [&](const OutboxItem& message, TimePoint) {
        return down && message.kind == DeliveryKind::status ? failing(Kind::temporary) : accepted();
    });
    channel.post(item("a", DeliveryKind::status, "một"));
    channel.run_for(1s);
    OutboxItem urgent = item("a", DeliveryKind::answer, "hai");
    urgent.priority = Priority::urgent;
    channel.post(urgent);
    OutboxItem other = urgent;
    other.ticket = TicketId{2};
    other.text = "ba";
    channel.post(other);
    channel.post(item("a", DeliveryKind::alert, "bão"));
    channel.run_for(1min);
    down = false;
    channel.run_for(20min);
    Texts arrived;
    for (const SimulatedCall& call : channel.calls)
        if (call.outcome.kind == Kind::accepted)
            arrived.push_back(call.message.text);
    CHECK(arrived == Texts{"bão", "một", "hai", "ba"});
}

TEST_CASE("alerts of other chats go first, and a place is kept for what cannot wait")
{
    SimulatedChannel channel("telegram", accept);
    channel.latency = 20s;
    for (int chat = 0; chat < 40; ++chat)
        channel.post(item("n" + std::to_string(chat), DeliveryKind::status, "tin", chat + 1));
    channel.run_for(5s);
    CHECK(channel.calls.size() == 7);
    channel.post(item("x", DeliveryKind::reply, "trả lời"));
    channel.run_for(1s);
    CHECK(channel.calls.back().message.text == "trả lời");
    channel.post(item("y", DeliveryKind::reply, "nữa"));
    channel.post(item("z", DeliveryKind::alert, "bão"));
    channel.run_for(15s); // the first place that is free
    REQUIRE(channel.calls.size() > 8);
    CHECK(channel.calls[8].message.text == "bão");
}

TEST_CASE("a paused channel sends nothing until its time or until it is resumed, and keeps what comes")
{
    SimulatedChannel channel("telegram", accept);
    const auto pause = [&](std::optional<TimePoint> until) {
        channel.with([&](Context& context) {
            outbox::set_pause(context.tx, "telegram", outbox::Pause{until});
            return 0;
        });
    };
    pause(channel.now + 1h);
    channel.post(item("a", DeliveryKind::alert, "một"));
    channel.run_for(59min);
    CHECK(channel.calls.empty());
    channel.run_for(2min);
    CHECK(channel.calls.size() == 1);
    pause(std::nullopt);
    channel.post(item("a", DeliveryKind::reply, "hai"));
    channel.run_for(5h);
    CHECK(channel.calls.size() == 1);
    const auto lift = [](Context& context) { return outbox::lift_pause(context.tx, "telegram", context.now); };
    CHECK(channel.with(lift));
    CHECK_FALSE(channel.with(lift));
    channel.run_for(1min);
    CHECK(channel.calls.size() == 2);
}

TEST_CASE("a wait that the platform asked of the whole channel outlives the process")
{
    bool refused = false;
    SimulatedChannel channel("zalo", [&](const OutboxItem&, TimePoint) {
        if (std::exchange(refused, true))
            return accepted();
        Outcome outcome = failing(Kind::retry_at);
        outcome.retry_after = 1h;
        outcome.whole_channel = true;
        return outcome;
    });
    const TimePoint told = channel.now + channel.latency + 1h;
    OutboxItem first = item("-1", DeliveryKind::reply, "một");
    first.chat_kind = ChatKind::group; // without a window
    channel.post(first);
    channel.run_for(1s);
    channel.die();
    OutboxItem second = first;
    second.chat = "-2";
    channel.post(second);
    channel.run_for(3h);
    REQUIRE(channel.calls.size() == 3);
    CHECK(channel.calls[1].at >= told);
    CHECK(channel.calls[2].at >= told);
}

TEST_CASE("news for which money is asked waits for company, and is not sent where the commune pays nothing")
{
    SimulatedChannel channel("zalo", accept);
    channel.with([&](Context& context) {
        Identity identity;
        identity.channel = "zalo";
        identity.external_id = "a";
        identity.last_inbound_at = channel.now - 72h;
        context.tx.people().add(identity);
        return 0;
    });
    const auto refused = channel.post(item("a", DeliveryKind::status, "một"));
    channel.run_for(1min);
    CHECK(channel.row(refused).state == DeliveryState::undeliverable);
    channel.commune.channels.at("zalo").paid_messages = true;
    channel.post(item("a", DeliveryKind::status, "hai"));
    channel.run_for(10min);
    channel.post(item("a", DeliveryKind::status, "ba"));
    channel.run_for(30min);
    CHECK(said(channel) == Texts{"hai\n\nba"});
}

TEST_CASE("a message of several rows that is refused goes out in its parts, and the fault stays with the faulty one")
{
    SimulatedChannel channel("telegram", [](const OutboxItem& message, TimePoint) {
        return message.text.find("sai") == std::string::npos ? accepted() : failing(Kind::permanent);
    });
    channel.post(item("a", DeliveryKind::status, "một"));
    const auto bad = channel.post(item("a", DeliveryKind::status, "sai"));
    channel.post(item("a", DeliveryKind::status, "ba"));
    channel.run_for(1min);
    CHECK(said(channel) == Texts{"một\n\nsai\n\nba", "một", "sai", "ba"});
    for (const OutboxItem& row : channel.rows())
        CHECK(row.state == (row.id == bad ? DeliveryState::failed : DeliveryState::sent));
}

TEST_CASE("a chat that never works holds no other up")
{
    SimulatedChannel channel("telegram", [](const OutboxItem& message, TimePoint) {
        return message.chat == "sick" ? failing(Kind::temporary) : accepted();
    });
    channel.post(item("sick", DeliveryKind::reply, "x"));
    for (int minute = 0; minute < 30; ++minute) {
        channel.post(item("c" + std::to_string(minute), DeliveryKind::reply, "y"));
        const TimePoint asked = channel.now;
        channel.run_for(1min);
        bool told = false;
        for (const SimulatedCall& call : channel.calls)
            told = told || (call.message.chat == "c" + std::to_string(minute) && call.at <= asked + 1s);
        CHECK(told);
    }
}

TEST_CASE("a reply to any picture of an album of ours is a reply to the whole")
{
    SimulatedChannel channel("telegram", [](const OutboxItem&, TimePoint) {
        auto outcome = accepted();
        outcome.others = {"901", "902"};
        return outcome;
    });
    const auto id = channel.post(item("a", DeliveryKind::answer, "ba ảnh", 7));
    channel.run_for(1min);
    for (const std::string& message : {channel.row(id).message, std::string{"901"}, std::string{"902"}}) {
        CAPTURE(message);
        const auto found =
            channel.with([&](Context& context) { return context.tx.messages().find("telegram", "a", message); });
        REQUIRE(found);
        CHECK(found->outbox == id);
        CHECK(found->ticket == TicketId{7});
    }
}
