#include "core/store/drafts.hpp"
#include "core/store/quotes.hpp"
#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

Draft some_draft(Tx& tx, const std::string& id, std::int64_t lead = 0)
{
    Draft draft;
    draft.seq = tx.journal().append(some_entry("draft", TicketId::none, "loi " + id)).seq;
    draft.lead = lead == 0 ? draft.seq : lead;
    draft.author = IdentityId{7};
    draft.channel = "zalo";
    draft.chat = "c1";
    draft.message = id;
    draft.at = noon;
    tx.drafts().add(draft);
    return draft;
}

QuoteRequest some_request(const std::string& message, TimePoint next)
{
    QuoteRequest request;
    request.channel = "zalo";
    request.chat = {"g1", ChatKind::group, {}, "topic"};
    request.from = {"u1", "An", false, true};
    request.message = message;
    request.quoted = "q1";
    request.words = "gấp";
    request.at = noon;
    request.next_at = next;
    return request;
}

} // namespace

TEST_CASE("drafts: as they were, until they are settled")
{
    for (const auto& maker : engines()) {
        INFO(maker.name);
        const auto engine = maker.make();
        const auto lead = engine->write([](Tx& tx) {
            Draft first = some_draft(tx, "m1");
            Draft second;
            second = some_draft(tx, "m2", first.lead);
            Draft photo = first;
            photo.seq = tx.journal().append(some_entry("draft")).seq;
            photo.message = "m3";
            photo.album = "a1";
            photo.position = Position{21.5, 105.25};
            photo.attachments.push_back({AttachmentKind::photo, "p.jpg", "image/jpeg", 5, "source", "unique"});
            tx.drafts().add(photo);
            return first.lead;
        });
        engine->reopen();
        const auto drafts = engine->read([&](Tx& tx) { return tx.drafts().open(lead); });
        REQUIRE(drafts.size() == 3);
        CHECK(drafts[0].text == "loi m1");
        CHECK(drafts[0].at == noon);
        CHECK(drafts[1].message == "m2");
        CHECK(drafts[2].text.empty());
        CHECK(drafts[2].album == "a1");
        CHECK(drafts[2].position->longitude == 105.25);
        CHECK(drafts[2].attachments.at(0).source == "source");
        engine->read([&](Tx& tx) {
            CHECK(tx.drafts().find("zalo", "c1", "m2")->lead == lead);
            CHECK(!tx.drafts().find("zalo", "c2", "m2"));
            CHECK(tx.drafts().newest_open(IdentityId{7}, "zalo", "c1", noon)->message == "m3");
            CHECK(!tx.drafts().newest_open(IdentityId{8}, "zalo", "c1", noon));
            CHECK(!tx.drafts().newest_open(IdentityId{7}, "zalo", "c2", noon));
            CHECK(!tx.drafts().newest_open(IdentityId{7}, "zalo", "c1", noon + std::chrono::seconds{1}));
            return 0;
        });
        engine->write([&](Tx& tx) {
            tx.drafts().settle(lead);
            return 0;
        });
        engine->read([&](Tx& tx) {
            CHECK(tx.drafts().open(lead).empty());
            CHECK(!tx.drafts().find("zalo", "c1", "m2"));
            CHECK(!tx.drafts().newest_open(IdentityId{7}, "zalo", "c1", noon));
            return 0;
        });
    }
}

TEST_CASE("requests to look something up wait for their time")
{
    for (const auto& maker : engines()) {
        INFO(maker.name);
        const auto engine = maker.make();
        engine->write([](Tx& tx) {
            CHECK(!tx.quotes().next_due("zalo"));
            tx.quotes().add(some_request("m1", noon));
            tx.quotes().add(some_request("m2", noon + std::chrono::minutes{5}));
            return 0;
        });
        engine->reopen();
        auto due = engine->read([](Tx& tx) { return tx.quotes().due("zalo", noon, 10); });
        REQUIRE(due.size() == 1);
        QuoteRequest request = due.front();
        CHECK(request.message == "m1");
        CHECK(request.quoted == "q1");
        CHECK(request.words == "gấp");
        CHECK(request.chat.id == "g1");
        CHECK(request.chat.thread == "topic");
        CHECK(request.chat.kind == ChatKind::group);
        CHECK(request.from.name == "An");
        CHECK(request.from.is_chat);
        CHECK(request.at == noon);
        CHECK(engine->read([](Tx& tx) { return tx.quotes().next_due("zalo"); }) == noon);
        CHECK(engine->read([](Tx& tx) { return tx.quotes().due("telegram", noon, 10); }).empty());
        request.attempts = 3;
        request.next_at = noon + std::chrono::hours{1};
        engine->write([&](Tx& tx) {
            tx.quotes().save(request);
            return 0;
        });
        CHECK(engine->read([&](Tx& tx) { return tx.quotes().find(request.id); })->attempts == 3);
        due = engine->read([](Tx& tx) { return tx.quotes().due("zalo", noon + std::chrono::hours{2}, 1); });
        REQUIRE(due.size() == 1);
        engine->write([&](Tx& tx) {
            tx.quotes().remove(request.id);
            return 0;
        });
        CHECK(!engine->read([&](Tx& tx) { return tx.quotes().find(request.id); }));
        CHECK(engine->read([](Tx& tx) { return tx.quotes().next_due("zalo"); }) == noon + std::chrono::minutes{5});
    }
}

TEST_CASE("only who has no name is named afterwards")
{
    for (const auto& maker : engines()) {
        INFO(maker.name);
        const auto engine = maker.make();
        const auto rows = engine->write([](Tx& tx) {
            const Ticket ticket = tx.tickets().open(some_ticket());
            add_message(tx, ticket.id, "known");
            MessageRow row;
            row.ticket = ticket.id;
            row.channel = "zalo";
            row.chat = "c1";
            row.kind = "text";
            row.forwarded_by = IdentityId{9};
            for (const char* name : {"", "Ông Năm"}) {
                row.seq = tx.journal().append(some_entry("message", ticket.id, "x")).seq;
                row.message = "m" + std::to_string(row.seq);
                row.author_name = name;
                tx.messages().add(row);
            }
            tx.messages().name_author(ticket.id, "Bà Tư");
            return tx.messages().of_ticket(ticket.id);
        });
        REQUIRE(rows.size() == 3);
        CHECK(rows[0].author_name.empty());
        CHECK(rows[1].author_name == "Bà Tư");
        CHECK(rows[2].author_name == "Ông Năm");
    }
}
