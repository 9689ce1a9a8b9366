#include "adapters/telegram/platform.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace langnghe::telegram {
namespace {

constexpr std::size_t longest_notice = 200;
constexpr std::size_t row_width = 24; // UTF-16 units of all titles that stand side by side
constexpr std::size_t row_buttons = 5;
constexpr std::int64_t longest_poll = 50; // seconds

std::optional<std::int64_t> whole(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(value) != text)
        return {};
    return value;
}

// As a number where it is one: Telegram takes a name like "@channel" too.
nlohmann::json chat_id(const std::string& chat)
{
    const auto number = whole(chat);
    return number ? nlohmann::json(*number) : nlohmann::json(chat);
}

bool can_show(const Button& button, const ChannelTraits& traits)
{
    if (text::trim(button.title).empty())
        return false;
    if (button.url.empty())
        return !button.data.empty() && button.data.size() <= traits.button_data;
    return button.url.starts_with("https://") || button.url.starts_with("http://");
}

nlohmann::json draw(const Button& button, const ChannelTraits& traits)
{
    nlohmann::json drawn{{"text", text::shorten(button.title, traits.button_title)}};
    if (button.url.empty())
        drawn["callback_data"] = button.data;
    else
        drawn["url"] = button.url;
    return drawn;
}

// Short titles stand side by side, so that a score of five is one row.
nlohmann::json keyboard(const std::vector<Button>& buttons, const ChannelTraits& traits)
{
    auto rows = nlohmann::json::array();
    std::size_t width = 0;
    std::size_t shown = 0;
    for (const auto& button : buttons) {
        if (!can_show(button, traits) || shown == traits.buttons)
            continue;
        const auto title = text::utf16_length(button.title);
        if (rows.empty() || width + title > row_width || rows.back().size() == row_buttons) {
            rows.push_back(nlohmann::json::array());
            width = 0;
        }
        rows.back().push_back(draw(button, traits));
        width += title;
        ++shown;
    }
    return rows;
}

} // namespace

PlatformCall TelegramPlatform::call(std::string_view method, std::string body) const
{
    PlatformCall call;
    call.url = fmt::format("{}/bot{}/{}", options_.api_base, options_.token.reveal(), method);
    call.headers = {{"Content-Type", "application/json"}};
    call.body = std::move(body);
    return call;
}

// Never a parse_mode: a citizen's words cannot then break the message or dress it up.
PlatformCall TelegramPlatform::send(const OutboxItem& item) const
{
    nlohmann::json body{
        {"chat_id", chat_id(item.chat)},
        {"text", text::shorten(item.text, traits_.longest_text)},
        {"link_preview_options", {{"is_disabled", true}}},
    };
    if (const auto thread = whole(item.thread))
        body["message_thread_id"] = *thread;
    if (const auto message = whole(item.reply_to))
        body["reply_parameters"] = {{"message_id", *message}, {"allow_sending_without_reply", true}};
    if (auto rows = keyboard(item.buttons, traits_); !rows.empty())
        body["reply_markup"] = {{"inline_keyboard", std::move(rows)}};
    return call("sendMessage", json::dump(body));
}

PlatformCall TelegramPlatform::answer_press(const ButtonPress& press, std::string_view text) const
{
    nlohmann::json body{{"callback_query_id", press.id}};
    if (!text.empty())
        body["text"] = text::shorten(text, longest_notice);
    return call("answerCallbackQuery", json::dump(body));
}

PlatformCall TelegramPlatform::poll(std::int64_t offset, std::chrono::seconds wait) const
{
    const nlohmann::json body{
        {"offset", offset},
        {"limit", 100},
        {"timeout", std::clamp<std::int64_t>(wait.count(), 0, longest_poll)},
        {"allowed_updates", {"message", "edited_message", "callback_query", "my_chat_member"}},
    };
    return call("getUpdates", json::dump(body));
}

PlatformCall TelegramPlatform::probe() const { return call("getMe", "{}"); }

} // namespace langnghe::telegram
