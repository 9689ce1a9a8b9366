#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

Receipt receipt(ReceiptKind kind, const OutboxItem& item)
{
    Receipt made;
    made.kind = kind;
    made.chat = item.chat;
    made.messages = {"unknown", item.message};
    return made;
}

DeliveryState state_of(World& world, OutboxId id)
{
    return world.run([&](Context& context) { return context.tx.outbox().find(id)->state; });
}

Contact contact(const std::string& who, bool reachable)
{
    Contact made;
    made.who.id = who;
    made.reachable = reachable;
    return made;
}

ParkedEvent only_parked(World& world)
{
    const auto parked = world.run([](Context& context) { return context.tx.inbox().parked(10); });
    REQUIRE(parked.size() == 1);
    return parked.front();
}

} // namespace

TEST_CASE("receipts only move forward")
{
    World world;
    world.say("an", "đường ngập");
    const OutboxItem sent = world.send_all().back();
    CHECK(world.take(receipt(ReceiptKind::delivered, sent)) == Intake::accepted);
    CHECK(state_of(world, sent.id) == DeliveryState::delivered);
    CHECK(world.take(receipt(ReceiptKind::delivered, sent)) == Intake::ignored);
    CHECK(world.take(receipt(ReceiptKind::seen, sent)) == Intake::accepted);
    CHECK(state_of(world, sent.id) == DeliveryState::seen);
    CHECK(world.take(receipt(ReceiptKind::delivered, sent)) == Intake::ignored);
    CHECK(state_of(world, sent.id) == DeliveryState::seen);
    CHECK(world.said_to("an").size() == 1);
}

TEST_CASE("seen may come before delivered, and failed stays failed")
{
    World world;
    world.say("an", "đường ngập");
    OutboxItem sent = world.send_all().back();
    world.take(receipt(ReceiptKind::seen, sent));
    CHECK(state_of(world, sent.id) == DeliveryState::seen);
    sent.state = DeliveryState::failed;
    world.run([&](Context& context) {
        context.tx.outbox().save(sent);
        return 0;
    });
    CHECK(world.take(receipt(ReceiptKind::seen, sent)) == Intake::ignored);
    CHECK(state_of(world, sent.id) == DeliveryState::failed);
}

TEST_CASE("a receipt for a citizen's message, or an unknown one, is ignored")
{
    World world;
    const Message message = world.message("an", "đường ngập");
    world.take(message);
    Receipt strange;
    strange.chat = "an";
    strange.messages = {message.id, "x", ""};
    CHECK(world.take(strange) == Intake::ignored);
    CHECK(world.take(Receipt{}) == Intake::ignored);
}

TEST_CASE("who blocks us is unreachable, who comes back is not, and is not greeted again")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.take(contact("an", false));
    CHECK(!world.identity("an"));
    world.take(contact("an", true));
    CHECK(world.said_to("an").size() == 1);
    world.take(contact("an", false));
    CHECK(world.identity("an")->unreachable);
    world.take(contact("an", true));
    CHECK(!world.identity("an")->unreachable);
    CHECK(world.said().empty());
    world.take(contact("an", false));
    const Message flood = world.message("an", "đường ngập");
    world.take(flood);
    CHECK(!world.identity("an")->unreachable);
    world.take(contact("an", false));
    CHECK(world.take(flood) == Intake::duplicate); // delivered once more, written before
    CHECK(world.identity("an")->unreachable);
    world.take(contact("lan", false));
    world.said();
    world.say("binh", "đèn hỏng");
    CHECK(world.said_to("lan").empty());
}

TEST_CASE("a user is written to where he was seen last")
{
    World world;
    const User lan = world.add_user("lan", {Role::front_officer});
    world.run([&](Context& context) {
        Identity other;
        other.channel = "zalo";
        other.external_id = "z-lan";
        other.user = lan.id;
        other.last_inbound_at = context.now + 1h;
        return context.tx.people().add(other);
    });
    world.say("an", "đường ngập");
    CHECK(world.peek("lan").empty());
    world.channel = "zalo";
    CHECK(world.said_to("z-lan").size() == 1);
    world.channel = "telegram";
    world.now += 2h;
    world.say("lan", "/trogiup");
    world.said();
    world.say("binh", "đèn hỏng");
    CHECK(world.said_to("lan").size() == 1);
}

TEST_CASE("what is not understood is kept raw, and taken in once it is")
{
    World world;
    InboundEvent event = world.event(Unknown{"new kind"});
    CHECK(world.take(event, R"({"strange":1})") == Intake::parked);
    CHECK(world.take(event, R"({"strange":1})") == Intake::duplicate);
    const ParkedEvent parked = only_parked(world);
    CHECK(parked.raw == R"({"strange":1})");
    CHECK(parked.reason == "new kind");
    CHECK(parked.key == event.key);
    CHECK(parked.channel == "telegram");

    const auto again = [&](const InboundEvent& what) {
        return world.run([&](Context& context) { return take_again(context, what); });
    };
    CHECK(again(event) == Intake::parked);
    const InboundEvent understood = world.event(world.message("an", "đường ngập"));
    CHECK(again(understood) == Intake::accepted);
    CHECK(world.tickets().size() == 1);
    // The platform repeats it under the key that it has now.
    CHECK(world.take(understood) == Intake::duplicate);
    world.said();
    CHECK(again(understood) == Intake::duplicate);
    CHECK(world.messages(world.only_ticket()).size() == 1);
    CHECK(world.said().empty());
}

TEST_CASE("what is knowingly left alone stores nothing but its key")
{
    World world;
    CHECK(world.take(Ignored{"poll"}) == Intake::ignored);
    CHECK(world.take(Echo{}) == Intake::ignored);
    CHECK(world.take(Reaction{}) == Intake::ignored);
    CHECK(world.journal().empty());
    CHECK(world.said().empty());
    CHECK(name_of(Intake::accepted) == "accepted");
    CHECK(name_of(Intake::parked) == "parked");
}

TEST_CASE("a name is learnt, cut, and never forgotten for nothing")
{
    World world;
    Message message = world.message("an", "đường ngập");
    message.from.name = std::string(500, 'x');
    world.take(message);
    CHECK(world.identity("an")->name.size() == 100);
    message = world.message("an", "còn ngập");
    message.from.name = "An";
    world.take(message);
    world.say("an", "vẫn ngập");
    CHECK(world.identity("an")->name == "An");
    CHECK(world.identity("an")->last_inbound_at == world.now);
    world.take(world.message("an", "cũ"), world.now - 1h);
    CHECK(world.identity("an")->last_inbound_at == world.now);
}

TEST_CASE("what is no message and older than the keys of events is not acted upon")
{
    World world;
    const auto take = [&](Duration ago) {
        return world.run([&](Context& context) {
            InboundEvent event;
            event.channel = world.channel;
            event.key = "contact/" + std::to_string(ago.count());
            event.at = context.now - ago;
            event.content = contact("an", false);
            return take_in(context, event, "{}");
        });
    };
    CHECK(take(keys_kept + 1ms) == Intake::replayed);
    CHECK(take(keys_kept) == Intake::accepted);
    CHECK(take(keys_kept) == Intake::duplicate);
}
