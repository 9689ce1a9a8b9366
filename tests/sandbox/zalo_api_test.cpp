#include "tests/sandbox/lab.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::test;
using sandbox::Network;

namespace {

struct Row
{
    std::string path;
    json body;
    int error = 0;
    std::string message;
};

json text_to(const std::string& user, const std::string& text)
{
    return {{"recipient", {{"user_id", user}}}, {"message", {{"text", text}}}};
}

json with_buttons(json body, std::size_t count, const std::string& title, const json& payload)
{
    json buttons = json::array();
    for (std::size_t i = 0; i < count; ++i)
        buttons.push_back({{"title", title}, {"type", "oa.query.show"}, {"payload", payload}});
    body["message"]["attachment"] = {{"type", "template"}, {"payload", {{"buttons", buttons}}}};
    return body;
}

std::string times(std::size_t count, const std::string& unit)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += unit;
    return out;
}

constexpr auto cs = "/v3.0/oa/message/cs";
constexpr auto to_group = "/v3.0/oa/group/message";

} // namespace

TEST_CASE("Zalo refuses with HTTP 200 and its own error numbers")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        const auto group = lab.group(Network::zalo, {lan});
        const auto left = lab.group(Network::zalo, {lan});
        REQUIRE(lab.pocket->set_bot_inside(left, false).has_value());
        sandbox::NewPerson stranger;
        stranger.name = "Người lạ";
        stranger.acquainted = false;
        const auto unknown = lab.pocket->add_person(stranger).value();
        const auto telegram = lab.person(Network::telegram);
        json into{{"recipient", {{"group_id", group}}}, {"message", {{"text", "Kính chào bà con"}}}};
        json into_left = into;
        into_left["recipient"]["group_id"] = left;
        json into_none = into;
        into_none["recipient"]["group_id"] = lan;
        json image = text_to(lan, "ảnh");
        image["message"]["attachment"] = {{"type", "image"}, {"payload", {{"url", "https://example.vn/a.jpg"}}}};
        json quote = text_to(lan, "a");
        quote["message"]["quote_message_id"] = "ae23b94ccaf714337e4c";
        json empty_quote = text_to(lan, "a");
        empty_quote["message"]["quote_message_id"] = "";

        const std::vector<Row> rows{
            {cs, text_to(lan, times(2000, "ă")), 0, "Success"},
            {cs, text_to(lan, times(2001, "a")), -210, "text is over limit"},
            {cs, text_to(lan, ""), -201, "text is invalid!"},
            {cs, text_to("12345", "a"), -201, "user_id is invalid!"},
            {cs, text_to(telegram, "a"), -201, "user_id is invalid!"},
            {cs, text_to(unknown, "a"), -213, "User has not followed OA"},
            {cs, json::array(), -201, "body is invalid!"},
            {cs, {{"recipient", {{"user_id", lan}}}}, -201, "message is invalid!"},
            {cs, image, -201, "attachment is invalid!"},
            {cs, quote, -201, "quote_message_id is invalid!"},
            {cs, empty_quote, -201, "quote_message_id is invalid!"},
            {cs, with_buttons(text_to(lan, "a"), 5, "Xem", "#xem"), 0, "Success"},
            {cs, with_buttons(text_to(lan, "a"), 6, "Xem", "#xem"), -210, "buttons is over limit"},
            {cs, with_buttons(text_to(lan, "a"), 1, times(101, "a"), "#xem"), -210, "buttons.title is over limit"},
            {cs, with_buttons(text_to(lan, "a"), 1, "Xem", times(1001, "a")), -210, "buttons.payload is over limit"},
            {cs, with_buttons(text_to(lan, "a"), 1, "Xem", 5), -201, "buttons.payload is invalid!"},
            {to_group, into_left, -403, "OA is not in group"},
            {to_group, into_none, -201, "group_id is invalid!"},
            {"/v2.0/oa/message", text_to(lan, "a"), -240, "API has been shut down"},
            {"/v3.0/oa/nothing", json::object(), -201, "api is invalid!"},
        };
        for (const auto& row : rows) {
            const auto reply = co_await lab.zalo(row.path, row.body);
            INFO(row.path << " " << row.error << " " << row.message << " " << reply.raw.substr(0, 200));
            CHECK(reply.status == 200);
            CHECK(reply.body()["error"] == row.error);
            CHECK(reply.body()["message"] == row.message);
        }
        CHECK(lab.pocket->api_calls(Network::zalo) == rows.size());

        net::ClientRequest without;
        without.method = "POST";
        without.url = lab.pocket->base_url() + cs;
        without.headers.push_back({"access_token", "wrong"});
        without.body = text_to(lan, "a").dump();
        const auto refused = co_await lab.send(without);
        CHECK(refused.body() == json({{"error", -216}, {"message", "Access token is invalid"}}));
    };
    lab.run(body);
}

