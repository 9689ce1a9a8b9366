#include "tests/unit/zalo_bot/bot.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>

using namespace langnghe;
using namespace langnghe::zalo_bot;
using Json = nlohmann::json;

namespace {

const std::string hook = "https://langnghe.example.vn/luong-son/hook/zalobot";
const std::string me = R"({"ok":true,"result":{"id":"1459232241454765289","account_name":"bot.VDKyGxQvc",)"
                       R"("account_type":"BASIC","can_join_groups":true}})";

std::string verified(bool ok, std::string_view outcome)
{
    return fmt::format(R"({{"ok":true,"result":{{"url":"{}","verification":{{"ok":{},"outcome":"{}","hint":"h"}}}}}})",
                       hook, ok, outcome);
}

// The calls that were made, by method and body; what the report says afterwards.
struct Talk
{
    Talk(const std::string& webhook, const std::vector<PlatformAnswer>& answers)
    {
        const auto platform = bot();
        ConnectRequest request;
        request.webhook = webhook;
        const auto connecting = platform.connect(std::move(request));
        for (const auto& given : answers) {
            const auto call = connecting->next();
            if (!call)
                break;
            methods.push_back(call->url.substr(call->url.rfind('/') + 1));
            bodies.push_back(Json::parse(call->body));
            connecting->take(given);
        }
        over = !connecting->next();
        report = connecting->report();
    }

    std::vector<std::string> methods;
    std::vector<Json> bodies;
    bool over = false;
    ConnectReport report;
};

} // namespace

TEST_CASE("a webhook is set with its secret, and the platform's test of it is told")
{
    const Talk talk{hook, {answer(me), answer(verified(true, "webhook.ok"))}};
    CHECK(talk.methods == std::vector<std::string>{"getMe", "setWebhook"});
    CHECK(talk.bodies[1] == Json{{"url", hook}, {"secret_token", secret}});
    CHECK(talk.over);
    CHECK(talk.report.trouble.empty());
    CHECK(talk.report.warnings.empty());
    CHECK(talk.report.facts.back() == std::pair<std::string, std::string>{"verification", "webhook.ok"});
}

TEST_CASE("every outcome of the platform's test but the good one comes with what to do")
{
    std::set<std::string> advices;
    for (const auto* outcome : {"webhook.http.403", "webhook.http.404", "webhook.http.5xx", "webhook.http.other",
                                "webhook.err.tls", "webhook.err.unreachable", "webhook.new"}) {
        const Talk talk{hook, {answer(me), answer(verified(false, outcome))}};
        CAPTURE(outcome);
        CHECK(talk.report.trouble.empty()); // the address is saved all the same
        REQUIRE(talk.report.warnings.size() == 1);
        CHECK(talk.report.warnings[0].find(outcome) != std::string::npos);
        advices.insert(
            talk.report.warnings[0].substr(talk.report.warnings[0].find(outcome) + std::string_view{outcome}.size()));
    }
    CHECK(advices.size() == 7);
}

TEST_CASE("a bot that polls has no webhook, and hears what that costs")
{
    const Talk talk{"", {answer(me), answer(R"({"ok":true,"result":true})")}};
    CHECK(talk.methods == std::vector<std::string>{"getMe", "deleteWebhook"});
    CHECK(talk.report.trouble.empty());
    CHECK(talk.report.warnings.size() == 1);
}

TEST_CASE("what went wrong is said, and nothing more is tried")
{
    const Talk refused{hook, {answer(R"({"ok":false,"error_code":401,"description":"Unauthorized"})"), answer(me)}};
    CHECK(refused.methods.size() == 1);
    CHECK(refused.over);
    CHECK(refused.report.trouble == "401 Unauthorized");
    const Talk silent{hook, {PlatformAnswer{}}};
    CHECK(silent.report.no_answer);
    CHECK_FALSE(silent.report.trouble.empty());
    const Talk plain{"http://127.0.0.1/x",
                     {answer(me), answer(R"({"ok":false,"error_code":400,"description":"url"})")}};
    CHECK(plain.report.trouble == "400 url; public_url must be a public https:// address");
    const Talk other{hook, {answer(R"({"ok":true,"result":{}})")}};
    CHECK(other.report.trouble == "the answer is not about a bot");
}

TEST_CASE("a bot that answers for itself is usable")
{
    CHECK(bot().probe().url.ends_with("/getMe"));
    CHECK(bot().read_probe(answer(me)).empty());
    CHECK(bot().read_probe(answer(R"({"ok":true,"result":{}})")) == "the answer is not about a bot");
    CHECK(bot().read_probe(answer(R"({"ok":false,"error_code":401,"description":"Unauthorized"})")) ==
          "401 Unauthorized");
}
