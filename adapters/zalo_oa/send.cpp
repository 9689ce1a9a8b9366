// Outbox items as calls. Shapes and limits: developers.zalo.me, consultation messages v3 and GMF, as of November 2026.
#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/mentions.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "core/text/cut.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::zalo_oa {
namespace {

using Json = nlohmann::json;

constexpr std::string_view private_path = "/v3.0/oa/message/cs";
constexpr std::string_view group_path = "/v3.0/oa/group/message";
constexpr std::string_view anonymous_path = "/v2.0/oa/message";
constexpr std::string_view template_path = "/v3.0/oa/message/template";

// An animation must say how large it is drawn.
constexpr int gif_width = 480;
constexpr int gif_height = 360;

bool can_show(const Button& button, const ChannelTraits& traits)
{
    if (text::trim(button.title).empty())
        return false;
    if (button.url.empty())
        return !button.data.empty() && button.data.size() <= traits.button_data;
    return button.url.starts_with("https://") || button.url.starts_with("http://");
}

// A press comes back as a text of the payload; '#' is the convention for what no person types.
Json draw(const Button& button, const ChannelTraits& traits)
{
    Json drawn{{"title", text::shorten(disarm_mentions(button.title), traits.button_title)}};
    drawn["type"] = button.url.empty() ? "oa.query.show" : "oa.open.url";
    if (button.url.empty())
        drawn["payload"] = "#" + button.data;
    else
        drawn["payload"] = {{"url", button.url}};
    return drawn;
}

Json draw_all(const std::vector<Button>& buttons, const ChannelTraits& traits)
{
    auto drawn = Json::array();
    for (const auto& button : buttons)
        if (drawn.size() < traits.buttons && can_show(button, traits))
            drawn.push_back(draw(button, traits));
    return drawn;
}

Json recipient_of(const OutboxItem& item)
{
    if (item.chat_kind == ChatKind::group)
        return {{"group_id", item.chat}};
    if (item.thread.empty())
        return {{"user_id", item.chat}};
    return {{"anonymous_id", item.chat}, {"conversation_id", item.thread}};
}

std::string_view path_of(const OutboxItem& item)
{
    if (item.chat_kind == ChatKind::group)
        return group_path;
    return item.thread.empty() ? private_path : anonymous_path;
}

// The platform counts what is composed.
std::string words_of(const OutboxItem& item, const ChannelTraits& traits)
{
    return text::shorten(disarm_mentions(text::nfc(item.text)), traits.longest_text);
}

Json media_of(const OutgoingFile& file)
{
    const bool moving = file.mime == "image/gif";
    Json element{{"media_type", moving ? "gif" : "image"}, {"attachment_id", file.handle}};
    if (moving) {
        element["width"] = gif_width;
        element["height"] = gif_height;
    }
    return element;
}

Json attachment_of(const std::vector<OutgoingFile>& files)
{
    if (!files.front().mime.starts_with("image/"))
        return {{"type", "file"}, {"payload", {{"token", files.front().handle}}}};
    auto elements = Json::array();
    for (const auto& file : files)
        elements.push_back(media_of(file));
    return {{"type", "template"}, {"payload", {{"template_type", "media"}, {"elements", std::move(elements)}}}};
}

Json message_of(const OutboxItem& item, const ChannelTraits& traits)
{
    Json message = Json::object();
    if (auto words = words_of(item, traits); !words.empty())
        message["text"] = std::move(words);
    if (!item.reply_to.empty())
        message["quote_message_id"] = item.reply_to;
    return message;
}

std::string body_of(const OutboxItem& item, Json message)
{
    return json::dump(Json{{"recipient", recipient_of(item)}, {"message", std::move(message)}});
}

} // namespace

PlatformCall ZaloOaPlatform::call(std::string_view path, std::string body) const
{
    PlatformCall call;
    call.url = options_.api_base;
    call.url += path;
    call.headers = {{"Content-Type", "application/json"}};
    sign(call);
    call.body = std::move(body);
    return call;
}

PlatformCall ZaloOaPlatform::send(const OutboxItem& item) const
{
    if (item.form) {
        Json data = Json::object();
        for (const auto& [name, value] : item.form->fields)
            data[name] = value;
        return call(template_path,
                    json::dump(Json{
                        {"user_id", item.chat}, {"template_id", item.form->id}, {"template_data", std::move(data)}}));
    }
    auto message = message_of(item, traits_);
    if (auto buttons = draw_all(item.buttons, traits_); !buttons.empty()) {
        Json payload{{"buttons", std::move(buttons)}};
        if (button_shape_ == ButtonShape::named)
            payload["template_type"] = "button";
        message["attachment"] = {{"type", "template"}, {"payload", std::move(payload)}};
    }
    return call(path_of(item), body_of(item, std::move(message)));
}

PlatformCall ZaloOaPlatform::send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const
{
    if (files.empty())
        return send(item);
    auto message = message_of(item, traits_);
    message["attachment"] = attachment_of(files);
    return call(path_of(item), body_of(item, std::move(message)));
}

} // namespace langnghe::zalo_oa
