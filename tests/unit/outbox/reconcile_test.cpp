#include "core/intake/take_in.hpp"
#include "core/outbox/reconcile.hpp"
#include "tests/unit/outbox/channel.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;
using Kind = Outcome::Kind;

namespace {

// A citizen on Zalo whose window is open, and a platform whose answers are lost while `lost`.
struct Bench
{
    Bench()
        : channel("zalo", [this](const OutboxItem&, TimePoint) { return lost ? failing(Kind::ambiguous) : accepted(); })
    {
        wrote(0h);
    }

    // The citizen's last message, so long ago.
    void wrote(Duration ago)
    {
        channel.with([&](Context& context) {
            auto known = context.tx.people().find("zalo", "lan");
            Identity identity = known.value_or(Identity{});
            identity.channel = "zalo";
            identity.external_id = "lan";
            identity.last_inbound_at = channel.now - ago;
            known ? context.tx.people().save(identity) : static_cast<void>(context.tx.people().add(identity));
            return 0;
        });
    }

    OutboxId post(DeliveryKind kind, const std::string& text, int ticket = 1)
    {
        OutboxItem item;
        item.chat = "lan";
        item.kind = kind;
        item.text = text;
        item.ticket = TicketId{ticket};
        return channel.post(std::move(item));
    }

    Intake echo(const std::string& message, const std::string& text, Duration late = 0s)
    {
        Echo content;
        content.message = message;
        content.chat = "lan";
        content.text = text;
        return take("e" + message, std::move(content), late);
    }

    Intake take(const std::string& key, EventContent content, Duration late = 0s)
    {
        InboundEvent event;
        event.channel = "zalo";
        event.key = key;
        event.at = channel.now + late;
        event.content = std::move(content);
        return channel.with([&](Context& context) { return take_in(context, event, "{}"); });
    }

    DeliveryState state(OutboxId id) { return channel.row(id).state; }

    bool lost = true;
    SimulatedChannel channel;
};

} // namespace

TEST_CASE("an echo within the minute saves the second copy")
{
    Bench bench;
    const auto id = bench.post(DeliveryKind::receipt, "Đã tiếp nhận\nMã: LS-26-0001");
    bench.channel.run_for(10s);
    CHECK(bench.state(id) == DeliveryState::queued);
    CHECK(bench.echo("m1", "Đã tiếp nhận Mã: LS-26-0001") == Intake::accepted);
    CHECK(bench.state(id) == DeliveryState::sent);
    CHECK(bench.channel.row(id).message == "m1");
    bench.channel.run_for(5min);
    CHECK(bench.channel.calls.size() == 1);
}

TEST_CASE("without an echo a receipt is sent once more after the minute, and the late echo still counts")
{
    Bench bench;
    const auto id = bench.post(DeliveryKind::receipt, "Đã tiếp nhận");
    bench.channel.run_for(59s);
    CHECK(bench.channel.calls.size() == 1);
    bench.channel.run_for(3min);
    CHECK(bench.channel.calls.size() == 2);
    CHECK(bench.state(id) == DeliveryState::ambiguous);
    CHECK(bench.echo("m1", "Đã tiếp nhận") == Intake::accepted);
    CHECK(bench.state(id) == DeliveryState::sent);
}

TEST_CASE("an echo that is faster than the answer is believed, whatever becomes of the answer")
{
    for (const bool lost : {true, false}) {
        Bench bench;
        bench.lost = lost;
        bench.channel.latency = 30s;
        const auto id = bench.post(DeliveryKind::answer, "Đã giải quyết");
        bench.channel.run_for(1s);
        CHECK(bench.state(id) == DeliveryState::claimed);
        CHECK(bench.echo("m1", "Đã giải quyết") == Intake::accepted);
        bench.channel.run_for(5min);
        CHECK(bench.state(id) == DeliveryState::sent);
        CHECK(bench.channel.row(id).message == "m1");
        CHECK(bench.channel.calls.size() == 1);
    }
}

