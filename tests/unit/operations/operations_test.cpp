#include "adapters/sql/verify.hpp"
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

TEST_CASE("a group's code is for one organization or area of the taxonomy", "[operations]")
{
    Stage stage;
    const std::string area = stage.setup->facts.taxonomy.areas.front().key;
    const auto code = stage.done("group.code", {{"area", area}});
    CHECK(code["area"] == area);
    CHECK(code["expires_at"] == to_rfc3339(stage.now + link_code_life));
    CHECK(newest_entry(stage).action == "group_code");
    CHECK_THAT(stage.refused("group.code", {{"area", "moon"}}), Contains("moon") && Contains(area));
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
