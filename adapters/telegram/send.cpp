#include "adapters/telegram/kinds.hpp"
#include "adapters/telegram/letter.hpp"
#include "adapters/telegram/parameters.hpp"
#include "adapters/telegram/platform.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::telegram {
namespace {

constexpr std::size_t longest_notice = 200;
constexpr std::int64_t longest_poll = 50; // seconds

} // namespace

PlatformCall TelegramPlatform::call(std::string_view method, std::string body) const
{
    PlatformCall call;
    call.url = fmt::format("{}/bot{}/{}", options_.api_base, options_.token.reveal(), method);
    call.headers = {{"Content-Type", "application/json"}};
    call.body = std::move(body);
    call.proxy = options_.proxy;
    return call;
}

PlatformCall TelegramPlatform::send(const OutboxItem& item) const
{
    auto body = address_of(item);
    put_words(body, item.text, "text", traits_.longest_text);
    body["link_preview_options"]["is_disabled"] = true;
    put_keyboard(body, item, traits_);
    return call("sendMessage", json::dump(body));
}

PlatformCall TelegramPlatform::answer_press(const ButtonPress& press, std::string_view text) const
{
    nlohmann::json body{{"callback_query_id", press.id}};
    if (!text.empty())
        body["text"] = text::shorten(text, longest_notice);
    return call("answerCallbackQuery", json::dump(body));
}

// The words as they stood and the choice below them, without a keyboard.
std::optional<PlatformCall> TelegramPlatform::close_buttons(const ButtonPress& press) const
{
    const auto message = whole(press.message);
    if (!message || press.shown.empty() || press.title.empty())
        return std::nullopt;
    nlohmann::json body{{"chat_id", chat_id(press.chat.id)}, {"message_id", *message}};
    put_words(body, press.shown + "\n\n✓ " + press.title, "text", traits_.longest_text);
    body["link_preview_options"]["is_disabled"] = true;
    return call("editMessageText", json::dump(body));
}

PlatformCall TelegramPlatform::poll(std::int64_t offset, std::chrono::seconds wait) const
{
    const nlohmann::json body{
        {"offset", offset},
        {"limit", 100},
        {"timeout", std::clamp<std::int64_t>(wait.count(), 0, longest_poll)},
        {"allowed_updates", wanted_updates},
    };
    return call("getUpdates", json::dump(body));
}

PlatformCall TelegramPlatform::probe() const { return call("getMe", "{}"); }

} // namespace langnghe::telegram
