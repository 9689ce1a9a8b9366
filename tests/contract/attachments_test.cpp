#include "core/store/attachments.hpp"
#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

Attachment attachment(AttachmentKind kind, const std::string& source)
{
    Attachment made;
    made.kind = kind;
    made.source = source;
    made.name = source + ".x";
    return made;
}

void add(Engine& engine, TicketId ticket, const std::string& id, std::vector<Attachment> attachments)
{
    engine.write([&](Tx& tx) {
        MessageRow row;
        row.seq = tx.journal().append(some_entry("message", ticket, "lời")).seq;
        row.ticket = ticket;
        row.channel = "zalo";
        row.chat = "c1";
        row.message = id;
        row.at = noon - 1h;
        row.attachments = std::move(attachments);
        tx.messages().add(row);
    });
}

int follow(Engine& engine, int limit = 100)
{
    return engine.write([&](Tx& tx) { return tx.attachments().follow(noon, limit); });
}

std::vector<std::string> due(Engine& engine, TimePoint now = noon, int limit = 100)
{
    return engine.read([&](Tx& tx) {
        std::vector<std::string> sources;
        for (const AttachedFile& file : tx.attachments().due(now, limit))
            sources.push_back(file.said.source);
        return sources;
    });
}

void save(Engine& engine, const std::string& source, FileState state, const std::string& sha256 = {},
          TimePoint next_at = noon)
{
    engine.write([&](Tx& tx) {
        for (AttachedFile file : tx.attachments().due(noon + 24h, 100))
            if (file.said.source == source) {
                file.state = state;
                file.sha256 = sha256;
                file.next_at = next_at;
                file.attempts = 3;
                file.last_error = "status 500";
                file.mime = "image/png";
                file.bytes = 9'007'199'254'740'993;
                tx.attachments().save(file);
            }
    });
}

using Sources = std::vector<std::string>;

} // namespace

TEST_CASE("the files of messages become known in slices, each once, and only those that have content")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    using K = AttachmentKind;
    add(*engine, TicketId{1}, "m1",
        {attachment(K::photo, "a"), attachment(K::sticker, "s"), attachment(K::voice, "b")});
    add(*engine, TicketId{1}, "m2", {});
    add(*engine, TicketId{2}, "m3", {attachment(K::document, "c"), attachment(K::contact, "0912")});
    CHECK(follow(*engine, 2) == 2);
    CHECK(due(*engine) == Sources{"a", "b"});
    CHECK(follow(*engine) == 1);
    CHECK(follow(*engine) == 0);
    engine->reopen();
    CHECK(follow(*engine) == 0);
    CHECK(due(*engine) == Sources{"a", "b", "c"});
    CHECK(due(*engine, noon, 2) == Sources{"a", "b"});
    CHECK(due(*engine, noon - 1s).empty());
}

TEST_CASE("a file is read as it was saved, with what the platform said of it")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    add(*engine, TicketId{7}, "m1", {attachment(AttachmentKind::link, "l"), attachment(AttachmentKind::photo, "a")});
    follow(*engine);
    save(*engine, "a", FileState::stored, std::string(64, 'c'), noon + 5s);
    engine->reopen();
    const auto files = engine->read([](Tx& tx) { return tx.attachments().of_ticket(TicketId{7}); });
    REQUIRE(files.size() == 1);
    const AttachedFile& file = files.front();
    CHECK((file.place == 1 && file.ticket == TicketId{7} && file.channel == "zalo" && file.chat == "c1"));
    CHECK((file.message == "m1" && file.sent_at == noon - 1h && file.said.name == "a.x"));
    CHECK((file.state == FileState::stored && file.attempts == 3 && file.since == noon && file.next_at == noon + 5s));
    CHECK((file.last_error == "status 500" && file.sha256 == std::string(64, 'c') && file.mime == "image/png"));
    CHECK(file.bytes == 9'007'199'254'740'993);
    CHECK(engine->read([&](Tx& tx) { return tx.attachments().find(file.id); })->said.source == "a");
    CHECK_FALSE(engine->read([&](Tx& tx) { return tx.attachments().find(AttachmentId{99}); }));
    CHECK(engine->read([](Tx& tx) { return tx.attachments().of_ticket(TicketId{8}).size(); }) == 0);
}