TEST_CASE("a formal answer in doubt is not repeated by itself, but an echo settles it")
{
    Bench bench;
    const auto id = bench.post(DeliveryKind::answer, "Đã giải quyết");
    bench.channel.run_for(1h);
    CHECK(bench.channel.calls.size() == 1);
    CHECK(bench.state(id) == DeliveryState::ambiguous);
    CHECK(bench.echo("m1", "Chưa giải quyết") == Intake::ignored);
    CHECK(bench.state(id) == DeliveryState::ambiguous);
    CHECK(bench.echo("m2", "Đã giải quyết") == Intake::accepted);
    CHECK(bench.state(id) == DeliveryState::sent);
}

TEST_CASE("an echo of what was sent before, or by staff, proves nothing about what is in doubt")
{
    Bench bench;
    bench.lost = false;
    const auto before = bench.post(DeliveryKind::answer, "Giống nhau");
    bench.channel.run_for(1min);
    const std::string known = bench.channel.row(before).message;
    bench.lost = true;
    const auto after = bench.post(DeliveryKind::answer, "Giống nhau");
    bench.channel.run_for(1min);
    CHECK(bench.echo(known, "Giống nhau") == Intake::accepted);
    CHECK(bench.state(after) == DeliveryState::ambiguous);
    CHECK(bench.echo("old", "Giống nhau", -1h) == Intake::ignored);
    Echo by_staff;
    by_staff.message = "s1";
    by_staff.chat = "lan";
    by_staff.text = "Giống nhau";
    by_staff.staff = "admin";
    CHECK(bench.take("staff", by_staff) == Intake::accepted); // it stands on the record
    CHECK(bench.state(after) == DeliveryState::ambiguous);
}

TEST_CASE("two of the same words are settled one after the other")
{
    Bench bench;
    const auto first = bench.post(DeliveryKind::answer, "Giống nhau");
    const auto second = bench.post(DeliveryKind::answer, "Giống nhau");
    bench.channel.run_for(1min);
    bench.echo("m1", "Giống nhau");
    CHECK(bench.channel.row(first).message == "m1");
    CHECK(bench.state(second) == DeliveryState::ambiguous);
    bench.echo("m2", "Giống nhau");
    CHECK(bench.channel.row(second).message == "m2");
}

TEST_CASE("an echo and receipts of a shared message tell of all of its rows")
{
    Bench bench;
    const auto first = bench.post(DeliveryKind::status, "Đã chuyển", 1);
    const auto second = bench.post(DeliveryKind::status, "Đã nhận", 2);
    bench.channel.run_for(1s);
    CHECK(bench.echo("m1", "Đã chuyển\n\nĐã nhận") == Intake::accepted);
    const auto both = [&](DeliveryState state) { return bench.state(first) == state && bench.state(second) == state; };
    CHECK(both(DeliveryState::sent));
    Receipt receipt;
    receipt.chat = "lan";
    receipt.messages = {"m1"};
    CHECK(bench.take("d", receipt) == Intake::accepted);
    CHECK(both(DeliveryState::delivered));
    receipt.kind = ReceiptKind::seen;
    CHECK(bench.take("s", receipt) == Intake::accepted);
    CHECK(both(DeliveryState::seen));
    receipt.kind = ReceiptKind::delivered; // late: nothing goes back
    CHECK(bench.take("l", receipt) == Intake::ignored);
    CHECK(both(DeliveryState::seen));
}

TEST_CASE("what the window forbade is told when the citizen writes again, as one message")
{
    Bench bench;
    bench.lost = false;
    bench.wrote(8 * 24h);
    const auto status = bench.post(DeliveryKind::status, "Đã chuyển");
    bench.channel.run_for(1min);
    const auto result = bench.post(DeliveryKind::status, "Đã nhận");
    OutboxItem stale;
    stale.chat = "lan";
    stale.kind = DeliveryKind::status;
    stale.text = "cũ";
    stale.expires_at = bench.channel.now + 1h;
    const auto old = bench.channel.post(stale);
    bench.channel.run_for(2h);
    for (const OutboxId id : {status, result, old})
        CHECK(bench.state(id) == DeliveryState::undeliverable);
    CHECK(bench.channel.calls.empty());
    Contact contact;
    contact.who.id = "lan";
    bench.take("c", contact);
    bench.channel.run_for(1min);
    CHECK(bench.channel.row(status).message == bench.channel.row(result).message);
    CHECK(bench.state(result) == DeliveryState::sent);
    CHECK(bench.state(old) == DeliveryState::undeliverable);
}
