#include "tests/unit/operations/scene.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace langnghe::test {
namespace {

using Catch::Contains;

std::vector<std::string> keys_of(const Json& json)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items())
        keys.push_back(key);
    return keys;
}

using Keys = std::vector<std::string>;

TEST_CASE("a ticket is shown with the fields that the outside relies on", "[operations]")
{
    Stage stage;
    const auto code = stage.say("The road is broken at the bridge");
    CHECK(code == "LS-26-0001");
    const auto ticket = stage.done("ticket.show", {{"code", "ls26 1"}});
    CHECK(keys_of(ticket) == Keys{"code",       "version",      "status",      "kind",       "nature",      "field",
                                  "area",       "place",        "urgency",     "department", "assignee",    "channel",
                                  "created_at", "due_at",       "overdue",     "voices",     "merged_into", "reporter",
                                  "reporters",  "forwarded_by", "kept_from",   "result",     "public_text", "messages",
                                  "events",     "deliveries",   "satisfaction"});
    CHECK(ticket["code"] == code);
    CHECK(ticket["status"] == "received");
    CHECK(ticket["nature"] == "unset");
    CHECK(ticket["channel"] == "telegram");
    CHECK(ticket["created_at"] == to_rfc3339(stage.now));
    CHECK(ticket["due_at"].is_string());
    CHECK(ticket["overdue"] == false);
    CHECK(ticket["reporter"] == Json{{"name", "Reporter 700"}, {"anonymous", false}, {"phone", nullptr}});
    CHECK(ticket["reporters"] == Json::array({ticket["reporter"]}));
    CHECK(ticket["satisfaction"] == Json::array());

    REQUIRE(ticket["messages"].size() == 1);
    const auto& message = ticket["messages"][0];
    CHECK(keys_of(message) == Keys{"id", "at", "from", "kind", "text", "edited", "attachments"});
    CHECK(message["id"].is_string());
    CHECK(message["text"] == "The road is broken at the bridge");

    const auto& first = ticket["events"][0];
    CHECK(keys_of(first) == Keys{"seq", "at", "actor", "action", "from", "to", "note", "hash"});
    CHECK(first["action"] == "receive");
    CHECK(first["to"] == "received");
    CHECK(first["hash"].get<std::string>().size() == 64);
    CHECK_THAT(first["note"].get<std::string>(), !Contains("road"));

    REQUIRE(!ticket["deliveries"].empty());
    CHECK(keys_of(ticket["deliveries"][0]) ==
          Keys{"id", "to", "channel", "kind", "state", "attempts", "last_error", "at"});
    CHECK(ticket["deliveries"][0]["id"].is_string());
    CHECK(ticket["deliveries"][0]["to"] == "700");
}

TEST_CASE("a deadline says where it comes from", "[operations]")
{
    Stage stage;
    stage.now = from_millis(1'795'770'000'000); // Friday, 16:00 on 27/11/2026
    REQUIRE(to_rfc3339(stage.now) == "2026-11-27T16:00:00+07:00");
    const auto code = stage.say("The road is broken at the bridge");
    const auto plain = stage.done("ticket.show", {{"code", code}});
    CHECK(plain["due_at"] == "2026-11-30T10:00:00+07:00");
    CHECK_FALSE(plain.contains("deadline"));
    const auto deadline = stage.done("ticket.show", {{"code", code}, {"explain", true}})["deadline"];
    CHECK(deadline["for"] == "verify");
    CHECK(deadline["from"] == plain["created_at"]);
    CHECK(deadline["working_hours"] == 4);
    CHECK(deadline["due_at"] == plain["due_at"]);
    const Json days =
        Json::array({{{"day", "27/11/2026"}, {"minutes", 90}, {"make_up", nullptr}, {"why_not", nullptr}},
                     {{"day", "28/11/2026"}, {"minutes", 0}, {"make_up", nullptr}, {"why_not", "weekend"}},
                     {{"day", "29/11/2026"}, {"minutes", 0}, {"make_up", nullptr}, {"why_not", "weekend"}},
                     {{"day", "30/11/2026"}, {"minutes", 150}, {"make_up", nullptr}, {"why_not", nullptr}}});
    CHECK(deadline["days"] == days);
}

