#include "core/outbox/quiet.hpp"
#include "tests/unit/operations/scene.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace langnghe::test {
namespace {

using Catch::Contains;

constexpr const char* update = R"({"update_id":42,"message":{"message_id":7,"date":1795000000,)"
                               R"("chat":{"id":700,"type":"private"},"from":{"id":700,"is_bot":false,)"
                               R"("first_name":"An"},"text":"The road is broken at the bridge"}})";

// As an older program would have left it: whole, under the key that it has.
void park(Stage& stage, const std::string& raw, const std::string& channel = "telegram")
{
    const auto& platform = *stage.setup->channels.at("telegram").platform;
    const auto events = platform.parse(raw, stage.now);
    REQUIRE(events.size() == 1);
    stage.write([&](Tx& tx) {
        tx.inbox().remember(channel, events[0].key, stage.now);
        tx.inbox().park({ParkedId::none, channel, events[0].key, "too new", raw, stage.now});
        return 0;
    });
}

TEST_CASE("what is understood now leaves the parked ones and becomes a ticket", "[operations]")
{
    Stage stage;
    park(stage, update);
    park(stage, R"({"update_id":43,"riddle":{}})");
    park(stage, R"({"update_id":44,"riddle":{}})", "gone");
    const auto listed = stage.done("inbox.list");
    REQUIRE(listed.size() == 3);
    CHECK(listed[0]["id"] == "1");
    CHECK(listed.dump().find("bridge") == std::string::npos);
    const auto tally = stage.done("inbox.replay", {{"all", true}});
    CHECK(tally == Json{{"tried", 3}, {"understood", 1}, {"still_parked", 2}, {"refused", 0}});
    CHECK(stage.done("inbox.list").size() == 2);
    const auto ticket = stage.done("ticket.show", {{"code", "LS-26-0001"}});
    CHECK(ticket["messages"][0]["text"] == "The road is broken at the bridge");
}

TEST_CASE("replay wants ids or all, and says which is not there", "[operations]")
{
    Stage stage;
    CHECK_THAT(stage.refused("inbox.replay"), Contains("id"));
    CHECK_THAT(stage.refused("inbox.replay", {{"ids", {"9"}}}), Contains("9"));
    park(stage, update);
    CHECK(stage.done("inbox.replay", {{"ids", {"1"}}})["understood"] == 1);
}

DeliveryState state_of(Stage& stage, OutboxId id)
{
    return stage.write([id](Tx& tx) { return tx.outbox().find(id).value().state; });
}

void settle(Stage& stage, OutboxId id, DeliveryState state)
{
    stage.write([&](Tx& tx) {
        auto item = tx.outbox().find(id).value();
        item.state = state;
        item.attempts = 50;
        tx.outbox().save(item);
        return 0;
    });
}

TEST_CASE("a delivery that ended without being sent is queued again with a new term", "[operations]")
{
    Stage stage;
    stage.say("The road is broken at the bridge");
    const OutboxId id{1};
    CHECK_THAT(stage.refused("outbox.requeue", {{"id", "1"}}), Contains("queued"));
    const auto state =
        GENERATE(DeliveryState::failed, DeliveryState::undeliverable, DeliveryState::ambiguous, DeliveryState::expired);
    settle(stage, id, state);
    stage.now += std::chrono::days{9};
    CHECK(stage.done("outbox.requeue", {{"id", "1"}})["requeued"] == 1);
    const auto item = stage.write([](Tx& tx) { return tx.outbox().find(id).value(); });
    CHECK(item.state == DeliveryState::queued);
    CHECK(item.attempts == 0);
    CHECK(item.next_at == stage.now);
    CHECK(item.expires_at > stage.now);
    const auto entry = stage.write([](Tx& tx) { return tx.journal().last().value(); });
    CHECK(entry.action == "requeue");
    CHECK(entry.actor == "console");
}

TEST_CASE("all that failed is queued again, what was sent is not", "[operations]")
{
    Stage stage;
    stage.say("The road is broken at the bridge", "700");
    stage.say("The lamp is out at the market", "701");
    settle(stage, OutboxId{1}, DeliveryState::failed);
    settle(stage, OutboxId{2}, DeliveryState::sent);
    CHECK(stage.done("outbox.requeue", {{"all", true}})["requeued"] == 1);
    CHECK(state_of(stage, OutboxId{1}) == DeliveryState::queued);
    CHECK(state_of(stage, OutboxId{2}) == DeliveryState::sent);
    CHECK_THAT(stage.refused("outbox.requeue", {{"id", "2"}}), Contains("sent"));
    CHECK_THAT(stage.refused("outbox.requeue", {{"id", "99"}}), Contains("99"));
    CHECK_FALSE(stage.run("outbox.requeue").ok);
}

TEST_CASE("what was erased is not sent again, and keeps nothing else back", "[operations]")
{
    Stage stage;
    constexpr int more_than_a_page = 210;
    stage.write([&](Tx& tx) {
        OutboxItem item;
        item.channel = "telegram";
        item.chat = "700";
        item.kind = DeliveryKind::answer;
        item.created_at = stage.now;
        item.state = DeliveryState::failed;
        item.text = "the answer";
        tx.outbox().add(item);
        item.text.clear();
        item.expires_at = item.created_at;
        for (int i = 0; i < more_than_a_page; ++i)
            tx.outbox().add(item);
        return 0;
    });
    CHECK_THAT(stage.refused("outbox.requeue", {{"id", "2"}}), Contains("erased"));
    CHECK(stage.done("outbox.requeue", {{"all", true}})["requeued"] == 1);
    CHECK(state_of(stage, OutboxId{1}) == DeliveryState::queued);
    CHECK(state_of(stage, OutboxId{2}) == DeliveryState::failed);
}

TEST_CASE("what ended is queued again by state and channel, with a word about second copies", "[operations]")
{
    Stage stage;
    for (const char* who : {"700", "701", "702"})
        stage.say("The road is broken at the bridge", who);
    settle(stage, OutboxId{1}, DeliveryState::ambiguous);
    settle(stage, OutboxId{2}, DeliveryState::expired);
    settle(stage, OutboxId{3}, DeliveryState::failed);
    CHECK(stage.done("outbox.requeue", {{"state", "failed"}, {"channel", "zalo"}})["requeued"] == 0);
    CHECK(stage.done("outbox.requeue", {{"state", "failed"}, {"channel", "telegram"}}) ==
          Json{{"requeued", 1}, {"may_arrive_twice", 0}});
    CHECK(stage.done("outbox.requeue", {{"all", true}}) == Json{{"requeued", 1}, {"may_arrive_twice", 1}});
    CHECK(state_of(stage, OutboxId{2}) == DeliveryState::expired);
    CHECK(stage.done("outbox.requeue", {{"state", "expired"}})["requeued"] == 1);
    CHECK_THAT(stage.refused("outbox.requeue", {{"state", "sent"}}), Contains("undeliverable"));
    CHECK_FALSE(stage.run("outbox.requeue", {{"state", "failed"}, {"id", "1"}}).ok);
    CHECK_FALSE(stage.run("outbox.requeue", {{"channel", "telegram"}}).ok);
}

TEST_CASE("the list says how old a delivery is, why it is where it is, and what is left to do", "[operations]")
{
    Stage stage;
    stage.say("The road is broken at the bridge");
    stage.now += std::chrono::minutes{3};
    auto listed = stage.done("outbox.list", {{"kind", "receipt"}});
    REQUIRE(listed.size() == 1);
    CHECK(listed[0]["age"] == 180);
    CHECK(listed[0]["why"] == "waits its turn");
    CHECK(listed[0]["ways"].empty());
    CHECK(stage.done("outbox.list", {{"kind", "alert"}}).empty());
    CHECK_THAT(stage.refused("outbox.list", {{"kind", "letter"}}), Contains("receipt, status"));
    settle(stage, OutboxId{1}, DeliveryState::undeliverable);
    listed = stage.done("outbox.list", {{"state", "undeliverable"}});
    REQUIRE(listed.size() == 1);
    CHECK(listed[0]["ways"] == Json{"web", "phone"});
    CHECK_THAT(listed[0]["why"].get<std::string>(), Contains("does not let us write"));
    const auto channels = stage.done("channel.state");
    for (const auto& channel : channels)
        CHECK(channel["oldest_waiting_age"].is_null() == (channel["deliveries"].value("queued", 0) == 0));
}

TEST_CASE("a channel is paused until a time or until it is resumed, on the record", "[operations]")
{
    Stage stage;
    const auto paused = stage.done("channel.pause", {{"name", "telegram"}, {"until", "08:00"}});
    CHECK(paused["paused"] == true);
    CHECK_THAT(paused["paused_until"].get<std::string>(), Contains("T08:00:00+07:00"));
    CHECK(stage.write([](Tx& tx) { return tx.journal().last().value().action; }) == "channel_pause");
    stage.now += std::chrono::hours{25};
    CHECK_THAT(stage.refused("channel.resume", {{"name", "telegram"}}), Contains("not paused"));
    CHECK(stage.done("channel.pause", {{"name", "telegram"}})["paused_until"].is_null());
    stage.now += std::chrono::days{100};
    CHECK(stage.done("channel.resume", {{"name", "telegram"}})["paused"] == false);
    for (const char* wrong :
         {"8:00", "25:00", "08:60", "2001-01-01 08:00", "2026-02-30 08:00", "2099-01-01 08:00", "x"})
        CHECK_THAT(stage.refused("channel.pause", {{"name", "telegram"}, {"until", wrong}}), Contains("08:00"));
    CHECK_THAT(stage.refused("channel.pause", {{"name", "fax"}}), Contains("telegram"));
}

TEST_CASE("an official and a group get quiet hours of their own, and the commune's back", "[operations]")
{
    Stage stage;
    stage.done("user.add", {{"name", "Mai"}, {"roles", {"leader"}}});
    CHECK(stage.done("user.quiet", {{"user", "Mai"}, {"hours", "22:00-05:30"}})["quiet"] == "22:00-05:30");
    const auto own = [](Tx& tx) { return outbox::own_quiet(tx, tx.people().find_user("Mai")->id); };
    CHECK(stage.write(own) == outbox::QuietHours{22 * 60, 5 * 60 + 30});
    CHECK(stage.done("user.quiet", {{"user", "Mai"}, {"hours", "commune"}})["quiet"] == "commune");
    CHECK_FALSE(stage.write(own));
    CHECK_THAT(stage.refused("user.quiet", {{"user", "Mai"}, {"hours", "night"}}), Contains("21:00-06:00"));
    CHECK_THAT(stage.refused("user.quiet", {{"user", "Lan"}, {"hours", "off"}}), Contains("Lan"));
    CHECK_THAT(stage.refused("group.quiet", {{"group", "7"}, {"hours", "off"}}), Contains("group list"));
}

TEST_CASE("deliveries are listed by state and ticket, and released", "[operations]")
{
    Stage stage;
    const auto code = stage.say("The road is broken at the bridge", "700");
    stage.say("The lamp is out at the market", "701");
    const auto of_one = stage.done("outbox.list", {{"ticket", code}});
    REQUIRE(!of_one.empty());
    for (const auto& item : of_one)
        CHECK(item["ticket"] == code);
    CHECK_THAT(stage.refused("outbox.list", {{"state", "lost"}}), Contains("ambiguous"));
    const int held = stage.write([](Tx& tx) { return tx.outbox().hold_all(); });
    CHECK(stage.done("outbox.list", {{"state", "held"}}).size() == static_cast<std::size_t>(held));
    CHECK(stage.done("outbox.release")["released"] == held);
    CHECK(stage.done("outbox.release")["released"] == 0);
}

} // namespace
} // namespace langnghe::test
