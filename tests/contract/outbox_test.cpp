#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

using Chats = std::vector<std::string>;

Chats due(Engine& engine, TimePoint now = noon, int limit = 100, Chats busy = {})
{
    return engine.read([&](Tx& tx) {
        Chats chats;
        for (const OutboxItem& item : tx.outbox().due("zalo", now, limit, busy))
            chats.push_back(item.chat + ":" + std::to_string(number(item.id)));
        return chats;
    });
}

OutboxId add(Engine& engine, OutboxItem item)
{
    return engine.write([&](Tx& tx) { return tx.outbox().add(item); });
}

void set_state(Engine& engine, OutboxId id, DeliveryState state)
{
    engine.write([&](Tx& tx) {
        OutboxItem item = tx.outbox().find(id).value();
        item.state = state;
        tx.outbox().save(item);
    });
}

void check_same(const OutboxItem& a, const OutboxItem& b)
{
    CHECK((a.channel == b.channel && a.chat == b.chat && a.chat_kind == b.chat_kind && a.thread == b.thread));
    CHECK((a.ticket == b.ticket && a.kind == b.kind && a.priority == b.priority && a.text == b.text));
    CHECK((a.buttons == b.buttons && a.reply_to == b.reply_to && a.state == b.state && a.attempts == b.attempts));
    CHECK((a.repeated == b.repeated && a.created_at == b.created_at && a.next_at == b.next_at));
    CHECK((a.lease_until == b.lease_until && a.expires_at == b.expires_at && a.sent_at == b.sent_at));
    CHECK((a.message == b.message && a.last_error == b.last_error && a.files == b.files && a.bundle == b.bundle));
}

} // namespace

TEST_CASE("a delivery is read as it was added and saved")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    OutboxItem item = some_item("-100", "telegram");
    item.chat_kind = ChatKind::group;
    item.thread = "7";
    item.ticket = TicketId{3};
    item.kind = DeliveryKind::alert;
    item.priority = Priority::urgent;
    item.buttons = {{"Có", "yes", ""}, {"Xem", "", "https://x.vn"}};
    item.files = {{"ab12", "cầu.jpg", AttachmentKind::photo, "image/jpeg", 9'007'199'254'740'993},
                  {"cd34", "", AttachmentKind::document, "application/pdf", 20}};
    item.reply_to = "12";
    item.expires_at = noon + std::chrono::hours{1};
    item.bundle = OutboxId{77};
    item.id = add(*engine, item);
    const auto find = [&] { return engine->read([&](Tx& tx) { return tx.outbox().find(item.id).value(); }); };
    check_same(find(), item);

    item.state = DeliveryState::sent;
    item.attempts = 2;
    item.repeated = true;
    item.buttons.clear();
    item.files.clear();
    item.thread.clear();
    item.lease_until = noon;
    item.sent_at = noon + std::chrono::seconds{3};
    item.message = "991";
    item.bundle = OutboxId::none;
    item.last_error = "flood";
    engine->write([&](Tx& tx) { tx.outbox().save(item); });
    engine->reopen();
    check_same(find(), item);
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.outbox().find(OutboxId{99}); }));
}

TEST_CASE("only the first waiting row of a chat is due, whatever keeps it waiting")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    OutboxItem deferred = some_item("a");
    deferred.next_at = noon + std::chrono::minutes{5};
    add(*engine, deferred);
    add(*engine, some_item("a")); // 2, behind the deferred one
    const auto third = add(*engine, some_item("b"));
    add(*engine, some_item("b")); // 4
    CHECK(due(*engine) == Chats{"b:3"});
    CHECK(due(*engine, noon + std::chrono::minutes{5}) == Chats{"b:3", "a:1"});

    engine->write([&](Tx& tx) { tx.outbox().claim(third, noon + std::chrono::minutes{1}); });
    CHECK(due(*engine).empty());
    set_state(*engine, third, DeliveryState::queued); // given back
    CHECK(due(*engine) == Chats{"b:3"});
    set_state(*engine, third, DeliveryState::failed);
    CHECK(due(*engine) == Chats{"b:4"});
    set_state(*engine, third, DeliveryState::queued); // requeued: first again
    CHECK(due(*engine) == Chats{"b:3"});
    set_state(*engine, third, DeliveryState::sent);
    set_state(*engine, third, DeliveryState::delivered);
    CHECK(due(*engine) == Chats{"b:4"});
}

