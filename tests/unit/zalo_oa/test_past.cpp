#include "tests/unit/zalo_oa/account.hpp"

using namespace langnghe;
using namespace langnghe::zalo_oa;

namespace {

PastPage page_of(std::string body) { return ZaloOaPlatform{options()}.read_past(answer_of(std::move(body)), "7c1e"); }

std::string row(std::string_view members)
{
    return fmt::format(R"({{"src":1,"time":1795230061337,"message_id":"m1","from_id":"6093318827745510264",)"
                       R"("from_display_name":"Trần Lan",{}}})",
                       members);
}

} // namespace

TEST_CASE("a page of a group's past is asked for by offset, and the group is written out")
{
    const auto call = ZaloOaPlatform{options()}.past("7c1e&x", 2);
    CHECK(call.method == "GET");
    CHECK(call.url == "https://openapi.zalo.me/v3.0/oa/group/conversation?group_id=7c1e%26x&offset=20&count=10");
    CHECK(call.headers.front().second == "AT_EXAMPLE");
}

TEST_CASE("a row of the past names author, time and words, without mentions")
{
    for (const auto* shape : {R"({{"error":0,"data":[{}]}})", R"({{"error":0,"data":{{"data":[{}]}}}})"}) {
        const auto one = row(R"("type":"text","message":"[@200] đường hỏng [@7c1e] rồi")");
        const auto page = page_of(fmt::format(fmt::runtime(shape), one));
        CHECK(page.outcome.kind == Outcome::Kind::accepted);
        CHECK_FALSE(page.more);
        REQUIRE(page.messages.size() == 1);
        const auto& [message, at] = page.messages.front();
        CHECK(message.id == "m1");
        CHECK(message.chat.id == "7c1e");
        CHECK(message.chat.kind == ChatKind::group);
        CHECK(message.from.id == "6093318827745510264");
        CHECK(message.from.name == "Trần Lan");
        CHECK_FALSE(message.from.is_bot);
        CHECK(message.text == "đường hỏng  rồi");
        CHECK(message.addressed);
        CHECK(at == from_millis(1'795'230'061'337));
    }
}

TEST_CASE("a row of the past bears its picture, link or place")
{
    const auto message = [](std::string_view members) {
        const auto page = page_of(R"({"error":0,"data":[)" + row(members) + "]}");
        REQUIRE(page.messages.size() == 1);
        return page.messages.front().message;
    };
    const auto photo = message(R"("type":"photo","message":"xem","url":"https://p.zdn.vn/a.jpg","thumb":"https://t")");
    REQUIRE(photo.attachments.size() == 1);
    CHECK(photo.attachments[0].kind == AttachmentKind::photo);
    CHECK(photo.attachments[0].source == "https://p.zdn.vn/a.jpg");
    CHECK(photo.text == "xem");
    const auto links = message(R"("type":"links","links":[{"title":"A","url":"https://a"},{"href":"https://b"},{}])");
    CHECK(links.attachments.size() == 2);
    CHECK(message(R"("type":"location","location":"{\"longitude\":\"105.8\",\"latitude\":\"21.0\"}")").position);
    CHECK(message(R"("type":"location","location":{"longitude":"105.8","latitude":"21.0"})").position);
}

TEST_CASE("rows that say nothing are left out, and count towards a full page")
{
    std::string rows = row(R"("type":"nosupport")");
    for (int i = 1; i < 10; ++i)
        rows += "," + row(R"("type":"text","message":"x")");
    const auto full = page_of(R"({"error":0,"data":[)" + rows + "]}");
    CHECK(full.messages.size() == 9);
    CHECK(full.more);
    const auto odd =
        page_of(R"({"error":0,"data":[1,null,{},{"message_id":"m","from_id":"1","message":"x","time":5}]})");
    CHECK(odd.outcome.kind == Outcome::Kind::accepted);
    CHECK(odd.messages.empty());
}

TEST_CASE("a past that is refused says why")
{
    CHECK(page_of(R"({"error":-403,"message":"OA is not in group"})").outcome.kind == Outcome::Kind::chat_gone);
    CHECK(page_of(R"({"error":-216,"message":"bad"})").outcome.kind == Outcome::Kind::channel_paused);
    CHECK(page_of("garbage").outcome.kind == Outcome::Kind::ambiguous);
    PlatformAnswer none;
    none.error = "no connection";
    CHECK(ZaloOaPlatform{options()}.read_past(none, "7c1e").outcome.kind == Outcome::Kind::temporary);
}

TEST_CASE("our own messages of the past are marked as such")
{
    const auto page =
        page_of(R"({"error":0,"data":[{"src":0,"time":"1795230061337","msg_id":"m1","from_id":"200","message":"x"}]})");
    REQUIRE(page.messages.size() == 1);
    CHECK(page.messages[0].message.from.is_bot);
}

TEST_CASE("what stands around a mention never becomes another")
{
    CHECK(content_of<Message>(R"("oa_id":"200","event_name":"user_send_group_text","sender":{"id":"1"},)"
                              R"("recipient":{"id":"7c1e"},"message":{"msg_id":"m","text":"[[@7c1e]@7c1e] a"})")
              .text.find("[@") == std::string::npos);
    CHECK(content_of<Message>(
              "\"oa_id\":\"200\",\"event_name\":\"user_send_group_text\",\"sender\":{\"id\":\"1\"},"
              "\"recipient\":{\"id\":\"7c1e\"},\"message\":{\"msg_id\":\"m\",\"text\":\"[\u200b@7c1e] a\"}")
              .text == "a");
}
