#include "core/outbox/form.hpp"
#include "core/outbox/post.hpp"
#include "core/outbox/rounds.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

FormTemplate form(std::vector<DeliveryKind> kinds)
{
    FormTemplate made;
    made.id = "204512";
    made.kinds = std::move(kinds);
    made.fields.emplace_back("ma_phieu", *message::Template::parse("{code}"));
    made.fields.emplace_back("trang_thai", *message::Template::parse("Hiện {status}"));
    made.fields.emplace_back("lien_ket", *message::Template::parse("{link}"));
    return made;
}

std::optional<Form> fill(World& world, const OutboxItem& item)
{
    return world.run([&](Context& context) {
        return outbox::fill_form(context.tx, context.commune, context.commune.channels.at("zalo"), item, context.now);
    });
}

// News of a step, about the only ticket.
void post_news(World& world)
{
    world.run([&](Context& context) {
        Letter letter;
        letter.channel = "zalo";
        letter.to.id = "an";
        letter.ticket = world.only_ticket().id;
        letter.kind = DeliveryKind::status;
        letter.text = "tin mới";
        post(context, std::move(letter));
        return 0;
    });
    world.now += 1min;
}

outbox::Plan plan(World& world)
{
    const ChannelInfo& channel = world.commune.channels.at("zalo");
    auto seen = world.run(
        [&](Context& context) { return outbox::look(context.tx, context.commune, channel, 8, {}, context.now); });
    outbox::Pace pace{channel.traits};
    return outbox::plan(std::move(seen.due), pace, {channel.traits, channel.paid_messages, 8}, world.now);
}

// What is stored of the rows that were claimed, once the platform said so.
std::vector<OutboxItem> send(World& world, const outbox::Plan& plan, Outcome::Kind kind)
{
    Outcome outcome;
    outcome.kind = kind;
    outcome.message = kind == Outcome::Kind::accepted ? "z9" : "";
    const auto& traits = world.commune.channels.at("zalo").traits;
    return world.run([&](Context& context) {
        std::vector<OutboxItem> stored;
        for (const auto& parcel : outbox::claim(context.tx, plan.send, context.now + 1min)) {
            outbox::record(context, parcel.rows, outbox::settle(parcel.rows, outcome, traits, context.now, 0), outcome);
            stored.push_back(*context.tx.outbox().find(parcel.lead().id));
        }
        return stored;
    });
}

} // namespace

TEST_CASE("approved words bear the ticket's code, state and page, and nothing that anybody said")
{
    World world;
    world.channel = "zalo";
    world.commune.channels.at("zalo").forms = {form({DeliveryKind::status})};
    world.say("an", "chuyện riêng");
    OutboxItem item;
    item.chat = "an";
    item.kind = DeliveryKind::status;
    item.text = "chuyện riêng";
    item.ticket = world.only_ticket().id;
    CHECK(outbox::has_form(world.commune.channels.at("zalo"), item));
    const auto filled = fill(world, item);
    REQUIRE(filled);
    CHECK(filled->id == "204512");
    REQUIRE(filled->fields.size() == 3);
    CHECK(filled->fields[0] == std::pair<std::string, std::string>{"ma_phieu", world.code(world.only_ticket())});
    CHECK(filled->fields[1].second == "Hiện đã tiếp nhận");
    CHECK(filled->fields[2].second.find("/theo-doi/") != std::string::npos);
}

TEST_CASE("no template is filled for another kind, a group, a visitor, or without a ticket")
{
    World world;
    world.channel = "zalo";
    world.say("an", "đường ngập");
    OutboxItem item;
    item.chat = "an";
    item.kind = DeliveryKind::status;
    item.ticket = world.only_ticket().id;
    CHECK_FALSE(fill(world, item));
    world.commune.channels.at("zalo").forms = {form({DeliveryKind::answer, DeliveryKind::status})};
    CHECK(fill(world, item));
    OutboxItem other = item;
    other.kind = DeliveryKind::push;
    CHECK_FALSE(fill(world, other));
    other = item;
    other.chat_kind = ChatKind::group;
    CHECK_FALSE(fill(world, other));
    other = item;
    other.thread = "conv-1";
    CHECK_FALSE(fill(world, other));
    other = item;
    other.ticket = TicketId::none;
    CHECK_FALSE(fill(world, other));
    other.ticket = TicketId{999};
    CHECK_FALSE(fill(world, other));
}

TEST_CASE("past the window approved words go out instead, where there are any")
{
    for (const bool approved : {false, true}) {
        CAPTURE(approved);
        World world;
        world.channel = "zalo";
        if (approved)
            world.commune.channels.at("zalo").forms = {form({DeliveryKind::status})};
        world.say("an", "đường ngập");
        world.send_all();
        world.now += 8 * 24h;
        post_news(world);
        post_news(world);
        const auto planned = plan(world);
        CHECK(planned.send.size() == (approved ? 1 : 0));
        CHECK(planned.changed.size() == (approved ? 0 : 1));
        if (!approved)
            continue;
        CHECK(planned.send[0].rows.size() == 1);
        REQUIRE(planned.send[0].lead().form);
        CHECK(send(world, planned, Outcome::Kind::accepted).at(0).state == DeliveryState::sent);
    }
}

TEST_CASE("within the window plain words go out, and no approved ones")
{
    World world;
    world.channel = "zalo";
    world.commune.channels.at("zalo").forms = {form({DeliveryKind::status})};
    world.say("an", "đường ngập");
    world.send_all();
    post_news(world);
    const auto planned = plan(world);
    REQUIRE(planned.send.size() == 1);
    CHECK_FALSE(planned.send[0].lead().form);
}

TEST_CASE("a window that the platform calls closed is closed for us, and approved words follow")
{
    World world;
    world.channel = "zalo";
    world.commune.channels.at("zalo").forms = {form({DeliveryKind::status})};
    world.say("an", "đường ngập");
    world.send_all();
    post_news(world);
    const auto refused = send(world, plan(world), Outcome::Kind::window_closed);
    REQUIRE(refused.size() == 1);
    CHECK(refused[0].state == DeliveryState::queued);
    CHECK_FALSE(world.identity("an")->last_inbound_at);
    const auto again = plan(world);
    REQUIRE(again.send.size() == 1);
    CHECK(again.send[0].lead().form);
    // A template that fails too ends it.
    CHECK(send(world, again, Outcome::Kind::window_closed).at(0).state == DeliveryState::undeliverable);
}

TEST_CASE("words that were erased while they were under way are not stored again")
{
    World world;
    world.channel = "zalo";
    world.say("an", "đường ngập");
    const auto planned = plan(world);
    REQUIRE(planned.send.size() == 1);
    Withdrawal withdrawal;
    withdrawal.who.id = "an";
    const auto claimed =
        world.run([&](Context& context) { return outbox::claim(context.tx, planned.send, context.now + 1min); });
    world.take(withdrawal);
    Outcome outcome;
    outcome.kind = Outcome::Kind::temporary;
    const auto& traits = world.commune.channels.at("zalo").traits;
    const auto row = world.run([&](Context& context) {
        const auto& rows = claimed.at(0).rows;
        outbox::record(context, rows, outbox::settle(rows, outcome, traits, context.now, 0), outcome);
        return *context.tx.outbox().find(rows.front().id);
    });
    CHECK(row.text.empty());
    CHECK(row.state == DeliveryState::undeliverable);
}
