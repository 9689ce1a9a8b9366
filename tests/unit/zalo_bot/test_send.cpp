#include "core/text/utf8.hpp"
#include "tests/unit/zalo_bot/bot.hpp"

#include <nlohmann/json.hpp>

using namespace langnghe;
using namespace langnghe::zalo_bot;

TEST_CASE("a message is one plain call to sendMessage")
{
    OutboxItem item;
    item.chat = "6ede9afa66b88fe6d6a9";
    item.text = "Đã tiếp nhận *phản ánh* <b>của</b> anh/chị";
    item.buttons = {{"Phản ánh của tôi", "ln:my", ""}};
    item.reply_to = "2d758cb5e222177a4e35";
    const auto call = bot().send(item);
    CHECK(call.method == "POST");
    CHECK(call.url == "https://bot-api.zaloplatforms.com/bot1459232241454765289:invented-key/sendMessage");
    CHECK(nlohmann::json::parse(call.body) == nlohmann::json{{"chat_id", item.chat}, {"text", item.text}});
}

TEST_CASE("2,000 UTF-16 units are the longest text")
{
    OutboxItem item;
    for (int i = 0; i < 1500; ++i)
        item.text += "😀";
    const auto text = nlohmann::json::parse(bot().send(item).body).at("text").get<std::string>();
    CHECK(text::utf16_length(text) <= 2000);
    CHECK(text::utf16_length(text) >= 1998);
}

TEST_CASE("a photo goes by its address, another file's address goes in the words")
{
    OutboxItem item;
    item.chat = "6ede9afa66b88fe6d6a9";
    item.text = "Kết quả xử lý";
    OutgoingFile file;
    file.kind = AttachmentKind::photo;
    file.name = "ket-qua.jpg";
    file.link = "https://langnghe.example.vn/luong-son/tep/token";
    const auto photo = bot().send(item, {file});
    CHECK(photo.url.ends_with("/sendPhoto"));
    CHECK(nlohmann::json::parse(photo.body) ==
          nlohmann::json{{"chat_id", item.chat}, {"photo", file.link}, {"caption", item.text}});
    item.text.clear();
    CHECK_FALSE(nlohmann::json::parse(bot().send(item, {file}).body).contains("caption"));
    file.kind = AttachmentKind::document;
    item.text = "Công văn";
    const auto document = bot().send(item, {file});
    CHECK(document.url.ends_with("/sendMessage"));
    CHECK(nlohmann::json::parse(document.body).at("text") == "Công văn\nket-qua.jpg: " + file.link);
    CHECK(bot().fetches());
}

TEST_CASE("what the platform can do is told as data")
{
    const auto platform = bot();
    const auto& traits = platform.traits();
    CHECK(traits.longest_text == 2000);
    CHECK(traits.buttons == 0);
    CHECK_FALSE(traits.edits);
    CHECK_FALSE(traits.echoes);
    CHECK_FALSE(traits.takes_files);
    CHECK_FALSE(traits.reply_window.has_value());
    CHECK(traits.quota.messages == 3000);
    CHECK(traits.quota.people == 50);
    CHECK(traits.quota.groups == 3);
}
