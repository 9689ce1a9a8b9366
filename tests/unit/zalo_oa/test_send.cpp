#include "core/text/utf8.hpp"
#include "tests/unit/zalo_oa/account.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::zalo_oa;

namespace {

OutboxItem item(std::string text)
{
    OutboxItem item;
    item.chat = "6093318827745510264";
    item.text = std::move(text);
    return item;
}

PlatformCall call_of(const OutboxItem& item) { return ZaloOaPlatform{options()}.send(item); }

nlohmann::json message_of(const OutboxItem& item) { return nlohmann::json::parse(call_of(item).body)["message"]; }

bool has_header(const PlatformCall& call, const std::string& name, const std::string& value)
{
    for (const auto& header : call.headers)
        if (header.first == name)
            return header.second == value;
    return false;
}

} // namespace

TEST_CASE("each kind of chat has its own address")
{
    auto out = item("x");
    CHECK(call_of(out).url == "https://openapi.zalo.me/v3.0/oa/message/cs");
    CHECK(has_header(call_of(out), "access_token", "AT_EXAMPLE"));
    out.chat_kind = ChatKind::group;
    CHECK(call_of(out).url == "https://openapi.zalo.me/v3.0/oa/group/message");
    CHECK(nlohmann::json::parse(call_of(out).body)["recipient"] == nlohmann::json{{"group_id", out.chat}});
    out.chat_kind = ChatKind::private_chat;
    out.thread = "conv-1";
    CHECK(call_of(out).url == "https://openapi.zalo.me/v2.0/oa/message");
}

TEST_CASE("a new access token is used from the next call on")
{
    ZaloOaPlatform platform{options()};
    platform.use(Secret{"NEXT"});
    CHECK(has_header(platform.send(item("x")), "access_token", "NEXT"));
    CHECK(has_header(platform.probe(), "access_token", "NEXT"));
}

TEST_CASE("passed-on words can mention nobody")
{
    for (const auto* text : {"[@7c1e] x", "[[@7c1e] x", "a[@1][@2]", "[@[@7c1e]"}) {
        auto out = item(text);
        out.buttons = {{text, "ln:a", ""}};
        CHECK(call_of(out).body.find("[@") == std::string::npos);
    }
    CHECK(message_of(item("[@7c1e] x"))["text"] == "[ @7c1e] x");
    CHECK(message_of(item("a@b [x]"))["text"] == "a@b [x]");
}

TEST_CASE("text and titles are cut to what Zalo takes")
{
    std::string text;
    for (int i = 0; i < 2500; ++i)
        text += "ộ";
    auto out = item(text);
    out.buttons.assign(9, {std::string(150, 't'), "ln:a", ""});
    const auto message = message_of(out);
    CHECK(text::utf16_length(message["text"].get<std::string>()) == 2000);
    const auto buttons = message["attachment"]["payload"]["buttons"];
    CHECK(buttons.size() == 5);
    CHECK(text::utf16_length(buttons[0]["title"].get<std::string>()) == 100);
}

TEST_CASE("the guard against mentions does not lengthen a full text over the limit")
{
    std::string text;
    while (text.size() < 2000)
        text += "[@";
    CHECK(text::utf16_length(message_of(item(text))["text"].get<std::string>()) <= 2000);
}

TEST_CASE("words are composed before they are counted and sent")
{
    CHECK(message_of(item("Tie\u0302\u0301ng"))["text"] == "Tiếng");
}

TEST_CASE("approved words go by user id, with the fields by name")
{
    auto out = item("words that nobody sees");
    out.reply_to = "m1";
    out.buttons = {{"A", "ln:a", ""}};
    out.form = Form{"204512", {{"ma_phan_anh", "PA-2026-000123"}, {"trang_thai", "Đã xử lý"}}};
    const auto call = call_of(out);
    CHECK(call.url == "https://openapi.zalo.me/v3.0/oa/message/template");
    CHECK(nlohmann::json::parse(call.body) ==
          nlohmann::json{{"user_id", out.chat},
                         {"template_id", "204512"},
                         {"template_data", {{"ma_phan_anh", "PA-2026-000123"}, {"trang_thai", "Đã xử lý"}}}});
}

