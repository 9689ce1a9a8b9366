#include "tests/unit/operations/scene.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace langnghe::test {
namespace {

using Catch::Contains;

// Each refusal is one line (Stage::refused sees to it) and changes nothing.
struct Steps : Stage
{
    std::string code = say("The office is closed in the morning");

    Json take(const std::string& step, Json more = Json::object()) { return done("ticket.step", with(step, more)); }
    std::string refuse(const std::string& step, Json more = Json::object())
    {
        const auto before = done("ticket.list").dump();
        auto why = refused("ticket.step", with(step, more));
        CHECK(done("ticket.list").dump() == before);
        return why;
    }

private:
    Json with(const std::string& step, Json more) const
    {
        more["step"] = step;
        if (!more.contains("code"))
            more["code"] = code;
        return more;
    }
};

Json one(const std::string& key, const Json& value)
{
    Json object = Json::object();
    object[key] = value;
    return object;
}

TEST_CASE("the server's owner takes a ticket through its life", "[operations]")
{
    Steps steps;
    const Json given = steps.take("transfer", one("field", "Thủ tục hành chính"));
    CHECK(given["status"] == "transferred");
    CHECK(given["field"] == "tthc");
    CHECK(given["department"] == "hanh_chinh_cong");
    CHECK(given["version"] == 4);
    CHECK(given["due_at"].is_string());
    CHECK_FALSE(given.contains("messages"));
    CHECK(steps.take("ask", one("text", "Which office?"))["due_at"].is_null());
    CHECK(steps.say("It is the one at the market") == steps.code);
    CHECK(steps.done("ticket.show", one("code", steps.code))["status"] == "transferred");
    CHECK(steps.take("resolve", one("text", "Open from 7:30 on"))["status"] == "resolved");
    CHECK(steps.take("publish", one("text", "Open from 7:30 on"))["public_text"] == "Open from 7:30 on");
    CHECK(steps.take("reopen", one("text", "Closed again"))["status"] == "in_progress");

    std::string actions;
    const Json shown = steps.done("ticket.show", one("code", steps.code));
    for (const Json& event : shown["events"])
        if (event["actor"] == "console" && event["action"] != "reveal")
            actions += event["action"].get<std::string>() + ' ';
    CHECK(actions == "verify classify transfer ask accept resolve publish reopen ");
    CHECK(steps.done("store.verify")["sound"] == true);
}

TEST_CASE("a step that is not possible says what is", "[operations]")
{
    Steps steps;
    CHECK_THAT(steps.refuse("accept"), Contains("received") && Contains("verify") && !Contains("publish"));
    CHECK_THAT(steps.refuse("approve"), Contains("received"));
    CHECK_THAT(steps.refuse("dance"), Contains("dance") && Contains("classify"));
    CHECK_THAT(steps.refuse("verify", one("code", "LS-26-0042")), Contains("no ticket LS-26-0042"));
    CHECK_THAT(steps.refuse("verify", one("days", 3)), Contains("days"));
    CHECK_THAT(steps.refuse("classify", one("field", "moon")), Contains("moon") && Contains("giao_thong"));
    CHECK_THAT(steps.refuse("nature", one("nature", "bad")), Contains("bad") && Contains("petition"));

    steps.take("transfer", one("field", "tthc"));
    CHECK_THAT(steps.refuse("approve"), Contains("langnghe ticket extend " + steps.code));
    CHECK_THAT(steps.refuse("verify", one("version", 1)), Contains("verify") || Contains("version 4"));
    CHECK_THAT(steps.refuse("accept", one("version", 1)), Contains("version 4"));
    steps.take("nature", one("nature", "complaint"));
    CHECK_THAT(steps.refuse("reject", one("text", "Not ours")), Contains("complaint") && Contains("never rejected"));
}

TEST_CASE("a step that is not complete says what is missing", "[operations]")
{
    Steps steps;
    CHECK_THAT(steps.refuse("ask"), Contains("langnghe ticket ask " + steps.code));
    CHECK_THAT(steps.refuse("transfer"), Contains("--field"));
    CHECK_THAT(steps.refuse("classify"), Contains("langnghe ticket classify " + steps.code));
    CHECK_THAT(steps.refuse("merge", one("master", steps.code)), Contains("another ticket"));

    steps.done("user.add", {{"name", "An"}, {"roles", Json::array({"handler"})}, {"department", "tram_y_te"}});
    steps.take("transfer", one("field", "giao_thong"));
    CHECK_THAT(steps.refuse("assign", one("person", "An")), Contains("kinh_te"));
    CHECK_THAT(steps.refuse("assign", one("person", "Binh")), Contains("Binh"));
    CHECK_THAT(steps.refuse("extend", one("text", "Rain")), Contains("1 to 60"));
    CHECK_THAT(steps.refuse("resolve", one("text", "Mended")), Contains("--file"));
    CHECK_THAT(steps.refuse("resolve", {{"text", "Mended"}, {"files", Json::array({"ab"})}}), Contains("SHA-256"));
    CHECK(steps.take("resolve", {{"text", "It cannot be"}, {"kind", "impossible"}})["result"]["kind"] == "impossible");
}

TEST_CASE("what was sealed is nobody's on the command line", "[operations]")
{
    Steps steps;
    const Json sealed = steps.take("nature", one("nature", "denunciation"));
    CHECK_FALSE(sealed.contains("channel"));
    for (const char* step : {"verify", "accept", "unmerge", "approve"})
        CHECK_THAT(steps.refuse(step), Contains("sealed") && Contains("keeper"));
    CHECK_THAT(steps.refuse("nature", one("nature", "question")), Contains("keeper"));
}

TEST_CASE("the server's owner keeps a ticket from a department or an official, and lets them in", "[operations]")
{
    Steps steps;
    const auto kept = [&] { return steps.done("ticket.show", one("code", steps.code))["kept_from"].dump(); };
    steps.done("user.add", {{"name", "An"}, {"roles", Json::array({"handler"})}, {"department", "tram_y_te"}});
    CHECK_THAT(steps.refuse("keep-from", one("kept_from", "Binh")), Contains("Binh") && Contains("user list"));
    CHECK(kept() == "[]");
    steps.take("keep-from", {{"kept_from", "An"}, {"text", "The words are about him"}});
    steps.take("keep-from", one("kept_from", "kinh_te"));
    CHECK(kept() == R"(["An","Phòng Kinh tế"])");
    CHECK_THAT(steps.refuse("transfer", {{"field", "giao_thong"}, {"department", "kinh_te"}}),
               Contains("kept from An, Phòng Kinh tế"));
    steps.take("let-in", one("kept_from", "kinh_te"));
    CHECK_THAT(steps.refuse("let-in", one("kept_from", "kinh_te")), Contains("not kept from them"));
    CHECK(steps.take("transfer", {{"field", "giao_thong"}, {"department", "kinh_te"}})["status"] == "transferred");
    CHECK(kept() == R"(["An"])");
    CHECK(steps.done("store.verify")["sound"] == true);
}

TEST_CASE("two tickets become one and two again", "[operations]")
{
    Steps steps;
    const auto master = steps.code;
    steps.code = steps.say("The office is closed", "701");
    const Json merged = steps.take("merge", one("master", master));
    CHECK(merged["status"] == "merged");
    CHECK(merged["merged_into"] == master);
    CHECK(steps.done("ticket.show", one("code", master))["voices"] == 2);
    CHECK(steps.take("unmerge")["status"] == "received");
    CHECK(steps.done("ticket.show", one("code", master))["voices"] == 1);
}

} // namespace
} // namespace langnghe::test
