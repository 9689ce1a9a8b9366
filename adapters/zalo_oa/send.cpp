#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/mentions.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::zalo_oa {
namespace {

constexpr std::string_view private_path = "/v3.0/oa/message/cs";
constexpr std::string_view group_path = "/v3.0/oa/group/message";
constexpr std::string_view anonymous_path = "/v2.0/oa/message";

bool can_show(const Button& button, const ChannelTraits& traits)
{
    if (text::trim(button.title).empty())
        return false;
    if (button.url.empty())
        return !button.data.empty() && button.data.size() <= traits.button_data;
    return button.url.starts_with("https://") || button.url.starts_with("http://");
}

// A press comes back as a text of the payload; '#' is the convention for what no person types.
nlohmann::json draw(const Button& button, const ChannelTraits& traits)
{
    nlohmann::json drawn{{"title", text::shorten(disarm_mentions(button.title), traits.button_title)}};
    drawn["type"] = button.url.empty() ? "oa.query.show" : "oa.open.url";
    if (button.url.empty())
        drawn["payload"] = "#" + button.data;
    else
        drawn["payload"] = {{"url", button.url}};
    return drawn;
}

nlohmann::json draw_all(const std::vector<Button>& buttons, const ChannelTraits& traits)
{
    auto drawn = nlohmann::json::array();
    for (const auto& button : buttons)
        if (drawn.size() < traits.buttons && can_show(button, traits))
            drawn.push_back(draw(button, traits));
    return drawn;
}

nlohmann::json recipient_of(const OutboxItem& item)
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

} // namespace

PlatformCall ZaloOaPlatform::send(const OutboxItem& item) const
{
    nlohmann::json message{{"text", text::shorten(disarm_mentions(item.text), traits_.longest_text)}};
    if (!item.reply_to.empty())
        message["quote_message_id"] = item.reply_to;
    if (auto buttons = draw_all(item.buttons, traits_); !buttons.empty())
        message["attachment"] = {{"type", "template"}, {"payload", {{"buttons", std::move(buttons)}}}};
    nlohmann::json body;
    body["recipient"] = recipient_of(item);
    body["message"] = std::move(message);

    PlatformCall call;
    call.url = options_.api_base;
    call.url += path_of(item);
    call.headers = {{"Content-Type", "application/json"}};
    sign(call);
    call.body = json::dump(body);
    return call;
}

} // namespace langnghe::zalo_oa
