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