TEST_CASE("the most urgent go first; busy chats, other channels and the limit stay out")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    for (const auto& [chat, priority] : {std::pair{"bulk", Priority::bulk},
                                         {"normal", Priority::normal},
                                         {"alert", Priority::alert},
                                         {"urgent", Priority::urgent}}) {
        OutboxItem item = some_item(chat);
        item.priority = priority;
        add(*engine, item);
    }
    add(*engine, some_item("x", "telegram"));
    CHECK(due(*engine) == Chats{"alert:3", "urgent:4", "normal:2", "bulk:1"});
    CHECK(due(*engine, noon, 2) == Chats{"alert:3", "urgent:4"});
    CHECK(due(*engine, noon, 2, {"alert", "normal"}) == Chats{"urgent:4", "bulk:1"});
    CHECK(due(*engine, noon - std::chrono::seconds{1}).empty());
}

TEST_CASE("claimed rows are orphans of a dead process, or when their lease is over")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto first = add(*engine, some_item("a"));
    const auto second = add(*engine, some_item("b"));
    add(*engine, some_item("c"));
    engine->write([&](Tx& tx) {
        tx.outbox().claim(first, noon + std::chrono::seconds{60});
        tx.outbox().claim(second, noon + std::chrono::seconds{90});
    });
    engine->reopen();
    const auto orphans = [&](std::optional<TimePoint> now) {
        return engine->read([&](Tx& tx) { return tx.outbox().orphans("zalo", now).size(); });
    };
    CHECK(orphans(std::nullopt) == 2);
    CHECK(orphans(noon) == 0);
    CHECK(orphans(noon + std::chrono::seconds{60}) == 1);
    CHECK(orphans(noon + std::chrono::seconds{90}) == 2);
    CHECK(engine->read([](Tx& tx) { return tx.outbox().orphans("telegram", std::nullopt).size(); }) == 0);
    const auto item = engine->read([&](Tx& tx) { return tx.outbox().find(first).value(); });
    CHECK(item.state == DeliveryState::claimed);
    CHECK(item.lease_until == noon + std::chrono::seconds{60});
}

TEST_CASE("what waits is counted, dated and listed")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    OutboxItem late = some_item("a");
    late.created_at = noon - std::chrono::hours{1};
    late.next_at = noon + std::chrono::hours{2};
    late.ticket = TicketId{4};
    const auto first = add(*engine, late);
    OutboxItem bulk = some_item("b");
    bulk.priority = Priority::bulk;
    bulk.next_at = noon + std::chrono::hours{1};
    add(*engine, bulk);
    engine->read([](Tx& tx) {
        CHECK(tx.outbox().next_due("zalo") == noon + std::chrono::hours{1});
        CHECK_FALSE(tx.outbox().next_due("telegram"));
        CHECK(tx.outbox().oldest_waiting("zalo") == noon - std::chrono::hours{1});
        CHECK_FALSE(tx.outbox().oldest_waiting("telegram"));
        CHECK(tx.outbox().list({.ticket = TicketId{4}}).size() == 1);
        CHECK(tx.outbox().list({.ticket = TicketId{5}}).empty());
    });
    set_state(*engine, first, DeliveryState::expired);
    engine->read([](Tx& tx) {
        const std::map<DeliveryState, std::int64_t> expected{{DeliveryState::queued, 1}, {DeliveryState::expired, 1}};
        CHECK(tx.outbox().counts("zalo") == expected);
        CHECK(tx.outbox().counts("telegram").empty());
        CHECK(tx.outbox().oldest_waiting("zalo") == noon);
        CHECK(tx.outbox().list({}).front().chat == "b");
        CHECK(tx.outbox().list({.limit = 1}).size() == 1);
        CHECK(tx.outbox().list({.states = {DeliveryState::expired}, .channel = "zalo"}).size() == 1);
        CHECK(tx.outbox().list({.states = {DeliveryState::sent, DeliveryState::held}}).empty());
    });
}

