#include "tests/unit/zalo_oa/account.hpp"

#include <set>

using namespace langnghe;
using namespace langnghe::zalo_oa;

namespace {

std::string from_user(std::string_view event, std::string_view message)
{
    return fmt::format(R"("event_name":"{}","sender":{{"id":"300"}},"recipient":{{"id":"200"}},"message":{{{}}})",
                       event, message);
}

std::string in_group(std::string_view message)
{
    return fmt::format(R"("event_name":"user_send_group_text","oa_id":"200","sender":{{"id":"300"}},)"
                       R"("recipient":{{"id":"7c1e"}},"message":{{{}}})",
                       message);
}

std::string attached(std::string_view type, std::string_view payload)
{
    return fmt::format(R"("msg_id":"m1","attachments":[{{"type":"{}","payload":{}}}])", type, payload);
}

} // namespace

TEST_CASE("the press of our own button is told from what people type")
{
    const auto press = content_of<ButtonPress>(from_user("user_send_text", R"("msg_id":"m1","text":"#ln:v:26-1:3 ")"));
    CHECK(press.data == "ln:v:26-1:3");
    CHECK(press.from.id == "300");
    CHECK(press.chat.id == "300");
    for (const auto* text : {"#HOTRO", "ln:v:1", "# ln:v:1", "xem #ln:v:1"})
        CHECK(
            content_of<Message>(from_user("user_send_text", fmt::format(R"("msg_id":"m1","text":"{}")", text))).text ==
            text);
}

TEST_CASE("mention markup leaves a group's text, so that a command stands first")
{
    const auto read = [](std::string_view text) {
        return content_of<Message>(in_group(fmt::format(R"("msg_id":"m1","text":"{}")", text)));
    };
    CHECK(read("[@200] /ghi đèn hỏng").text == "/ghi đèn hỏng");
    CHECK(read("[@200] /ghi").addressed);
    CHECK(read("[@200][@300] a [@7c1e]b").text == "a b");
    CHECK_FALSE(read("[@300] x").addressed);
    CHECK(read("[@ 200] x").text == "[@ 200] x");
    CHECK(read("[@200 x").text == "[@200 x");
    CHECK(read("x [@").text == "x [@");
    CHECK(read("[@]").text == "[@]");
    const auto bare = read(R"([@200]","quote_msg_id":"q9)");
    CHECK(bare.text.empty());
    CHECK(bare.addressed);
    CHECK(bare.reply_to == "q9");
    CHECK(bare.chat.kind == ChatKind::group);
    CHECK(bare.chat.id == "7c1e");
    // In private nothing is markup.
    CHECK(content_of<Message>(from_user("user_send_text", R"("msg_id":"m","text":"[@200] x")")).text == "[@200] x");
}

TEST_CASE("each shape of a place that is reported is read")
{
    for (const auto* payload : {R"({"coordinates":{"latitude":"20.25","longitude":"105.5"}})",
                                R"({"coordinates":{"latitude":20.25,"longitude":105.5}})",
                                R"({"latitude":"20.25","longitude":"105.5"})", R"({"lat":20.25,"long":105.5})"}) {
        CAPTURE(payload);
        const auto message = content_of<Message>(from_user("user_send_location", attached("location", payload)));
        REQUIRE(message.position.has_value());
        CHECK(message.position->latitude == 20.25);
        CHECK(message.position->longitude == 105.5);
    }
    for (const auto* payload : {R"({"coordinates":{"latitude":"x","longitude":"105"}})", "{}", "null",
                                R"({"coordinates":{"latitude":"20","longitude":"1805"}})"})
        CHECK(std::holds_alternative<Unknown>(
            event_of(from_user("user_send_location", attached("location", payload))).content));
}

TEST_CASE("a business card is a contact with a phone")
{
    const auto message = content_of<Message>(from_user(
        "user_send_business_card",
        R"("msg_id":"m1","text":"Chị Lan","attachments":[{"type":"link","payload":{"url":"https://z.example",)"
        R"("description":"{\"phone\":\"84900000002\",\"qrCodeUrl\":\"https://q.example\"}"}}])"));
    REQUIRE(message.attachments.size() == 1);
    CHECK(message.attachments[0].kind == AttachmentKind::contact);
    CHECK(message.attachments[0].source == "84900000002");
    CHECK(message.attachments[0].name == "Chị Lan");
}

TEST_CASE("a file's size may be text or a number, and never negative")
{
    for (const auto& [size, bytes] : std::vector<std::pair<std::string, std::int64_t>>{
             {"\"233947\"", 233947}, {"233947", 233947}, {"\"-1\"", 0}, {"-1", 0}, {"\"x\"", 0}, {"1.5", 0}}) {
        CAPTURE(size);
        const auto payload = fmt::format(R"({{"url":"https://f.example/a.pdf","name":"a.pdf","size":{}}})", size);
        const auto message = content_of<Message>(from_user("user_send_file", attached("file", payload)));
        REQUIRE(message.attachments.size() == 1);
        CHECK(message.attachments[0].bytes == bytes);
    }
}

TEST_CASE("the words under a video are the message's words")
{
    const auto payload = R"({"url":"https://v.example/a.mp4","description":"Xe quá tải"})";
    CHECK(content_of<Message>(from_user("user_send_video", attached("video", payload))).text == "Xe quá tải");
}

TEST_CASE("messages seen together are one event each")
{
    const std::string body =
        R"({"app_id":"100","timestamp":"1","event_name":"user_seen_message","sender":{"id":"200"},)"
        R"("recipient":{"id":"300"},"message":{"msg_ids":["a","b",7,null]}})";
    const auto reception = receive(body, {{"X-ZEvent-Signature", mac(app_id, body, "1")}});
    REQUIRE(reception.events.size() == 3);
    std::set<std::string> keys;
    for (const auto& event : reception.events) {
        keys.insert(event.key);
        const auto& receipt = std::get<Receipt>(event.content);
        CHECK(receipt.kind == ReceiptKind::seen);
        CHECK(receipt.chat == "300");
        CHECK(receipt.messages.size() == 1);
    }
    CHECK(keys == std::set<std::string>{"seen/a/200", "seen/b/200", "seen/7/200"});
}

TEST_CASE("a reaction's key tells icons and times apart, and taking it back has no icon")
{
    const auto heart = event_of(from_user("user_reacted_message", R"("msg_id":"m1","react_icon":"/-heart")"));
    const auto gone = event_of(from_user("user_reacted_message", R"("msg_id":"m1","react_icon":"/-remove")"));
    CHECK(heart.key == "reaction/m1/300//-heart/1795230061337");
    CHECK(gone.key != heart.key);
    CHECK(std::get<Reaction>(heart.content).icon == "/-heart");
    CHECK(std::get<Reaction>(gone.content).icon.empty());
}

TEST_CASE("an echo and a receipt of one message are not the same event")
{
    const auto by_account = [](std::string_view event, std::string_view sender) {
        return fmt::format(
            R"("event_name":"{}","sender":{{{}}},"recipient":{{"id":"300"}},"message":{{"msg_id":"m1"}})", event,
            sender);
    };
    const auto echo = event_of(by_account("oa_send_text", R"("id":"200")"));
    const auto staff = event_of(by_account("oa_send_text", R"("id":"200","admin_id":"900")"));
    const auto received = event_of(by_account("user_received_message", R"("id":"200")"));
    CHECK(echo.key != received.key);
    CHECK(std::get<Echo>(echo.content).staff.empty());
    CHECK(std::get<Echo>(staff.content).staff == "900");
    CHECK(std::get<Receipt>(received.content).kind == ReceiptKind::delivered);
}

TEST_CASE("events of another account and the console's test are left alone")
{
    for (
        const auto* members :
        {R"("event_name":"user_send_text","sender":{"id":"1"},"recipient":{"id":"3"},"message":{"text":"x","msg_id":"m"})",
         R"("event_name":"oa_send_text","sender":{"id":"3"},"recipient":{"id":"1"},"message":{"text":"x","msg_id":"m"})",
         R"("event_name":"follow","oa_id":"3","follower":{"id":"1"})",
         R"("event_name":"change_oa_daily_quota","oaId":"3")",
         R"("event_name":"user_send_group_text","oa_id":"3","sender":{"id":"1"},"recipient":{"id":"g"},"message":{"text":"x","msg_id":"m"})"}) {
        CAPTURE(members);
        CHECK(content_of<Ignored>(members).reason == "for another official account, or a test of the console");
    }
}

TEST_CASE("the chat button and a withdrawal name their user")
{
    CHECK(content_of<Contact>(R"("event_name":"user_click_chatnow","oa_id":"200","user_id":"300")").who.id == "300");
    CHECK(content_of<Withdrawal>(R"("event_name":"user_withdraw","user_id":"300","user_id_by_app":"1")").who.id ==
          "300");
    CHECK(std::holds_alternative<Unknown>(event_of(R"("event_name":"user_withdraw","user_id_by_app":"1")").content));
}

TEST_CASE("older names of events are known")
{
    CHECK_FALSE(content_of<GroupChange>(R"("event_name":"disperse_group","oa_id":"200","group_id":"g")").present);
    CHECK(content_of<GroupMembers>(
              R"("event_name":"react_request_join_group_accept","oa_id":"200","group_id":"g","users":[{"id":"1"}])")
              .change == GroupMembers::Change::joined);
    CHECK(content_of<GroupMembers>(R"("event_name":"user_leave_group","oa_id":"200","group_id":"g","users":[{"id":7}])")
              .people == std::vector<std::string>{"7"});
    CHECK(std::holds_alternative<Message>(
        event_of(from_user("user_send_gif", attached("gif", R"({"url":"https://g.example/a.gif"})"))).content));
}

TEST_CASE("what bears a citizen's words without saying whose is kept raw")
{
    CHECK(std::holds_alternative<Unknown>(
        event_of(R"("event_name":"user_feedback","oa_id":"200","message":{"note":"x","rate":5,"msg_id":"m"})")
            .content));
}

TEST_CASE("a receipt of a template bears a telephone number as its chat, and nothing else changes")
{
    const std::string body = R"({"app_id":"100","timestamp":"1","event_name":"user_received_message",)"
                             R"("sender":{"id":"200"},"recipient":{"id":"84900000002"},)"
                             R"("message":{"delivery_time":"1795230000900","msg_id":"m1","tracking_id":"t"}})";
    const auto reception =
        receive(body, {{"X-ZEvent-Signature", mac(app_id, body, "1")}, {"X-ZEvent-Server", "ZNS"}, {"num_retry", "2"}});
    REQUIRE(reception.events.size() == 1);
    CHECK(std::get<Receipt>(reception.events[0].content).messages == std::vector<std::string>{"m1"});
    CHECK(reception.events[0].at == from_millis(1'795'230'000'900));
    CHECK(reception.events[0].key.find("849") == std::string::npos);
}

TEST_CASE("an unknown event is kept under the hash of its body")
{
    const auto event = event_of(R"("event_name":"user_send_hologram","x":1)");
    CHECK(std::holds_alternative<Unknown>(event.content));
    CHECK(event.type == "unknown");
    CHECK(event.key.size() == 5 + 64);
    CHECK(event.key != event_of(R"("event_name":"user_send_hologram","x":2)").key);
}

TEST_CASE("a timestamp may be a number, and one that cannot be is replaced")
{
    const auto at = [](const std::string& written, std::string_view digits) {
        const auto body =
            fmt::format(R"({{"app_id":"100","timestamp":{},"event_name":"follow","follower":{{"id":"3"}}}})", written);
        const auto reception = receive(body, {{"X-ZEvent-Signature", mac(app_id, body, digits)}});
        REQUIRE(reception.events.size() == 1);
        return reception.events[0].at;
    };
    CHECK(at("1795230061337", "1795230061337") == from_millis(1'795'230'061'337));
    CHECK(at("\"1795230061337\"", "1795230061337") == from_millis(1'795'230'061'337));
    CHECK(at("\"154390853474\"", "154390853474") == now);
    CHECK(at("\"99999999999999999999\"", "99999999999999999999") == now);
    CHECK(at("\"soon\"", "soon") == now);
}

TEST_CASE("ids at the edge of 64 bits are exact or absent")
{
    const auto with_id = [](std::string_view id) {
        return fmt::format(
            R"("event_name":"user_send_text","sender":{{"id":{0}}},"message":{{"text":"x","msg_id":{0}}})", id);
    };
    for (const auto* id : {"9007199254740991", "9007199254740993", "9223372036854775807"}) {
        CHECK(content_of<Message>(with_id(id)).id == id);
        CHECK(content_of<Message>(with_id(id)).from.id == id);
    }
    CHECK(content_of<Message>(with_id("\"9223372036854775808\"")).id == "9223372036854775808");
    for (const auto* id : {"9223372036854775808", "1e3", "1.0", "true", "null", "[]"})
        CHECK(std::holds_alternative<Unknown>(event_of(with_id(id)).content));
}

TEST_CASE("a parked body is read again without its signature")
{
    const ZaloOaPlatform platform{options()};
    const auto events = platform.parse(R"({"event_name":"follow","follower":{"id":"3"}})", now);
    REQUIRE(events.size() == 1);
    CHECK(std::holds_alternative<Contact>(events[0].content));
    CHECK(std::holds_alternative<Unknown>(platform.parse("not json", now).at(0).content));
}