TEST_CASE("showing a reporter is journalled each time", "[operations]")
{
    Stage stage;
    const auto code = stage.say("The road is broken at the bridge");
    for (int times = 1; times <= 2; ++times) {
        const auto events = stage.done("ticket.show", {{"code", code}})["events"];
        CHECK(events.back()["actor"] == "console");
        CHECK(events.back()["action"] == "reveal");
        CHECK(events.back()["note"] == "by=cli");
        CHECK(events.size() == static_cast<std::size_t>(1 + times));
    }
}

TEST_CASE("a sealed or suspected ticket shows its outside only", "[operations]")
{
    Stage stage;
    const auto code = stage.say("The road is broken at the bridge");
    const bool sealed = GENERATE(true, false);
    stage.write([sealed](Tx& tx) {
        auto ticket = tx.tickets().list({}).front();
        ticket.nature = sealed ? Nature::denunciation : Nature::unset;
        ticket.suspected = !sealed;
        return tx.tickets().save(ticket);
    });
    const auto before = stage.done("store.head")["seq"];
    const auto ticket = stage.done("ticket.show", {{"code", code}});
    CHECK(keys_of(ticket) == Keys{"code", "status", "nature", "created_at", "due_at"});
    CHECK(stage.done("ticket.list") == Json::array({ticket}));
    CHECK(stage.done("store.head")["seq"] == before);
    for (const auto& item : stage.done("outbox.list"))
        CHECK(item["to"].is_null());
}

TEST_CASE("an anonymous reporter has no name", "[operations]")
{
    Stage stage;
    const auto code = stage.say("The road is broken at the bridge");
    stage.write([](Tx& tx) {
        auto ticket = tx.tickets().list({}).front();
        ticket.anonymous = true;
        return tx.tickets().save(ticket);
    });
    const auto ticket = stage.done("ticket.show", {{"code", code}});
    CHECK(ticket["reporter"] == Json{{"name", nullptr}, {"anonymous", true}, {"phone", nullptr}});
    CHECK(ticket["messages"][0]["from"].is_null());
    CHECK(ticket.dump().find("Reporter 700") == std::string::npos);
}

TEST_CASE("a code that is none, or of no ticket, is refused", "[operations]")
{
    Stage stage;
    CHECK_THAT(stage.refused("ticket.show", {{"code", "hello"}}), Contains("hello") && Contains("LS-26-0042"));
    CHECK_THAT(stage.refused("ticket.show", {{"code", "LS-26-0009"}}), Contains("LS-26-0009"));
    CHECK_THAT(stage.refused("ticket.list", {{"status", "lost"}}), Contains("lost") && Contains("in_progress"));
}

TEST_CASE("tickets are listed newest first, without lists and names", "[operations]")
{
    Stage stage;
    stage.say("The road is broken at the bridge", "700");
    stage.say("The lamp is out at the market", "701");
    const auto tickets = stage.done("ticket.list");
    REQUIRE(tickets.size() == 2);
    CHECK(tickets[0]["code"] == "LS-26-0002");
    CHECK_FALSE(tickets[0].contains("messages"));
    CHECK_FALSE(tickets[0].contains("events"));
    CHECK(tickets.dump().find("Reporter") == std::string::npos);
    CHECK(stage.done("ticket.list", {{"limit", 1}}).size() == 1);
    CHECK(stage.done("ticket.list", {{"before", "LS-26-0002"}})[0]["code"] == "LS-26-0001");
    CHECK(stage.done("ticket.list", {{"status", "closed"}}).empty());
    CHECK(stage.done("ticket.list", {{"channel", "zalo"}}).empty());
}

} // namespace
} // namespace langnghe::test
