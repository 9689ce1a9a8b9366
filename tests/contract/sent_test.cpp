#include "core/store/sent.hpp"
#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

const auto november = outbox::month_in_vietnam(noon);

// Sent at that time, and known by an id of the platform's.
OutboxId send(Engine& engine, OutboxItem item, TimePoint at)
{
    return engine.write([&](Tx& tx) {
        item.created_at = at;
        item.id = tx.outbox().add(item);
        item.state = DeliveryState::sent;
        item.sent_at = at;
        item.message = "m" + std::to_string(number(item.id));
        tx.outbox().save(item);
        tx.messages().add_sent(item);
        return item.id;
    });
}

outbox::Usage usage(Engine& engine, std::int64_t month = november)
{
    return engine.read([&](Tx& tx) { return tx.sent().usage("zalo", month); });
}

} // namespace

TEST_CASE("what was sent is counted by channel and month of Vietnam, each message once")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    CHECK(usage(*engine).messages == 0);
    const auto first = send(*engine, some_item("c1"), noon);
    send(*engine, some_item("c1"), outbox::month_begins(november));
    send(*engine, some_item("c1"), outbox::month_begins(november) - 1ms);
    send(*engine, some_item("c1", "telegram"), noon);
    engine->write([&](Tx& tx) { tx.outbox().add(some_item("c1")); }); // waits
    engine->write([&](Tx& tx) {
        auto item = tx.outbox().find(first).value();
        item.state = DeliveryState::seen;
        tx.outbox().save(item);
    });
    CHECK(usage(*engine).messages == 2);
    CHECK(usage(*engine, november - 1).messages == 1);
    engine->reopen();
    CHECK(usage(*engine).messages == 2);
}

TEST_CASE("a send that is undone is not counted")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto undone = engine->try_write([&](Tx& tx) -> Result<void> {
        auto item = some_item("c1");
        item.id = tx.outbox().add(item);
        item.state = DeliveryState::sent;
        item.sent_at = noon;
        tx.outbox().save(item);
        return make_error_code(Errc::storage_refused);
    });
    CHECK_FALSE(undone.has_value());
    send(*engine, some_item("c1"), noon);
    CHECK(usage(*engine).messages == 1);
}

TEST_CASE("people and groups of a channel are counted")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([&](Tx& tx) {
        for (const auto* who : {"a", "b"})
            tx.people().add(Identity{.channel = "zalo", .external_id = who});
        tx.people().add(Identity{.channel = "telegram", .external_id = "a"});
        tx.groups().add(Group{.channel = "zalo", .chat = "g1"});
        tx.groups().add(Group{.channel = "zalo", .chat = "g2", .unreachable = true});
    });
    CHECK(usage(*engine).people == 2);
    CHECK(usage(*engine).groups == 1);
}

TEST_CASE("the latest choices of a chat are found, unless they are too old")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto choices = [&](const std::string& chat, TimePoint since) {
        return engine->read([&](Tx& tx) { return tx.sent().last_choices("zalo", chat, since); });
    };
    auto item = some_item("c1");
    item.buttons = {{"Một", "one", ""}};
    send(*engine, item, noon);
    item.buttons = {{"Hai", "two", ""}, {"Ba", "three", ""}};
    send(*engine, item, noon + 1min);
    send(*engine, some_item("c1"), noon + 2min); // without any
    item.chat = "c2";
    item.buttons = {{"Khác", "other", ""}};
    send(*engine, item, noon + 3min);
    REQUIRE(choices("c1", noon - 1h).size() == 2);
    CHECK(choices("c1", noon - 1h)[0].data == "two");
    CHECK(choices("c1", noon + 2min).empty());
    CHECK(choices("c3", noon - 1h).empty());
}

TEST_CASE("whether a chat was told this is known, sent or waiting")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto told = [&](const std::string& chat, TimePoint since) {
        return engine->read([&](Tx& tx) { return tx.sent().told("zalo", chat, "Kính báo", since); });
    };
    auto item = some_item("c1");
    item.text = "Kính báo";
    CHECK_FALSE(told("c1", noon - 1h));
    send(*engine, item, noon);
    CHECK(told("c1", noon - 1h));
    CHECK_FALSE(told("c1", noon + 1min));
    CHECK_FALSE(told("c2", noon - 1h));
    item.chat = "c2";
    engine->write([&](Tx& tx) { tx.outbox().add(item); });
    CHECK(told("c2", noon - 1h));
}
