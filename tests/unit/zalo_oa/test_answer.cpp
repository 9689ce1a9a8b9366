#include "core/text/utf8.hpp"
#include "tests/unit/zalo_oa/account.hpp"

using namespace langnghe;
using namespace langnghe::zalo_oa;
using Kind = Outcome::Kind;
using Adjustment = Outcome::Adjustment;

namespace {

PlatformAnswer answered(unsigned status, std::string body)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = status;
    answer.body = std::move(body);
    return answer;
}

Outcome read(const PlatformAnswer& answer, const OutboxItem& item)
{
    return ZaloOaPlatform{options()}.read(answer, item);
}

Outcome refused(std::int64_t code)
{
    return read(answered(200, fmt::format(R"({{"error":{},"message":"words"}})", code)), {});
}

} // namespace

TEST_CASE("every code of the table says what to do next")
{
    const std::map<Kind, std::vector<std::int64_t>> table{
        {Kind::retry_at, {-32, -211, -218, -234}},
        {Kind::temporary, {-100, -200, -9999, -1}},
        {Kind::permanent, {-201, -210, -233, -244, -248}},
        {Kind::chat_gone, {-213, -217, -227, -237, -238, -241, -403}},
        {Kind::window_closed, {-230, -232}},
        {Kind::channel_paused, {-118, -204, -205, -209, -212, -216, -219, -220, -221, -223,
                                -224, -235, -240, -242, -249, -320, -321, -401, -501, -14014}},
    };
    for (const auto& [kind, codes] : table)
        for (const auto code : codes) {
            CAPTURE(code);
            CHECK(refused(code).kind == kind);
            CHECK(refused(code).error == fmt::format("{} words", code));
        }
}

TEST_CASE("a rate limit holds the whole channel for a minute, a quota one chat for an hour")
{
    CHECK(refused(-32).retry_after == Duration{std::chrono::minutes{1}});
    CHECK(refused(-32).whole_channel);
    CHECK(refused(-218).retry_after == Duration{std::chrono::hours{1}});
    CHECK_FALSE(refused(-218).whole_channel);
}

TEST_CASE("an invalid field costs first the quote, then the buttons, then the message")
{
    const auto answer = answered(200, R"({"error":-201,"message":"quote_message_id is invalid!"})");
    const ZaloOaPlatform platform{options()};
    OutboxItem item;
    item.reply_to = "m1";
    item.buttons = {{"A", "ln:a", ""}};
    CHECK(platform.read(answer, item).adjustment == Adjustment::drop_reply);
    item.reply_to.clear();
    CHECK(platform.read(answer, item).adjustment == Adjustment::other_shape);
    CHECK(platform.read(answer, item).adjustment == Adjustment::drop_buttons);
    item.buttons.clear();
    CHECK(platform.read(answer, item).kind == Kind::permanent);
}

TEST_CASE("when the words of a refusal name the buttons, the quote stays")
{
    OutboxItem item;
    item.reply_to = "m1";
    item.buttons = {{"A", "ln:a", ""}};
    const auto answer = answered(200, R"({"error":-201,"message":"attachment is invalid!"})");
    CHECK(read(answer, item).adjustment == Adjustment::other_shape);
    item.buttons.clear();
    CHECK(read(answer, item).adjustment == Adjustment::drop_reply);
}

TEST_CASE("a message whose file is refused goes without it")
{
    OutboxItem item;
    item.text = "x";
    item.files = {OutboxFile{}};
    const auto answer = answered(200, R"({"error":-201,"message":"token is invalid!"})");
    CHECK(read(answer, item).adjustment == Adjustment::drop_files);
    item.reply_to = "m1";
    CHECK(read(answer, item).adjustment == Adjustment::drop_files);
    CHECK(read(answered(200, R"({"error":-201,"message":"quote_message_id is invalid!"})"), item).adjustment ==
          Adjustment::drop_reply);
    // Expired: handed over again, the message waits for that.
    CHECK(read(answered(200, R"({"error":-100,"message":"attachment is expired"})"), item).kind == Kind::temporary);
}

TEST_CASE("once a shape of buttons was taken, a refusal is about the buttons themselves")
{
    const auto refusal = answered(200, R"({"error":-201,"message":"template_type is invalid!"})");
    const auto taken = answered(200, R"({"error":0,"data":{"message_id":"m9"}})");
    OutboxItem item;
    item.chat = "1";
    item.text = "x";
    item.buttons = {{"A", "ln:a", ""}};
    const auto typed = [&](const ZaloOaPlatform& platform) {
        return platform.send(item).body.find(R"("template_type":"button")") != std::string::npos;
    };
    const ZaloOaPlatform platform{options()};
    CHECK_FALSE(typed(platform));
    CHECK(platform.read(refusal, item).adjustment == Adjustment::other_shape);
    CHECK(typed(platform));
    CHECK(platform.read(taken, item).kind == Kind::accepted);
    CHECK(platform.read(refusal, item).adjustment == Adjustment::drop_buttons);
    CHECK(typed(platform));
}

