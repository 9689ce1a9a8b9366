#include "core/store/members.hpp"
#include "core/store/privacy.hpp"
#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("contact details are replaced as a whole and dropped")
{
    for (const auto& maker : engines()) {
        const auto engine = maker.make();
        engine->write([](Tx& tx) {
            tx.privacy().save_details(IdentityId{7}, {"Lan", "84900000002", "Số 45", noon});
            tx.privacy().save_details(IdentityId{7}, {"Lan", "84900000003", "", noon});
            return 0;
        });
        engine->reopen();
        const auto details = engine->read([](Tx& tx) { return tx.privacy().details(IdentityId{7}); });
        REQUIRE(details);
        CHECK(details->phone == "84900000003");
        CHECK(details->address.empty());
        CHECK(details->at == noon);
        engine->write([](Tx& tx) {
            tx.privacy().drop_details(IdentityId{7});
            return 0;
        });
        CHECK_FALSE(engine->read([](Tx& tx) { return tx.privacy().details(IdentityId{7}); }));
    }
}

TEST_CASE("an erased message has no words, no versions and no trace in the index, and the chain is whole")
{
    for (const auto& maker : engines()) {
        const auto engine = maker.make();
        const auto erased = engine->write([](Tx& tx) {
            const Ticket ticket = tx.tickets().open(some_ticket());
            MessageRow one = add_message(tx, ticket.id, "m1", "cau hong nang");
            add_message(tx, ticket.id, "m2", "duong ngap");
            auto edit = some_entry("edit", ticket.id, "cau sap");
            edit.facts = "of=" + std::to_string(one.seq);
            tx.journal().append(edit);
            auto other = some_entry("edit", ticket.id, "duong kho");
            other.facts = "of=" + std::to_string(one.seq) + "1";
            tx.journal().append(other);
            tx.search().follow(100);
            return tx.privacy().erase_message({one.seq, ticket.id});
        });
        CHECK(erased == 2);
        const auto words = engine->read([](Tx& tx) {
            std::vector<std::string> left;
            for (const auto& entry : tx.journal().after(0, 100))
                if (entry.text)
                    left.push_back(*entry.text);
            return left;
        });
        CHECK(words == std::vector<std::string>{"duong ngap", "duong kho"});
        CHECK(engine->read([](Tx& tx) { return tx.search().find("cau", 0, 10).size(); }) == 0);
        CHECK(engine->read([](Tx& tx) { return tx.search().find("duong", 0, 10).size(); }) == 1);
        // No part of the index keeps them either, once it was written anew.
        for (int i = 0; i < 10; ++i)
            engine->write([](Tx& tx) { return tx.search().follow(100); });
        CHECK(engine->read([](Tx& tx) { return tx.search().find("duong", 0, 10).size(); }) == 1);
        // Words that the index has not reached yet never get there.
        engine->write([](Tx& tx) {
            const auto late = add_message(tx, TicketId{1}, "m3", "den tat");
            tx.privacy().erase_message({late.seq, TicketId{1}});
            return tx.search().follow(100);
        });
        CHECK(engine->read([](Tx& tx) { return tx.search().find("den", 0, 10).size(); }) == 0);
    }
}

TEST_CASE("raw events that name somebody are erased, others are not")
{
    for (const auto& maker : engines()) {
        const auto engine = maker.make();
        const auto erased = engine->write([](Tx& tx) {
            ParkedEvent event;
            event.channel = "zalo";
            event.raw = R"({"sender":{"id":"6093"}})";
            event.at = noon;
            tx.inbox().park(event);
            event.raw = R"({"sender":{"id":"7093"}})";
            tx.inbox().park(event);
            event.channel = "telegram";
            event.raw = R"({"id":6093})";
            tx.inbox().park(event);
            return tx.privacy().erase_parked("zalo", "6093") + tx.privacy().erase_parked("zalo", "");
        });
        CHECK(erased == 1);
        CHECK(engine->read([](Tx& tx) { return tx.inbox().parked_count(); }) == 2);
    }
}

TEST_CASE("members of a group are counted when they are in")
{
    for (const auto& maker : engines()) {
        const auto engine = maker.make();
        const auto group = engine->write([](Tx& tx) {
            Group made;
            made.channel = "zalo";
            made.chat = "g1";
            made = tx.groups().add(made);
            tx.members().set(made.id, "a", Membership::asked);
            tx.members().set(made.id, "b", Membership::member);
            tx.members().set(made.id, "c", Membership::member);
            tx.members().set(made.id, "c", Membership::admin);
            return made.id;
        });
        CHECK(engine->read([&](Tx& tx) { return tx.members().count(group); }) == 2);
        CHECK(engine->read([&](Tx& tx) { return tx.members().find(group, "c"); }) == Membership::admin);
        engine->write([&](Tx& tx) {
            tx.members().forget("telegram", "c");
            tx.members().forget("zalo", "b");
            tx.members().remove(group, "a");
            return 0;
        });
        CHECK(engine->read([&](Tx& tx) { return tx.members().count(group); }) == 1);
        engine->write([&](Tx& tx) {
            tx.members().remove_all(group);
            return 0;
        });
        CHECK(engine->read([&](Tx& tx) { return tx.members().count(group); }) == 0);
    }
}
