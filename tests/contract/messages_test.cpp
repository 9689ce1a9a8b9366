#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("a message is read with its words, its attachments and where it stands")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto ticket = engine->write([](Tx& tx) {
        const auto id = tx.tickets().open(some_ticket()).id;
        MessageRow row;
        row.seq = tx.journal().append(some_entry("message", id, "Đường ngập")).seq;
        row.ticket = id;
        row.channel = "telegram";
        row.chat = "-100";
        row.message = "55";
        row.author = IdentityId{4};
        row.author_name = "Bà Ba";
        row.forwarded_by = IdentityId{5};
        row.at = noon;
        row.kind = "photo";
        row.album = "a1";
        row.original = "-200:9";
        row.position = Position{21.5, 105.25};
        row.attachments = {{AttachmentKind::photo, "x.jpg", "image/jpeg", 1234, "file-1", "u1"},
                           {AttachmentKind::voice, "", "", 0, "file-2", ""}};
        tx.messages().add(row);
        return id;
    });
    engine->reopen();
    const auto rows = engine->read([&](Tx& tx) { return tx.messages().of_ticket(ticket); });
    REQUIRE(rows.size() == 1);
    const MessageRow& row = rows.front();
    CHECK((row.channel == "telegram" && row.chat == "-100" && row.message == "55" && row.text == "Đường ngập"));
    CHECK((row.author == IdentityId{4} && row.author_name == "Bà Ba" && row.forwarded_by == IdentityId{5}));
    CHECK((row.at == noon && row.kind == "photo" && row.album == "a1" && row.original == "-200:9" && !row.edited));
    REQUIRE(row.position);
    CHECK((row.position->latitude == 21.5 && row.position->longitude == 105.25));
    REQUIRE(row.attachments.size() == 2);
    CHECK((row.attachments[0].name == "x.jpg" && row.attachments[0].mime == "image/jpeg" &&
           row.attachments[0].bytes == 1234 && row.attachments[0].unique_id == "u1"));
    CHECK((row.attachments[1].kind == AttachmentKind::voice && row.attachments[1].source == "file-2"));
    engine->read([&](Tx& tx) {
        CHECK(tx.messages().of_album("telegram", "-100", "a1") == ticket);
        CHECK_FALSE(tx.messages().of_album("telegram", "-100", ""));
        CHECK(tx.messages().of_original("telegram", "-200:9") == ticket);
        CHECK_FALSE(tx.messages().of_original("zalo", "-200:9"));
    });
}

TEST_CASE("a platform's message id stands for theirs or for one of ours")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        const auto ticket = tx.tickets().open(some_ticket()).id;
        add_message(tx, ticket, "m1");
        OutboxItem item = some_item("c1");
        item.ticket = ticket;
        item.id = tx.outbox().add(item);
        item.message = "m2";
        tx.messages().add_sent(item);
        tx.messages().add_sent(item); // an echo tells the same once more
        item.message = "m1";
        tx.messages().add_sent(item); // never takes a citizen's message over
    });
    engine->read([](Tx& tx) {
        const auto theirs = tx.messages().find("zalo", "c1", "m1");
        REQUIRE(theirs);
        CHECK((theirs->ticket == TicketId{1} && theirs->seq == 1 && theirs->outbox == OutboxId::none));
        const auto ours = tx.messages().find("zalo", "c1", "m2");
        REQUIRE(ours);
        CHECK((ours->ticket == TicketId{1} && ours->seq == 0 && ours->outbox == OutboxId{1}));
        CHECK_FALSE(tx.messages().find("zalo", "c2", "m1"));
        CHECK_FALSE(tx.messages().find("telegram", "c1", "m1"));
    });
}

TEST_CASE("whether somebody wrote on a ticket near a time is told by person")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto row = engine->write([](Tx& tx) {
        const auto ticket = tx.tickets().open(some_ticket()).id;
        add_message(tx, ticket, "m1");
        return tx.messages().of_ticket(ticket).front();
    });
    engine->read([&row](Tx& tx) {
        using std::chrono::seconds;
        const auto near = [&](IdentityId author, IdentityId by, TimePoint at) {
            return tx.messages().wrote_near(row.ticket, author, by, at, seconds{60});
        };
        CHECK(near(row.author, row.forwarded_by, row.at + seconds{59}));
        CHECK(near(row.author, row.forwarded_by, row.at - seconds{59}));
        CHECK_FALSE(near(row.author, row.forwarded_by, row.at + seconds{60}));
        CHECK_FALSE(near(IdentityId{99}, row.forwarded_by, row.at));
        CHECK_FALSE(near(IdentityId::none, row.forwarded_by, row.at));
        CHECK_FALSE(near(row.author, IdentityId{99}, row.at));
        CHECK_FALSE(tx.messages().wrote_near(TicketId{99}, row.author, row.forwarded_by, row.at, seconds{60}));
    });
}

TEST_CASE("the same message twice is refused alone")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto ticket = engine->write([](Tx& tx) {
        const auto id = tx.tickets().open(some_ticket()).id;
        add_message(tx, id, "m1");
        return id;
    });
    CHECK(engine->try_write([&](Tx& tx) { add_message(tx, ticket, "m1"); }).error() == Errc::storage_refused);
    engine->read([&](Tx& tx) {
        CHECK(tx.messages().of_ticket(ticket).size() == 1);
        CHECK(tx.journal().last()->seq == 1);
    });
}

TEST_CASE("an edited message keeps all its versions")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto rows = engine->write([](Tx& tx) {
        const auto ticket = tx.tickets().open(some_ticket()).id;
        add_message(tx, ticket, "m1", "first");
        add_message(tx, ticket, "m2", "other");
        for (const char* words : {"second", "third"}) {
            auto edit = some_entry("edit", ticket, words);
            edit.facts = "why=typo;of=1";
            tx.journal().append(edit);
            tx.messages().mark_edited("zalo", "c1", "m1");
        }
        return tx.messages().of_ticket(ticket);
    });
    REQUIRE(rows.size() == 2);
    CHECK((rows[0].edited && rows[0].text == "first"));
    CHECK(rows[0].versions == std::vector<std::string>{"second", "third"});
    CHECK((!rows[1].edited && rows[1].versions.empty()));
}
