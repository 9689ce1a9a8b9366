#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("identities are found by channel and external id, and belong to users")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto added = engine->write([](Tx& tx) {
        const User lan = tx.people().add_user({.name = "lan", .roles = {Role::leader, Role::front_officer}});
        Identity person{.channel = "zalo", .external_id = "84912", .name = "Chị Lan"};
        person.user = lan.id;
        person.greeted = true;
        person.last_inbound_at = noon;
        tx.people().add({.channel = "telegram", .external_id = "84912"});
        return std::pair{lan, tx.people().add(person)};
    });
    const User& user = added.first;
    const Identity& identity = added.second;
    engine->reopen();
    engine->write([&](Tx& tx) {
        auto found = tx.people().find("zalo", "84912");
        REQUIRE(found);
        CHECK((found->id == identity.id && found->name == "Chị Lan" && found->user == user.id && found->greeted));
        CHECK((found->last_inbound_at == noon && !found->stopped && !found->unreachable));
        CHECK(tx.people().find(identity.id)->external_id == "84912");
        CHECK(tx.people().find("telegram", "84912")->user == UserId::none);
        CHECK_FALSE(tx.people().find("zalobot", "84912"));
        CHECK(tx.people().identities_of(user.id).size() == 1);
        found->stopped = found->unreachable = true;
        found->user = UserId::none;
        found->last_inbound_at.reset();
        tx.people().save(*found);
        CHECK(tx.people().identities_of(user.id).empty());
        const auto saved = tx.people().find(identity.id);
        CHECK((saved->stopped && saved->unreachable && !saved->last_inbound_at));
    });
    const auto twice = engine->try_write([](Tx& tx) { tx.people().add({.channel = "zalo", .external_id = "84912"}); });
    CHECK(twice.error() == Errc::storage_refused);
}

TEST_CASE("users keep their roles and their name is theirs alone")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        User user = tx.people().add_user({.name = "minh", .roles = {Role::handler}, .department = "ha-tang"});
        tx.people().add_user({.name = "hoa"});
        user.roles.add(Role::supervisor);
        user.disabled = true;
        user.department = "van-hoa";
        tx.people().save_user(user);
    });
    engine->read([](Tx& tx) {
        const auto user = tx.people().find_user("minh");
        REQUIRE(user);
        CHECK((user->disabled && user->department == "van-hoa"));
        CHECK(user->roles == Roles{Role::handler, Role::supervisor});
        CHECK(tx.people().find_user(user->id)->name == "minh");
        CHECK_FALSE(tx.people().find_user("nobody"));
        CHECK_FALSE(tx.people().find_user(UserId{9}));
        CHECK(tx.people().users().size() == 2);
    });
    CHECK(engine->try_write([](Tx& tx) { tx.people().add_user({.name = "hoa"}); }).error() == Errc::storage_refused);
}

TEST_CASE("a code works until it is burnt, and wrong tries are counted")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        tx.people().add_code({.digest = "d1", .user = UserId{2}, .expires_at = noon});
        tx.people().add_code({.digest = "d2", .organization = "phu-nu", .area = "thon-1", .expires_at = noon});
        tx.people().add_code({.digest = "d3", .expires_at = noon});
    });
    engine->write([](Tx& tx) {
        CHECK(tx.people().find_code("d1")->user == UserId{2});
        const auto code = tx.people().find_code("d2");
        CHECK((code->organization == "phu-nu" && code->area == "thon-1" && code->expires_at == noon));
        tx.people().burn_code("d1");
        CHECK_FALSE(tx.people().find_code("d1"));
        CHECK(tx.people().find_code("d3"));
        tx.people().burn_all_codes();
        CHECK_FALSE(tx.people().find_code("d2"));
        CHECK_FALSE(tx.people().find_code("d3"));

        const IdentityId who{4};
        tx.people().add_wrong_try(who, noon);
        tx.people().add_wrong_try(who, noon);
        tx.people().add_wrong_try(who, noon + std::chrono::minutes{10});
        CHECK(tx.people().wrong_tries_since(who, noon) == 3);
        CHECK(tx.people().wrong_tries_since(who, noon + std::chrono::minutes{1}) == 1);
        CHECK(tx.people().wrong_tries_since(IdentityId{5}, noon) == 0);
    });
}

TEST_CASE("groups are found by chat and may move")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        Group group = tx.groups().add({.channel = "telegram", .chat = "-5", .title = "Thôn 1", .area = "thon-1"});
        tx.groups().add({.channel = "zalo", .chat = "-5"});
        CHECK(tx.groups().find("telegram", "-5")->title == "Thôn 1");
        group.chat = "-1005";
        group.bound = group.told_unbound = group.unreachable = true;
        group.organization = "cuu-chien-binh";
        tx.groups().save(group);
    });
    engine->read([](Tx& tx) {
        CHECK_FALSE(tx.groups().find("telegram", "-5"));
        const auto group = tx.groups().find("telegram", "-1005");
        REQUIRE(group);
        CHECK((group->bound && group->told_unbound && group->unreachable && group->area == "thon-1"));
        CHECK(group->organization == "cuu-chien-binh");
        CHECK(tx.groups().list().size() == 2);
    });
}

TEST_CASE("the newest open question of a chat is found until it is closed or old")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    engine->write([](Tx& tx) {
        tx.questions().ask({.channel = "zalo", .chat = "c", .ticket = TicketId{1}, .asked_at = noon});
        tx.questions().ask({.channel = "zalo",
                            .chat = "c",
                            .ticket = TicketId{2},
                            .kind = Question::Kind::score,
                            .asked_at = noon + std::chrono::hours{1}});
    });
    engine->write([](Tx& tx) {
        const auto newest = tx.questions().newest_open("zalo", "c", noon);
        REQUIRE(newest);
        CHECK((newest->ticket == TicketId{2} && newest->kind == Question::Kind::score && newest->channel == "zalo"));
        tx.questions().close(newest->id);
        CHECK(tx.questions().newest_open("zalo", "c", noon)->ticket == TicketId{1});
        CHECK_FALSE(tx.questions().newest_open("zalo", "c", noon + std::chrono::minutes{1}));
        CHECK_FALSE(tx.questions().newest_open("zalo", "d", noon));
    });
}

TEST_CASE("facts are replaced by name")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    CHECK_FALSE(engine->read([](Tx& tx) { return tx.fact("restored_at_seq"); }));
    engine->write([](Tx& tx) {
        tx.set_fact("restored_at_seq", "4");
        tx.set_fact("restored_at_seq", "5");
    });
    engine->reopen();
    CHECK(engine->read([](Tx& tx) { return tx.fact("restored_at_seq"); }) == "5");
}