TEST_CASE("held rows wait, keep their place, and are released")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    add(*engine, some_item("a"));
    add(*engine, some_item("b"));
    CHECK(engine->write([](Tx& tx) { return tx.outbox().hold_all(); }) == 2);
    add(*engine, some_item("a")); // behind the held one
    add(*engine, some_item("c"));
    CHECK(due(*engine) == Chats{"c:4"});
    CHECK(engine->write([](Tx& tx) { return tx.outbox().release(); }) == 2);
    CHECK(engine->write([](Tx& tx) { return tx.outbox().release(); }) == 0);
    CHECK(due(*engine) == Chats{"a:1", "b:2", "c:4"});
}

TEST_CASE("waiting rows follow a group to its new address, in order")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto sent = add(*engine, some_item("old"));
    set_state(*engine, sent, DeliveryState::sent);
    add(*engine, some_item("old")); // 2
    add(*engine, some_item("new")); // 3
    add(*engine, some_item("old")); // 4
    engine->write([](Tx& tx) { tx.outbox().move_chat("zalo", "old", "new"); });
    CHECK(due(*engine) == Chats{"new:2"});
    set_state(*engine, OutboxId{2}, DeliveryState::sent);
    CHECK(due(*engine) == Chats{"new:3"});
    CHECK(engine->read([&](Tx& tx) { return tx.outbox().find(sent)->chat; }) == "old");
    // A single row may move too.
    engine->write([](Tx& tx) {
        OutboxItem item = tx.outbox().find(OutboxId{3}).value();
        item.chat = "third";
        tx.outbox().save(item);
    });
    CHECK(due(*engine) == Chats{"third:3", "new:4"});
}

TEST_CASE("when the clock is set back what waits is due as early by it")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto a = add(*engine, some_item("a"));
    OutboxItem later = some_item("b");
    later.next_at = noon + std::chrono::minutes{1};
    const auto b = add(*engine, later);
    const auto other = add(*engine, some_item("c", "telegram"));
    const TimePoint earlier = noon - std::chrono::days{1};
    CHECK(due(*engine, earlier).empty());
    const auto back = [&](Tx& tx) { return tx.outbox().set_back("zalo", earlier, std::chrono::days{1}); };
    CHECK(engine->write(back) == 2);
    CHECK(due(*engine, earlier) == Chats{"a:" + std::to_string(number(a))});
    CHECK(engine->read([&](Tx& tx) { return tx.outbox().find(b); })->next_at == earlier + std::chrono::minutes{1});
    CHECK(engine->read([&](Tx& tx) { return tx.outbox().find(other); })->next_at == noon);
}

TEST_CASE("what waits in a rank, what is stuck, and what shares a message is found, in order")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto first = add(*engine, some_item("a"));
    OutboxItem reply = some_item("a");
    reply.kind = DeliveryKind::reply;
    add(*engine, reply);
    OutboxItem second = some_item("a");
    second.bundle = first;
    second.id = add(*engine, second);
    add(*engine, some_item("b"));
    const auto ids = [](const std::vector<OutboxItem>& items) {
        std::vector<std::int64_t> numbers;
        for (const OutboxItem& item : items)
            numbers.push_back(number(item.id));
        return numbers;
    };
    using Ids = std::vector<std::int64_t>;
    engine->read([&](Tx& tx) {
        CHECK(ids(tx.outbox().waiting("zalo", "a", Rank::news, 10)) == Ids{1, 3});
        CHECK(ids(tx.outbox().waiting("zalo", "a", Rank::news, 1)) == Ids{1});
        CHECK(ids(tx.outbox().waiting("zalo", "a", Rank::prompt, 10)) == Ids{2});
        CHECK(tx.outbox().waiting("telegram", "a", Rank::news, 10).empty());
        CHECK(ids(tx.outbox().bundled(first)) == Ids{1, 3});
        CHECK(ids(tx.outbox().bundled(second.id)) == Ids{3});
        CHECK(tx.outbox().stuck("zalo", "a").empty());
        CHECK(tx.outbox().list({.kinds = {DeliveryKind::reply}}).size() == 1);
    });
    set_state(*engine, second.id, DeliveryState::undeliverable);
    set_state(*engine, first, DeliveryState::ambiguous);
    engine->read([&](Tx& tx) {
        CHECK(ids(tx.outbox().stuck("zalo", "a")) == Ids{1, 3});
        CHECK(tx.outbox().stuck("zalo", "b").empty());
        CHECK(tx.outbox().waiting("zalo", "a", Rank::news, 10).empty());
    });
}
