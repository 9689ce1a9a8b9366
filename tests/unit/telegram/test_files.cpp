#include "tests/unit/telegram/bot.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::telegram;

namespace {

OutgoingFile file(AttachmentKind kind, std::string name, std::string content)
{
    OutgoingFile file;
    file.kind = kind;
    file.name = std::move(name);
    file.mime = kind == AttachmentKind::photo ? "image/jpeg" : "application/pdf";
    file.content = std::move(content);
    return file;
}

OutboxItem item(std::string text)
{
    OutboxItem item;
    item.chat = "-1002471352452";
    item.thread = "12";
    item.reply_to = "2207";
    item.text = std::move(text);
    return item;
}

// The content of a field of the form; empty when there is none.
std::string field(const PlatformCall& call, const std::string& name)
{
    const std::string head = "form-data; name=\"" + name + "\"\r\n\r\n";
    const auto at = call.body.find(head);
    if (at == std::string::npos)
        return {};
    const auto from = at + head.size();
    return call.body.substr(from, call.body.find("\r\n--", from) - from);
}

} // namespace

TEST_CASE("a photo goes out in a form, with its words, place and buttons")
{
    auto out = item("Đã sửa xong LS-26-0042");
    out.buttons = {{"Xem", "v:1", ""}};
    const auto call = bot().send(out, {file(AttachmentKind::photo, "ảnh.jpg",
                                            "\xff\xd8"
                                            "bytes")});
    CHECK(call.url.ends_with("/sendPhoto"));
    REQUIRE(call.headers.size() == 1);
    CHECK(call.headers[0].second.starts_with("multipart/form-data; boundary="));
    CHECK(field(call, "chat_id") == "-1002471352452");
    CHECK(field(call, "message_thread_id") == "12");
    CHECK(field(call, "caption") == "Đã sửa xong LS-26-0042");
    CHECK(nlohmann::json::parse(field(call, "caption_entities"))[0]["type"] == "code");
    CHECK(nlohmann::json::parse(field(call, "reply_parameters"))["allow_sending_without_reply"] == true);
    CHECK(nlohmann::json::parse(field(call, "reply_markup")).contains("inline_keyboard"));
    CHECK(call.body.find("name=\"photo\"; filename=\"ảnh.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8"
                         "bytes\r\n") != std::string::npos);
}

TEST_CASE("another file is a document, without words no caption")
{
    const auto call = bot().send(item(""), {file(AttachmentKind::document, "biên bản.pdf", "%PDF")});
    CHECK(call.url.ends_with("/sendDocument"));
    CHECK(call.body.find("name=\"document\"; filename=\"biên bản.pdf\"") != std::string::npos);
    CHECK(call.body.find("caption") == std::string::npos);
}

TEST_CASE("several go as one album, whose first item bears the words")
{
    const auto call = bot().send(
        item("Hai ảnh"), {file(AttachmentKind::photo, "1.jpg", "one"), file(AttachmentKind::photo, "2.jpg", "two")});
    CHECK(call.url.ends_with("/sendMediaGroup"));
    CHECK(nlohmann::json::parse(field(call, "media")) ==
          nlohmann::json::parse(R"([{"type":"photo","media":"attach://file0","caption":"Hai ảnh"},)"
                                R"({"type":"photo","media":"attach://file1"}])"));
    CHECK(call.body.find("name=\"file1\"; filename=\"2.jpg\"") != std::string::npos);
    const auto mixed = bot().send(
        item(""), {file(AttachmentKind::photo, "1.jpg", "one"), file(AttachmentKind::document, "2.pdf", "two")});
    CHECK(nlohmann::json::parse(field(mixed, "media"))[0]["type"] == "document");
}

TEST_CASE("what is wrong with the files alone leaves the words")
{
    OutboxItem out = item("x");
    out.files.emplace_back();
    for (const auto* words : {"Bad Request: PHOTO_INVALID_DIMENSIONS", "Bad Request: IMAGE_PROCESS_FAILED",
                              "Bad Request: file must be non-empty", "Bad Request: message caption is too long",
                              "Bad Request: wrong file identifier/HTTP URL specified"}) {
        CAPTURE(words);
        PlatformAnswer answer;
        answer.stage = PlatformAnswer::Stage::answered;
        answer.status = 400;
        answer.body = nlohmann::json{{"ok", false}, {"error_code", 400}, {"description", words}}.dump();
        const auto outcome = bot().read(answer, out);
        CHECK(outcome.kind == Outcome::Kind::adjust);
        CHECK(outcome.adjustment == Outcome::Adjustment::drop_files);
        CHECK(bot().read(answer, item("x")).kind == Outcome::Kind::permanent);
    }
}

TEST_CASE("too large as a whole leaves the words too, and an album is known by its first message")
{
    OutboxItem out = item("x");
    out.files.emplace_back();
    PlatformAnswer answer;
    answer.stage = PlatformAnswer::Stage::answered;
    answer.status = 413;
    answer.body = R"({"ok":false,"error_code":413,"description":"Request Entity Too Large"})";
    CHECK(bot().read(answer, out).adjustment == Outcome::Adjustment::drop_files);
    answer.status = 200;
    answer.body = R"({"ok":true,"result":[{"message_id":7},{"message_id":8}]})";
    CHECK(bot().read(answer, out).message == "7");
}