TEST_CASE("a send is answered as documented: quota in 48 hours, billed after, refused after 7 days")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        auto reply = co_await lab.zalo(cs, text_to(lan, "Đã tiếp nhận"));
        const json data = reply.body()["data"];
        CHECK(data["quota"] == json({{"quota_type", "reply"}}));
        CHECK(data["message_id"].get<std::string>().size() == 20);
        CHECK(data["user_id"] == lan);
        CHECK(data["sent_time"] == "1795230000000");
        CHECK(find_header(reply.headers, "X-RateLimit-Limit") == "4000");
        CHECK(lab.pocket->messages(lan).at(0).id == data["message_id"]);

        lab.now += std::chrono::hours{48};
        reply = co_await lab.zalo(cs, text_to(lan, "a"));
        CHECK(reply.body()["error"] == 0);
        CHECK_FALSE(reply.body()["data"].contains("quota"));
        lab.now += std::chrono::hours{5 * 24};
        reply = co_await lab.zalo(cs, text_to(lan, "a"));
        CHECK(reply.body()["error"] == -230);
        REQUIRE(lab.pocket->person_says(lan, lan, "Tôi còn một việc").has_value());
        reply = co_await lab.zalo(cs, text_to(lan, "a"));
        CHECK(reply.body()["error"] == 0);
        REQUIRE(lab.pocket->set_blocked(lan, true).has_value());
        reply = co_await lab.zalo(cs, text_to(lan, "a"));
        CHECK(reply.body()["error"] == -213);
    };
    lab.run(body);
}

TEST_CASE("groups, profiles, the account and website visitors")
{
    Lab lab;
    auto body = [&]() -> asio::awaitable<void> {
        const auto lan = lab.person(Network::zalo);
        const auto group = lab.group(Network::zalo, {lan});
        CHECK(group.size() == 20);
        CHECK(group.find_first_not_of("0123456789abcdef") == std::string::npos);
        const auto said = lab.pocket->person_says(group, lan, "Cống tắc").value();
        json into{{"recipient", {{"group_id", group}}}, {"message", {{"text", "Đã ghi"}}}};
        into["message"]["quote_message_id"] = said;
        auto reply = co_await lab.zalo(to_group, into);
        CHECK(reply.body()["error"] == 0);
        CHECK(reply.body()["data"]["group_id"] == group);
        CHECK(lab.pocket->messages(group).at(1).reply_to == said);

        reply = co_await lab.zalo("/v3.0/oa/group/listmember?offset=0&count=50&group_id=" + group, nullptr);
        CHECK(reply.body()["data"]["members"][1]["user_id"] == lan);
        reply = co_await lab.zalo("/v3.0/oa/group/conversation?offset=1&count=10&group_id=" + group, nullptr);
        REQUIRE(reply.body()["data"].size() == 1);
        CHECK(reply.body()["data"][0]["message_id"] == said);
        CHECK(reply.body()["data"][0]["from_id"] == lan);
        CHECK(reply.body()["data"][0]["message"] == "Cống tắc");

        reply = co_await lab.zalo("/v3.0/oa/user/detail?data=%7B%22user_id%22%3A%22" + lan + "%22%7D", nullptr);
        CHECK(reply.body()["data"]["display_name"] == "Nguyễn Thị Lan");
        CHECK(reply.body()["data"]["user_last_interaction_date"] == "21/11/2026");
        CHECK(reply.body()["data"]["user_is_follower"] == true);
        reply = co_await lab.zalo("/v2.0/oa/getoa", nullptr);
        CHECK(reply.body()["data"]["oa_id"] == lab.options.zalo->oa_id);

        sandbox::NewPerson visitor;
        visitor.name = "Khách";
        visitor.anonymous = true;
        const auto guest = lab.pocket->add_person(visitor).value();
        std::string conversation;
        for (const auto& person : lab.pocket->people())
            if (person.id == guest)
                conversation = person.conversation;
        json to_guest{{"message", {{"text", "Xin chào"}}}};
        to_guest["recipient"] = {{"anonymous_id", guest}, {"conversation_id", conversation}};
        reply = co_await lab.zalo("/v2.0/oa/message", to_guest);
        CHECK(reply.body()["error"] == 0);
        to_guest["recipient"]["conversation_id"] = "conv-other";
        reply = co_await lab.zalo("/v2.0/oa/message", to_guest);
        CHECK(reply.body()["error"] == -201);
    };
    lab.run(body);
}
