#include "core/outbox/choices.hpp"

#include "core/message/say.hpp"
#include "core/store/sent.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

namespace langnghe::outbox {
namespace {

// "1" to "9", a full stop or a bracket after it at most; 0 for anything else.
std::size_t number_in(std::string_view text)
{
    text = text::trim(text);
    if (text.size() == 2 && (text[1] == '.' || text[1] == ')'))
        text.remove_suffix(1);
    return text.size() == 1 && text[0] >= '1' && text[0] <= '9' ? static_cast<std::size_t>(text[0] - '0') : 0;
}

// A link needs no number: it stands there to be touched.
bool is_numbered(const Button& button) { return button.url.empty() && !button.data.empty(); }

} // namespace

std::string with_choices(const Catalogue& say, std::string_view text, const std::vector<Button>& buttons,
                         std::size_t longest)
{
    std::string numbered;
    std::string links;
    std::size_t number = 0;
    for (const Button& button : buttons)
        if (is_numbered(button))
            numbered += fmt::format("{}{}. {}", numbered.empty() ? "" : "\n", ++number, button.title);
        else if (!button.url.empty())
            links += fmt::format("\n{}: {}", button.title, button.url);
    std::string list = links;
    if (!numbered.empty())
        list += "\n" + say(Say::choices, {{"list", numbered}});
    const auto taken = text::utf16_length(list);
    return taken < longest ? text::shorten(text, longest - taken) + list : text::shorten(text, longest);
}

std::optional<ButtonPress> choice_in(Context& context, const std::string& channel, const Message& message)
{
    const auto known = context.commune.channels.find(channel);
    const bool has_buttons = known == context.commune.channels.end() || known->second.traits.buttons > 0;
    const auto number = number_in(message.text);
    if (has_buttons || number == 0 || message.edited || !message.attachments.empty() || message.position)
        return std::nullopt;
    const TimePoint since = context.now - context.commune.rules.question_life;
    std::size_t at = 0;
    for (const Button& button : context.tx.sent().last_choices(channel, message.chat.id, since))
        if (is_numbered(button) && ++at == number)
            return ButtonPress{{}, message.chat, message.from, {}, button.data};
    return std::nullopt;
}

} // namespace langnghe::outbox