TEST_CASE("a picture stands with its words, a file alone")
{
    const ZaloOaPlatform platform{options()};
    OutgoingFile photo;
    photo.mime = "image/jpeg";
    photo.handle = "H1";
    const auto body = [&](const OutboxItem& out, const OutgoingFile& file) {
        return nlohmann::json::parse(platform.send(out, {file}).body)["message"];
    };
    auto out = item("Ảnh sau khi xử lý");
    out.reply_to = "m1";
    auto drawn = body(out, photo);
    CHECK(drawn["text"] == "Ảnh sau khi xử lý");
    CHECK(drawn["quote_message_id"] == "m1");
    CHECK(drawn["attachment"]["type"] == "template");
    CHECK(drawn["attachment"]["payload"]["template_type"] == "media");
    CHECK(drawn["attachment"]["payload"]["elements"] ==
          nlohmann::json::array({{{"media_type", "image"}, {"attachment_id", "H1"}}}));
    photo.mime = "image/gif";
    drawn = body(out, photo);
    CHECK(drawn["attachment"]["payload"]["elements"][0].contains("width"));
    OutgoingFile file;
    file.mime = "application/pdf";
    file.handle = "T1";
    drawn = body(item(""), file);
    CHECK(drawn == nlohmann::json{{"attachment", {{"type", "file"}, {"payload", {{"token", "T1"}}}}}});
    auto to_group = item("");
    to_group.chat_kind = ChatKind::group;
    CHECK(platform.send(to_group, {file}).url.ends_with("/v3.0/oa/group/message"));
}

TEST_CASE("each kind of file is handed over where it belongs, under a name with an extension")
{
    const ZaloOaPlatform platform{options()};
    const auto upload = [&](std::string mime, std::string name) {
        OutgoingFile file;
        file.mime = std::move(mime);
        file.name = std::move(name);
        file.content = "BYTES";
        return platform.upload(item(""), file).value();
    };
    const auto photo = upload("image/png", "anh");
    CHECK(photo.url == "https://openapi.zalo.me/v2.0/oa/upload/image");
    CHECK(photo.body.find("name=\"file\"; filename=\"anh.png\"") != std::string::npos);
    CHECK(photo.body.find("\r\n\r\nBYTES\r\n--") != std::string::npos);
    CHECK(photo.headers.front().second.starts_with("multipart/form-data; boundary="));
    CHECK(has_header(photo, "access_token", "AT_EXAMPLE"));
    CHECK(upload("image/gif", "").url.ends_with("/upload/gif"));
    const auto file = upload("application/pdf", "ket qua.pdf");
    CHECK(file.url.ends_with("/upload/file"));
    CHECK(file.body.find("filename=\"ket qua.pdf\"") != std::string::npos);
}

TEST_CASE("an upload is done when the platform names what it took")
{
    const ZaloOaPlatform platform{options()};
    const auto read = [&](std::string body) { return platform.read_upload(answer_of(std::move(body))); };
    CHECK(read(R"({"error":0,"data":{"attachment_id":"A1"}})").handle == "A1");
    CHECK(read(R"({"error":0,"data":{"token":"T1"}})").handle == "T1");
    CHECK(read(R"({"error":0,"data":{"token":"T1"}})").reusable > std::chrono::days{6});
    CHECK(read(R"({"error":0,"data":{}})").outcome.kind == Outcome::Kind::permanent);
    CHECK(read(R"({"error":-210,"message":"file is over limit"})").outcome.kind == Outcome::Kind::permanent);
    CHECK(read(R"({"error":-216,"message":"x"})").outcome.kind == Outcome::Kind::channel_paused);
}

TEST_CASE("a button is a text that comes back, or a page")
{
    auto out = item("x");
    out.buttons = {{"A", "ln:v:1", ""},
                   {"B", "", "https://e.vn"},
                   {"C", "", ""},
                   {"D", "", "ftp://e.vn"},
                   {"E", std::string(901, 'd'), ""}};
    const auto buttons = message_of(out)["attachment"]["payload"]["buttons"];
    REQUIRE(buttons.size() == 2);
    CHECK(buttons[0] == nlohmann::json{{"title", "A"}, {"type", "oa.query.show"}, {"payload", "#ln:v:1"}});
    CHECK(buttons[1]["type"] == "oa.open.url");
    CHECK(buttons[1]["payload"]["url"] == "https://e.vn");
    out.buttons = {{"C", "", ""}};
    CHECK_FALSE(message_of(out).contains("attachment"));
}
