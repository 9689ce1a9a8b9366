#include "tests/unit/zalo_oa/account.hpp"

using namespace langnghe;
using namespace langnghe::zalo_oa;

namespace {

constexpr std::string_view entry =
    R"({"src":1,"time":1795230061337,"type":"text","message":"\u0110\u00e8n h\u1ecfng","message_id":"m1","from_id":"42","to_id":"200"})";

BacklogPage read(std::string body)
{
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 200;
    answer.body = std::move(body);
    return ZaloOaPlatform{options()}.read_backlog(answer);
}

InboundEvent event_in(std::string_view members)
{
    const auto page = read(fmt::format(
        R"({{"error":0,"data":[{{"src":1,"time":"1795230061337","message_id":"m1","from_id":"42",{}}}]}})", members));
    REQUIRE(page.events.size() == 1);
    const auto events = ZaloOaPlatform{options()}.parse(page.events.front().body, now);
    REQUIRE(events.size() == 1);
    return events.front();
}

Message message_in(std::string_view members)
{
    const auto event = event_in(members);
    REQUIRE(std::holds_alternative<Message>(event.content));
    return std::get<Message>(event.content);
}

} // namespace

TEST_CASE("the history is asked for with one JSON parameter, ten at a time")
{
    const ZaloOaPlatform account{options()};
    CHECK(account.recent_chats(20).url ==
          "https://openapi.zalo.me/v2.0/oa/listrecentchat?data=%7B%22count%22%3A10%2C%22offset%22%3A20%7D");
    CHECK(account.conversation("42", 0).url ==
          "https://openapi.zalo.me/v2.0/oa/"
          "conversation?data=%7B%22count%22%3A10%2C%22offset%22%3A0%2C%22user_id%22%3A%2242%22%7D");
    CHECK(account.recent_chats(0).method == "GET");
}

TEST_CASE("a message of the history has the key that the webhook's would have")
{
    const auto by_webhook = event_of(
        R"("event_name":"user_send_text","sender":{"id":"42"},"recipient":{"id":"200"},"message":{"msg_id":"m1","text":"x"})");
    for (const auto* shape : {R"({{"error":0,"data":[{}]}})", R"({{"error":0,"data":{{"data":[{}]}}}})"}) {
        const auto page = read(fmt::format(fmt::runtime(shape), entry));
        REQUIRE(page.events.size() == 1);
        CHECK(page.events.front().chat == "42");
        CHECK(page.events.front().at == from_millis(1'795'230'061'337));
        const auto events = ZaloOaPlatform{options()}.parse(page.events.front().body, now);
        REQUIRE(events.size() == 1);
        CHECK(events.front().key == by_webhook.key);
        CHECK(events.front().at == by_webhook.at);
        CHECK(std::get<Message>(events.front().content).chat.id == "42");
    }
}

TEST_CASE("types of the history become what the webhook calls them")
{
    CHECK(message_in(
              R"("type":"photo","url":"https://f.zdn.vn/p.jpg","thumb":"https://f.zdn.vn/t.jpg","description":"hố")")
              .attachments.front()
              .kind == AttachmentKind::photo);
    CHECK(message_in(R"("type":"photo","url":"https://f.zdn.vn/p.jpg","description":"sụt lún")").text == "sụt lún");
    CHECK(message_in(R"("type":"voice","url":"https://f.zdn.vn/v.aac")").attachments.front().kind ==
          AttachmentKind::audio);
    CHECK(message_in(R"("type":"links","links":[{"url":"https://x.vn","title":"T"}])").attachments.front().kind ==
          AttachmentKind::link);
    for (const auto* place :
         {R"("{\"longitude\":106.5,\"latitude\":20.9}")", R"({"longitude":"106.5","latitude":20.9})"}) {
        const auto message = message_in(fmt::format(R"("type":"location","location":{})", place));
        REQUIRE(message.position.has_value());
        CHECK(message.position->latitude == Approx(20.9));
        CHECK(message.position->longitude == Approx(106.5));
    }
    CHECK(std::holds_alternative<Unknown>(event_in(R"("type":"nosupport")").content)); // parked, not lost
}

TEST_CASE("our own messages and what is not readable are no events, errors no page")
{
    const auto page = read(R"({"error":0,"data":[{"src":0,"time":1795230061337,"type":"text","message":"a",)"
                           R"("message_id":"m","from_id":"200","to_id":"42"},{"src":1},7]})");
    REQUIRE(page.events.size() >= 2);
    CHECK(page.events[0].body.empty());
    CHECK(page.events[0].chat == "42");
    CHECK(page.events[1].body.empty());
    const auto refused = read(R"({"error":-216,"message":"Access token is invalid"})");
    CHECK(refused.outcome.token_refused);
    CHECK(refused.events.empty());
}

TEST_CASE("the end of the account's package is warned of a month before")
{
    const ZaloOaPlatform account{options()};
    const auto warning = [&](const char* date, TimePoint at) {
        PlatformAnswer answer;
        answer.body = fmt::format(
            R"({{"error":0,"data":{{"oa_id":"200","package_name":"Premium","package_valid_through_date":"{}"}}}})",
            date);
        return account.read_warning(answer, at);
    };
    const TimePoint day = std::chrono::sys_days{std::chrono::year{2026} / 12 / 31};
    CHECK(warning("31/12/2026", day - std::chrono::days{40}).empty());
    CHECK(warning("31/12/2026", day - std::chrono::days{20}).find("ends on 31/12/2026") != std::string::npos);
    CHECK(warning("31/12/2026", day + std::chrono::hours{10}).find("ends") != std::string::npos); // its last day
    CHECK(warning("31/12/2026", day + std::chrono::days{2}).find("ended on") != std::string::npos);
    for (const auto* odd : {"", "2026-12-31", "32/13/2026", "1/2", "a/b/c", "-1/1/2026"})
        CHECK(warning(odd, day).empty());
}