TEST_CASE("what a message cost is read off its answer")
{
    OutboxItem item;
    item.chat = "1";
    const auto charge = [&](const std::string& data) {
        return read(answered(200, R"({"error":0,"data":{"message_id":"m")" + data + "}}"), item).charge;
    };
    CHECK(charge(R"(,"quota":{"quota_type":"reply"})") == Charge::free);
    CHECK(charge(R"(,"quota":{"quota_type":"welcome_msg","remain":"1","total":"1"})") == Charge::free);
    CHECK(charge(R"(,"quota":{"quota_type":"sub_quota","remain":"7"})") == Charge::package);
    CHECK(charge(R"(,"quota":{"quota_type":"purchase_quota"})") == Charge::package);
    CHECK(charge("") == Charge::money);
    item.form = Form{"204512", {}};
    CHECK(charge("") == Charge::money);
    item.form.reset();
    item.chat_kind = ChatKind::group;
    CHECK(charge("") == Charge::none);
}

TEST_CASE("a template that cannot be sent does not stop the channel")
{
    OutboxItem item;
    item.chat = "1";
    item.form = Form{"204512", {}};
    for (const auto code : {-211, -249, -320, -321, -230}) {
        CAPTURE(code);
        CHECK(read(answered(200, fmt::format(R"({{"error":{}}})", code)), item).kind == Kind::window_closed);
    }
    CHECK(read(answered(200, R"({"error":-216})"), item).kind == Kind::channel_paused);
    CHECK(read(answered(200, R"({"error":-201,"message":"template_data is invalid!"})"), item).kind == Kind::permanent);
}

TEST_CASE("a code may be text or positive")
{
    CHECK(read(answered(200, R"({"error":"-230"})"), {}).kind == Kind::window_closed);
    CHECK(read(answered(200, R"({"error":216})"), {}).kind == Kind::channel_paused);
    CHECK(read(answered(401, R"({"error":-216})"), {}).kind == Kind::channel_paused);
    CHECK(read(answered(500, R"({"error":-230})"), {}).kind == Kind::window_closed);
    CHECK(read(answered(200, R"({"error":"-99999999999999999999"})"), {}).kind == Kind::ambiguous);
}

TEST_CASE("an answer in the token service's shape stops the channel")
{
    CHECK(read(answered(200, R"({"error_name":"Invalid token","error_reason":""})"), {}).kind == Kind::channel_paused);
}

TEST_CASE("only an answer that says so is success")
{
    CHECK(read(answered(200, R"({"error":0,"data":{"message_id":"m9"}})"), {}).message == "m9");
    CHECK(read(answered(200, R"({"data":{"message_id":"m9"}})"), {}).kind == Kind::accepted);
    for (const auto* body : {"", "{}", "[]", "<html>", R"({"error":null})", R"({"data":{}})"}) {
        CAPTURE(body);
        CHECK(read(answered(200, body), {}).kind == Kind::ambiguous);
        CHECK(read(answered(502, body), {}).kind == Kind::temporary);
        CHECK(read(answered(429, body), {}).kind == Kind::retry_at);
        CHECK(read(answered(401, body), {}).kind == Kind::channel_paused);
    }
    PlatformAnswer none;
    CHECK(read(none, {}).kind == Kind::temporary);
    none.stage = PlatformAnswer::Stage::written;
    CHECK(read(none, {}).kind == Kind::ambiguous);
}

TEST_CASE("the words of an error are short and without the token")
{
    const auto outcome =
        read(answered(200, fmt::format(R"({{"error":-200,"message":"AT_EXAMPLE {}"}})", std::string(500, 'x'))), {});
    CHECK(outcome.error.starts_with("-200 *** x"));
    CHECK(text::utf16_length(outcome.error) <= 200);
    CHECK(read(answered(200, R"({"error":-200,"message":"a\r\nb\rAT_\u200bEXAMPLE"})"), {}).error == "-200 a b ***");
}

TEST_CASE("the probe notices a token of another account")
{
    const ZaloOaPlatform platform{options()};
    CHECK(platform.probe().method == "GET");
    CHECK(platform.probe().url == "https://openapi.zalo.me/v2.0/oa/getoa");
    CHECK(platform.read_probe(answered(200, R"({"error":0,"data":{"oa_id":"200","name":"X"}})")).empty());
    CHECK(platform.read_probe(answered(200, R"({"error":0,"data":{"oaid":200}})")).empty());
    CHECK_FALSE(platform.read_probe(answered(200, R"({"error":0,"data":{"oa_id":"201"}})")).empty());
    CHECK(platform.read_probe(answered(200, R"({"error":-216,"message":"invalid"})")) == "-216 invalid");
    CHECK_FALSE(platform.read_probe({}).empty());
}
