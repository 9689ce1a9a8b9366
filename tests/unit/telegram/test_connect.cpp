#include "tests/unit/telegram/bot.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::telegram;
using Json = nlohmann::json;

namespace {

const std::string hook = "https://langnghe.example.vn/luong-son/hook/telegram";
const std::string me = R"({"id":7012345678,"is_bot":true,"first_name":"Phản ánh","username":"phananh_p5_bot",)"
                       R"("can_join_groups":true,"can_read_all_group_messages":false})";
const std::string all_kinds = R"(["message","edited_message","callback_query","my_chat_member"])";

PlatformAnswer ok(const std::string& result)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = R"({"ok":true,"result":)" + result + "}";
    return answer;
}

PlatformAnswer refusal(unsigned status, const std::string& words)
{
    auto answer = ok("true");
    answer.status = status;
    answer.body = Json{{"ok", false}, {"error_code", status}, {"description", words}}.dump();
    return answer;
}

std::string info(const std::string& url, const std::string& more = "")
{
    return R"({"url":")" + url + R"(","has_custom_certificate":false,"pending_update_count":0,)" +
           R"("ip_address":"203.0.113.7","allowed_updates":)" + all_kinds + more + "}";
}

// The calls that were made, by method and body; what the report says afterwards.
struct Talk
{
    Talk(const std::string& webhook, const std::vector<PlatformAnswer>& answers, const std::vector<Menu>& menus = {})
    {
        const auto platform = bot();
        const auto connecting = platform.connect({webhook, menus});
        for (const auto& answer : answers) {
            const auto call = connecting->next();
            if (!call)
                break;
            methods.push_back(call->url.substr(call->url.rfind('/') + 1));
            bodies.push_back(Json::parse(call->body));
            connecting->take(answer);
        }
        over = !connecting->next();
        report = connecting->report();
    }

    std::string fact(const std::string& name) const
    {
        const auto found = std::find_if(report.facts.begin(), report.facts.end(),
                                        [&](const auto& fact) { return fact.first == name; });
        return found == report.facts.end() ? "" : found->second;
    }

    std::vector<std::string> methods;
    std::vector<Json> bodies;
    bool over = false;
    ConnectReport report;
};

} // namespace

TEST_CASE("connecting asks who we are, sets the address with its secret, and looks at what came of it")
{
    const Talk talk{hook, {ok(me), ok("true"), ok(info(hook))}};
    CHECK(talk.methods == std::vector<std::string>{"getMe", "setWebhook", "getWebhookInfo"});
    CHECK(talk.bodies.at(1) == Json{{"url", hook},
                                    {"secret_token", "invented_secret-1"},
                                    {"allowed_updates", Json::parse(all_kinds)},
                                    {"drop_pending_updates", false}});
    CHECK(talk.over);
    CHECK(talk.report.trouble.empty());
    CHECK(talk.report.warnings.empty());
    CHECK(talk.fact("bot") == "@phananh_p5_bot");
    CHECK(talk.fact("webhook") == hook);
    CHECK(talk.fact("waiting_updates") == "0");
    CHECK(talk.fact("ip_address") == "203.0.113.7");
    CHECK(talk.fact("privacy_mode") == "on");
}

TEST_CASE("for polling the address is taken away, and nothing that waits is dropped")
{
    const Talk talk{"", {ok(me), ok("true"), ok(info(""))}};
    CHECK(talk.methods == std::vector<std::string>{"getMe", "deleteWebhook", "getWebhookInfo"});
    CHECK(talk.bodies.at(1) == Json{{"drop_pending_updates", false}});
    CHECK(talk.report.trouble.empty());
    CHECK(talk.fact("receive") == "polling");
    CHECK_FALSE(Talk("", {ok(me), ok("true"), ok(info(hook))}).report.trouble.empty());
}

TEST_CASE("what Telegram holds against the address is told")
{
    const Talk late{hook,
                    {ok(me), ok("true"),
                     ok(info(hook, R"(,"last_error_date":1795280000,"last_error_message":"SSL error {}",)"
                                   R"("max_connections":40)"))}};
    CHECK(late.report.trouble.empty());
    REQUIRE(late.report.warnings.size() == 1);
    CHECK(late.report.warnings[0].find("SSL error") != std::string::npos);
    CHECK(late.fact("last_error").find("2026-") != std::string::npos);

    auto crowded = info(hook);
    crowded.replace(crowded.find("count\":0"), 8, "count\":4711");
    CHECK(Talk(hook, {ok(me), ok("true"), ok(crowded)}).report.warnings.size() == 1);

    auto other_kinds = info(hook);
    other_kinds.replace(other_kinds.find("\"edited_message\","), 17, "");
    CHECK(Talk(hook, {ok(me), ok("true"), ok(other_kinds)}).report.warnings.size() == 1);
    CHECK(Talk(hook, {ok(me), ok("true"), ok(info("https://other.example.vn"))}).report.trouble.find("another") !=
          std::string::npos);
    CHECK_FALSE(Talk(hook, {ok(me), ok("true"), ok(info(""))}).report.trouble.empty());
}

TEST_CASE("a refusal ends it with Telegram's words and what to do")
{
    const Talk port{hook,
                    {ok(me), refusal(400, "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, "
                                          "443 or 8443")}};
    CHECK(port.over);
    CHECK(port.report.trouble.find("only on ports") != std::string::npos);
    CHECK(port.report.trouble.find("put the public address on one of them") != std::string::npos);
    CHECK_FALSE(port.report.no_answer);
    const Talk revoked{hook, {refusal(401, "Unauthorized")}};
    CHECK(revoked.methods.size() == 1);
    CHECK(revoked.report.trouble == "Unauthorized");
    CHECK_FALSE(Talk(hook, {ok(R"({"id":1})")}).report.trouble.empty());
    CHECK_FALSE(Talk(hook, {ok("[]")}).report.trouble.empty());
}

TEST_CASE("no answer is told apart from a refusal")
{
    const Talk talk{hook, {PlatformAnswer{}}};
    CHECK(talk.over);
    CHECK(talk.report.no_answer);
    CHECK(talk.report.trouble == "no connection");
}

TEST_CASE("a bot that hears everything or joins no group is warned of")
{
    const Talk talk{hook,
                    {ok(R"({"id":7012345678,"username":"b","can_join_groups":false,)"
                        R"("can_read_all_group_messages":true})"),
                     ok("true"), ok(info(hook))}};
    CHECK(talk.report.warnings.size() == 2);
    CHECK(talk.fact("privacy_mode") == "off");
}
