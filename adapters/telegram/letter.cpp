#include "adapters/telegram/letter.hpp"

#include "adapters/telegram/entities.hpp"
#include "adapters/telegram/parameters.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::telegram {
namespace {

constexpr std::size_t row_width = 24; // UTF-16 units of all titles that stand side by side
constexpr std::size_t row_buttons = 5;

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

nlohmann::json address_of(const OutboxItem& item)
{
    nlohmann::json body{{"chat_id", chat_id(item.chat)}};
    if (const auto thread = whole(item.thread))
        body["message_thread_id"] = *thread;
    if (const auto message = whole(item.reply_to))
        body["reply_parameters"] = {{"message_id", *message}, {"allow_sending_without_reply", true}};
    return body;
}

void put_words(nlohmann::json& body, std::string_view text, std::string_view name, std::size_t longest)
{
    std::string words = text::shorten(text, longest);
    if (words.empty() && name != "text")
        return;
    if (auto entities = entities_of(words); !entities.empty())
        body[name == "text" ? "entities" : "caption_entities"] = std::move(entities);
    body[std::string{name}] = std::move(words);
}

void put_keyboard(nlohmann::json& body, const OutboxItem& item, const ChannelTraits& traits)
{
    if (auto rows = keyboard(item.buttons, traits); !rows.empty())
        body["reply_markup"]["inline_keyboard"] = std::move(rows);
}

} // namespace langnghe::telegram
