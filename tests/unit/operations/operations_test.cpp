#include "adapters/sql/verify.hpp"
#include "core/intake/take_in.hpp"
#include "core/people/link_code.hpp"
#include "tests/unit/operations/scene.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace langnghe::test {
namespace {

using Catch::Contains;

journal::Entry newest_entry(Stage& stage)
{
    return stage.write([](Tx& tx) { return tx.journal().last().value(); });
}

TEST_CASE("an unknown verb, argument or shape is refused", "[operations]")
{
    Stage stage;
    CHECK_THAT(stage.refused("user.fly"), Contains("user.fly"));
    CHECK_THAT(stage.refused("user.list", {{"nmae", "x"}}), Contains("nmae"));
    CHECK_THAT(stage.refused("user.list", {{"nm\n\x1b[2Jae", "x"}}), Contains("nm [2Jae"));
    CHECK_THAT(stage.refused("user.add", {{"name", 7}}), Contains("name"));
    CHECK_THAT(stage.refused("ticket.list", {{"limit", 1001}}), Contains("limit"));
    auto scene = stage.scene();
    CHECK_FALSE(operations::run(scene, "user.list", "[]").ok);
    CHECK_FALSE(operations::run(scene, "user.list", "{").ok);
    CHECK_FALSE(operations::run(scene, "user.list", std::string(100'000, '[')).ok);
    CHECK(operations::run(scene, "user.list", "").ok);
}

TEST_CASE("a user is added once, journalled and listed", "[operations]")
{
    Stage stage;
    const auto user =
        stage.done("user.add", {{"name", "An"}, {"roles", {"handler", "leader"}}, {"department", "kinh_te"}});
    CHECK(user["id"] == "1");
    CHECK(user["roles"] == Json({"handler", "leader"}));
    CHECK(user["department"] == "kinh_te");
    const auto entry = newest_entry(stage);
    CHECK(entry.actor == "console");
    CHECK(entry.action == "user_add");
    CHECK_THAT(stage.refused("user.add", {{"name", "An"}, {"roles", {"leader"}}}), Contains("already"));
    CHECK(newest_entry(stage).seq == entry.seq);
    const auto users = stage.done("user.list");
    REQUIRE(users.size() == 1);
    CHECK(users[0] == user);
}

TEST_CASE("a wrong role or department is refused with what there is", "[operations]")
{
    Stage stage;
    CHECK_THAT(stage.refused("user.add", {{"name", "An"}, {"roles", {"king"}}}),
               Contains("king") && Contains("front_officer") && Contains("administrator"));
    CHECK_THAT(stage.refused("user.add", {{"name", "An"}, {"roles", {"citizen"}}}), Contains("citizen"));
    CHECK_THAT(stage.refused("user.add", {{"name", "An"}, {"roles", Json::array()}}), Contains("role"));
    CHECK_THAT(stage.refused("user.add", {{"name", "An"}, {"roles", {"handler"}}}), Contains("department"));
    CHECK_THAT(stage.refused("user.add", {{"name", "An"}, {"roles", {"handler"}}, {"department", "moon"}}),
               Contains("moon") && Contains("kinh_te"));
    CHECK_THAT(stage.refused("user.add", {{"name", "12"}, {"roles", {"leader"}}}), Contains("number"));
    CHECK(stage.done("user.list").empty());
}

TEST_CASE("a link code is stored as its digest and ends after ten minutes", "[operations]")
{
    Stage stage;
    stage.done("user.add", {{"name", "An"}, {"roles", {"leader"}}});
    const auto code = stage.done("user.link-code", {{"user", "An"}});
    CHECK(code["expires_at"] == to_rfc3339(stage.now + std::chrono::minutes{10}));
    const std::string text = code["code"];
    const auto stored = stage.write(
        [&](Tx& tx) { return tx.people().find_code(link_code_digest(normalise_link_code(text).value())).value(); });
    CHECK(stored.user == UserId{1});
    CHECK(stored.expires_at == stage.now + link_code_life);
    CHECK(stage.done("user.link-code", {{"user", "1"}})["user"] == "An");
    CHECK_THAT(stage.refused("user.link-code", {{"user", "Binh"}}), Contains("Binh"));
}

TEST_CASE("a disabled user gets no code", "[operations]")
{
    Stage stage;
    stage.done("user.add", {{"name", "An"}, {"roles", {"leader"}}});
    CHECK(stage.done("user.disable", {{"user", "An"}})["disabled"] == true);
    CHECK_THAT(stage.refused("user.link-code", {{"user", "An"}}), Contains("disabled"));
    CHECK_THAT(stage.refused("user.disable", {{"user", "An"}}), Contains("already"));
    CHECK(newest_entry(stage).action == "user_disable");
}

TEST_CASE("a user changes office, and a disabled one comes back", "[operations]")
{
    Stage stage;
    stage.done("user.add", {{"name", "An"}, {"roles", {"leader"}}});
    stage.done("user.add", {{"name", "Bình"}, {"roles", {"handler"}}, {"department", "kinh_te"}});
    const auto moved = stage.done(
        "user.change",
        {{"user", "Bình"}, {"name", "Vũ Bình"}, {"roles", {"handler", "leader"}}, {"department", "Công an"}});
    CHECK(moved["name"] == "Vũ Bình");
    CHECK(moved["roles"] == Json{"handler", "leader"});
    CHECK(moved["department"] == "cong_an");
    CHECK(newest_entry(stage).facts == "user=2;roles=handler,leader;department=cong_an");
    CHECK(stage.done("user.change", {{"user", "2"}, {"name", "Vũ Bình"}})["department"] == "cong_an"); // the rest stays
    CHECK_THAT(stage.refused("user.change", {{"user", "2"}}), Contains("name what is to be changed"));
    CHECK_THAT(stage.refused("user.change", {{"user", "2"}, {"name", "An"}}), Contains("already"));
    CHECK_THAT(stage.refused("user.change", {{"user", "2"}, {"department", "none"}}), Contains("handler"));
    CHECK(stage.done("user.change", {{"user", "2"}, {"roles", {"leader"}}, {"department", "none"}})["department"]
              .is_null());

    CHECK_THAT(stage.refused("user.enable", {{"user", "An"}}), Contains("enabled already"));
    stage.done("user.disable", {{"user", "An"}});
    CHECK(stage.done("user.enable", {{"user", "An"}})["disabled"] == false);
    CHECK(stage.done("store.verify")["sound"] == true);
}

TEST_CASE("what waits to be told to an official goes to nobody who is one no more", "[operations]")
{
    Stage stage;
    stage.done("user.add", {{"name", "An"}, {"roles", {"front_officer"}}});
    stage.write([](Tx& tx) {
        Identity identity;
        identity.channel = "telegram";
        identity.external_id = "700";
        identity.user = UserId{1};
        tx.people().add(identity);
    });
    const auto waiting = [&stage] {
        OutboxFilter filter;
        filter.states = {DeliveryState::queued};
        filter.kinds = {DeliveryKind::push};
        int pushes = 0;
        for (const OutboxItem& item : stage.write([&](Tx& tx) { return tx.outbox().list(filter); }))
            pushes += item.chat == "700" ? 1 : 0;
        return pushes;
    };
    stage.say("Cống tắc ở Khu 1", "701");
    REQUIRE(waiting() == 1);
    stage.done("user.change", {{"user", "An"}, {"roles", {"front_officer", "leader"}}});
    CHECK(waiting() == 1); // who may more than before loses nothing
    SECTION("he is disabled") { stage.done("user.disable", {{"user", "An"}}); }
    SECTION("he holds another office")
    {
        stage.done("user.change", {{"user", "An"}, {"roles", {"handler"}}, {"department", "kinh_te"}});
    }
    SECTION("his account is taken away") { stage.done("user.unlink", {{"user", "An"}}); }
    CHECK(waiting() == 0);
}

TEST_CASE("an account is taken from its user, a group from what it was bound to", "[operations]")
{
    Stage stage;
    const std::string area = stage.setup->facts.taxonomy.areas.front().key;
    stage.done("user.add", {{"name", "An"}, {"roles", {"front_officer"}}});
    const auto types = [&stage](const std::string& words, ChatRef chat) {
        Message message;
        message.id = words;
        message.chat = std::move(chat);
        message.from = {"700", "An", false};
        message.text = words;
        InboundEvent event;
        event.channel = "telegram";
        event.key = words;
        event.type = "message";
        event.at = stage.now;
        event.content = message;
        stage.write([&](Tx& tx) {
            Context context{tx, stage.setup->facts, stage.random, stage.now};
            return take_in(context, event, "{}");
        });
    };
    const std::string code = stage.done("user.link-code", {{"user", "An"}})["code"];
    types("/lienket " + code, ChatRef{.id = "700", .kind = ChatKind::private_chat, .title = {}, .thread = {}});
    const std::string group_code = stage.done("group.code", {{"area", area}})["code"];
    types("/ketnoi " + group_code, ChatRef{.id = "-1", .kind = ChatKind::group, .title = "Khu 1", .thread = {}});
    REQUIRE(stage.done("user.list")[0]["channels"] == Json{"telegram"});
    REQUIRE(stage.done("group.list")[0]["bound"] == true);

    CHECK_THAT(stage.refused("user.unlink", {{"user", "An"}, {"channel", "zalo"}}), Contains("not linked on zalo"));
    CHECK(stage.done("user.unlink", {{"user", "An"}})["channels"] == Json::array());
    CHECK(newest_entry(stage).action == "unlink");
    CHECK_THAT(stage.refused("user.unlink", {{"user", "An"}}), Contains("not linked"));
    CHECK_THAT(stage.refused("group.unbind", {{"group", "9"}}), Contains("group list"));
    const auto unbound = stage.done("group.unbind", {{"group", "1"}});
    CHECK(unbound["bound"] == false);
    CHECK(unbound["area"].is_null());
    CHECK_THAT(stage.refused("group.unbind", {{"group", "1"}}), Contains("nothing"));
    CHECK(stage.done("store.verify")["sound"] == true);

    // The canary: a link that was taken away does not come back unseen.
    stage.write([](Tx& tx) {
        auto identity = tx.people().find("telegram", "700").value();
        identity.user = UserId{1};
        tx.people().save(identity);
    });
    CHECK(stage.done("store.verify")["sound"] == false);
}

TEST_CASE("a group's code is for one organization, department or area of the taxonomy", "[operations]")
{
    Stage stage;
    const std::string area = stage.setup->facts.taxonomy.areas.front().key;
    const auto code = stage.done("group.code", {{"area", area}});
    CHECK(code["area"] == area);
    CHECK(code["expires_at"] == to_rfc3339(stage.now + link_code_life));
    CHECK(newest_entry(stage).action == "group_code");
    CHECK_THAT(stage.refused("group.code", {{"area", "moon"}}), Contains("moon") && Contains(area));
    CHECK(stage.done("group.code", {{"organization", "mttq"}})["organization"] == "mttq"); // a department, too
    const std::string department = stage.setup->facts.taxonomy.departments.front().key;
    CHECK(stage.done("group.code", {{"organization", department}})["organization"] == department);
    CHECK_THAT(stage.refused("group.code", {{"organization", "moon"}}), Contains("moon") && Contains(department));
    CHECK_FALSE(stage.run("group.code").ok);
    CHECK_FALSE(stage.run("group.code", {{"area", area}, {"organization", "x"}}).ok);
    CHECK(stage.done("group.list") == Json::array());
}

TEST_CASE("the store is verified against an anchor, and a copy is made once", "[operations]")
{
    Stage stage;
    stage.say("The road is broken at the bridge");
    const auto head = stage.done("store.head");
    const std::string anchor = head["anchor"];
    auto report = stage.done("store.verify", {{"anchor", anchor}});
    INFO(report.dump());
    CHECK(report["sound"] == true);
    CHECK(report["anchor"] == anchor);
    std::string forged = anchor;
    forged.back() = forged.back() == '0' ? '1' : '0';
    CHECK(stage.done("store.verify", {{"anchor", forged}})["sound"] == false);
    CHECK(stage.done("store.verify", {{"anchor", "9" + anchor}})["sound"] == false);
    CHECK_THAT(stage.refused("store.verify", {{"anchor", "yesterday"}}), Contains("anchor"));

    const auto path = (stage.folder / "copy.db").string();
    CHECK(stage.done("store.snapshot", {{"path", path}})["bytes"] > 0);
    CHECK(sql::verify(path).value().anchor == anchor);
    CHECK_THAT(stage.refused("store.snapshot", {{"path", path}}), Contains("already"));
    CHECK_THAT(stage.refused("store.snapshot", {{"path", "copy.db"}}), Contains("absolute"));
    CHECK(stage.done("store.info")["tickets"]["received"] == 1);
}

} // namespace
} // namespace langnghe::test
