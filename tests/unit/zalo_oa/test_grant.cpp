#include "core/credentials/keep.hpp"
#include "tests/unit/zalo_oa/account.hpp"

#include <algorithm>

using namespace langnghe;
using namespace langnghe::zalo_oa;
using Kind = credentials::GrantAnswer::Kind;

namespace {

ZaloOaPlatform account(bool prove = false)
{
    auto made = options();
    made.app_secret_key = Secret{"AppSecret"};
    made.prove_secret = prove;
    made.oauth_base = "https://oauth.example";
    return ZaloOaPlatform{std::move(made)};
}

PlatformAnswer answered(unsigned status, std::string body)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

credentials::GrantAnswer read(unsigned status, std::string body)
{
    return account().read_grant(answered(status, std::move(body)));
}

std::string header(const PlatformCall& call, std::string_view name)
{
    const auto found = std::ranges::find(call.headers, name, [](const auto& entry) { return entry.first; });
    return found == call.headers.end() ? std::string{} : found->second;
}

} // namespace

TEST_CASE("a refresh is a form with the app secret in a header")
{
    const auto call = account().refresh(Secret{"re/fresh+"});
    CHECK(call.method == "POST");
    CHECK(call.url == "https://oauth.example/v4/oa/access_token");
    CHECK(header(call, "secret_key") == "AppSecret");
    CHECK(header(call, "Content-Type") == "application/x-www-form-urlencoded");
    CHECK(call.body == "refresh_token=re%2Ffresh%2B&app_id=100&grant_type=refresh_token");
    const auto exchange = account().exchange(Secret{"c"}, Secret{"v"});
    CHECK(exchange.body == "code=c&app_id=100&grant_type=authorization_code&code_verifier=v");
}

TEST_CASE("the address of the permission page names redirect, challenge and state")
{
    const auto url = account().authorize_url({"https://xa.vn/a b", "chal_-", "st"});
    CHECK(url == "https://oauth.example/v4/oa/permission?app_id=100&redirect_uri=https%3A%2F%2Fxa.vn%2Fa%20b"
                 "&code_challenge=chal_-&state=st");
}

TEST_CASE("a pair comes with its life as a text or a number")
{
    const auto text = read(200, R"({"access_token":"A","refresh_token":"R","expires_in":"90000"})");
    CHECK(text.kind == Kind::renewed);
    CHECK(text.tokens.access.equals("A"));
    CHECK(text.tokens.refresh.equals("R"));
    CHECK(text.life == std::chrono::seconds{90'000});
    CHECK(read(200, R"({"access_token":"A","refresh_token":"R","expires_in":3600})").life == std::chrono::hours{1});
    for (const auto* odd : {R"("soon")", "null", "-5", "1e99", R"("99999999999999999999")"}) {
        CAPTURE(odd);
        const auto life = read(200, fmt::format(R"({{"access_token":"A","expires_in":{}}})", odd)).life;
        CHECK(life >= std::chrono::seconds{60});
        CHECK(life <= std::chrono::days{30});
    }
}

TEST_CASE("an answer without an access token is a failure, whatever its status")
{
    struct Row
    {
        unsigned status;
        const char* body;
        Kind kind;
    };
    const Row rows[]{
        {200, R"({"error":-14014,"error_name":"Invalid refresh token"})", Kind::dead},
        {200, R"({"error":"-14014","error_name":"Invalid refresh token"})", Kind::dead},
        {200, R"({"error":-118,"message":"Invalid grant"})", Kind::dead},
        {200, R"({"error_name":"Something","error_reason":"","ref_doc":""})", Kind::refused},
        {200, R"({"error":-32,"message":"limit"})", Kind::refused},
        {400, R"({"error":-14003,"error_name":"Invalid redirect uri"})", Kind::refused},
        {403, "<html>blocked</html>", Kind::refused},
        {429, "", Kind::refused},
        {200, "", Kind::doubtful},
        {200, "<html>", Kind::doubtful},
        {200, "{}", Kind::doubtful},
        {200, R"({"access_token":"","refresh_token":"R"})", Kind::doubtful},
        {200, R"({"access_token":null})", Kind::doubtful},
        {200, R"({"access_token":17})", Kind::doubtful},
        {200, R"({"error":0})", Kind::doubtful},
        {408, "", Kind::doubtful},
        {500, "", Kind::doubtful},
        {502, "<html>bad gateway</html>", Kind::doubtful},
        {504, "", Kind::doubtful},
    };
    for (const Row& row : rows) {
        CAPTURE(row.status, row.body);
        const auto answer = read(row.status, row.body);
        CHECK(answer.kind == row.kind);
        CHECK(answer.tokens.access.empty());
        CHECK_FALSE(answer.error.empty());
    }
}

TEST_CASE("what never left is known not to have, what was written is not")
{
    PlatformAnswer answer;
    answer.error = "no connection";
    CHECK(account().read_grant(answer).kind == Kind::not_sent);
    answer.stage = PlatformAnswer::Stage::written;
    CHECK(account().read_grant(answer).kind == Kind::doubtful);
}

TEST_CASE("an error does not repeat what could be a token")
{
    const auto answer =
        read(200, R"({"error":-14014,"error_name":"Invalid token Xk93jd0sKQ2mz81kdMs0alKd93k of app"})");
    CHECK(answer.error == "-14014 Invalid token *** of app");
}

TEST_CASE("appsecret_proof is sent where the console demands it")
{
    auto plain = account();
    CHECK(header(plain.probe(), "appsecret_proof").empty());
    auto proving = account(true);
    proving.use(Secret{"NEXT"});
    const auto call = proving.probe();
    CHECK(header(call, "access_token") == "NEXT");
    CHECK(header(call, "appsecret_proof") == hash::to_hex(hash::bytes_of(hash::hmac_sha256("AppSecret", "NEXT"))));
}

TEST_CASE("a refused token is told apart from other reasons to stop")
{
    const auto platform = account();
    const auto outcome = [&](const char* body) { return platform.read(answered(200, body), {}); };
    for (const auto* body : {R"({"error":-216})", R"({"error":216})", R"({"error":"-220"})", R"({"error":-401})",
                             R"({"error":-201,"message":"access_token is invalid!"})"}) {
        CAPTURE(body);
        CHECK(outcome(body).token_refused);
        CHECK(outcome(body).kind == Outcome::Kind::channel_paused);
    }
    for (const auto* body :
         {R"({"error":0,"data":{"message_id":"m"}})", R"({"error":-201,"message":"text is invalid!"})",
          R"({"error":-219})", R"({"error":-118})"}) {
        CAPTURE(body);
        CHECK_FALSE(outcome(body).token_refused);
    }
}

TEST_CASE("a spent allowance holds the channel until the next minute")
{
    const auto platform = account();
    auto answer = answered(200, R"({"error":0,"data":{"message_id":"m"}})");
    answer.at = from_millis(1'795'300'020'000 / 60'000 * 60'000 + 20'000);
    answer.headers = {{"x-ratelimit-limit", "4000"}, {"x-ratelimit-remain", "1"}};
    CHECK_FALSE(platform.read(answer, {}).retry_after.has_value());
    answer.headers[1].second = "0";
    const auto last = platform.read(answer, {});
    CHECK(last.kind == Outcome::Kind::accepted);
    CHECK(last.whole_channel);
    CHECK(last.retry_after == std::chrono::seconds{41});

    answer.body = R"({"error":-32,"message":"limit"})";
    const auto over = platform.read(answer, {});
    CHECK(over.kind == Outcome::Kind::retry_at);
    CHECK(over.whole_channel);
    CHECK(over.retry_after == std::chrono::seconds{41});
}