TEST_CASE("what waits and what failed is counted and dated")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.attachments().gauges().oldest_waiting; }));
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.attachments().next_due(); }));
    add(*engine, TicketId{1}, "m1",
        {attachment(AttachmentKind::photo, "a"), attachment(AttachmentKind::photo, "b"),
         attachment(AttachmentKind::photo, "c"), attachment(AttachmentKind::photo, "d")});
    follow(*engine);
    save(*engine, "a", FileState::waiting, {}, noon + 1h);
    save(*engine, "b", FileState::failed);
    save(*engine, "c", FileState::stored, std::string(64, '1'));
    CHECK(due(*engine) == Sources{"d"});
    engine->read([](Tx& tx) {
        const auto gauges = tx.attachments().gauges();
        CHECK(gauges.waiting == 2);
        CHECK(gauges.failed == 1);
        CHECK(gauges.oldest_waiting == noon);
        CHECK(tx.attachments().next_due() == noon);
    });
    save(*engine, "d", FileState::failed);
    CHECK(engine->read([](Tx& tx) { return tx.attachments().next_due(); }) == noon + 1h);
    engine->write([](Tx& tx) { tx.attachments().set_back(noon - 24h, 24h); });
    CHECK(engine->read([](Tx& tx) { return tx.attachments().next_due(); }) == noon - 23h);
}

TEST_CASE("a file is needed while a message or a delivery names it")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const std::string kept(64, '1');
    const std::string sent(64, '2');
    add(*engine, TicketId{1}, "m1", {attachment(AttachmentKind::photo, "a"), attachment(AttachmentKind::photo, "b")});
    follow(*engine);
    save(*engine, "a", FileState::stored, kept);
    save(*engine, "b", FileState::stored, kept);
    engine->write([&](Tx& tx) {
        OutboxItem item = some_item("c");
        item.files = {{sent, "a.jpg", AttachmentKind::photo, "image/jpeg", 5}};
        tx.outbox().add(item);
    });
    engine->read([&](Tx& tx) {
        CHECK(tx.attachments().needs(kept));
        CHECK(tx.attachments().needs(sent));
        CHECK_FALSE(tx.attachments().needs(std::string(64, '3')));
        const auto names = tx.attachments().stored_after("", 10);
        REQUIRE(names.size() == 1);
        CHECK(names.front().sha256 == kept);
        CHECK(names.front().bytes == 9'007'199'254'740'993);
        CHECK(tx.attachments().stored_after(kept, 10).empty());
    });
}

TEST_CASE("the files of an erased message are forgotten, and listed to leave the shelf until they have")
{
    for (const auto& maker : engines()) {
        const auto engine = maker.make();
        const auto ticket = engine->write([](Tx& tx) { return tx.tickets().open(some_ticket()).id; });
        add(*engine, ticket, "m1", {attachment(AttachmentKind::photo, "a"), attachment(AttachmentKind::photo, "w")});
        add(*engine, ticket, "m2", {attachment(AttachmentKind::photo, "b")});
        follow(*engine);
        const std::string shared(64, 'a');
        save(*engine, "a", FileState::stored, shared);
        save(*engine, "b", FileState::stored, shared);
        const auto carrier = engine->write([&](Tx& tx) {
            OutboxItem item;
            item.channel = "zalo";
            item.state = DeliveryState::failed;
            item.files = {{shared, "a.jpg", AttachmentKind::photo, "image/jpeg", 1}};
            tx.outbox().add({});
            return tx.outbox().add(item);
        });
        const auto erase = [&](int place) {
            return engine->write([&](Tx& tx) {
                const auto seq = tx.messages().of_ticket(ticket).at(static_cast<std::size_t>(place)).seq;
                auto names = tx.attachments().drop(seq);
                for (const std::string& name : names)
                    tx.attachments().discard(name);
                return names;
            });
        };
        const auto carriers = [&] { return engine->read([&](Tx& tx) { return tx.attachments().carriers(shared); }); };
        const auto discarded = [&] { return engine->read([](Tx& tx) { return tx.attachments().discarded(10); }); };
        CHECK(erase(0) == std::vector{shared});
        CHECK(engine->read([&](Tx& tx) { return tx.attachments().of_ticket(ticket).size(); }) == 1);
        CHECK(carriers().empty());
        CHECK(erase(1) == std::vector{shared});
        CHECK(erase(1).empty());
        CHECK(carriers() == std::vector{carrier});
        engine->reopen();
        CHECK(discarded() == std::vector{shared});
        engine->write([&](Tx& tx) { tx.attachments().forget_discarded(shared); });
        CHECK(discarded().empty());
    }
}
