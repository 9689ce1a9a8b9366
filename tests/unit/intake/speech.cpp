#include "tests/unit/intake/speech.hpp"

#include "core/message/say.hpp"
#include "core/people/notice.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"

namespace langnghe::test {
namespace {

constexpr std::size_t longest = 300;

bool short_enough(const Commune& commune, std::string_view text)
{
    // A list stands in for buttons, which are no part of the text either.
    const std::string choices = commune.say(Say::choices, {{"list", ""}});
    text = text.substr(0, text.find('\n' + choices));
    if (text::utf16_length(text) <= longest)
        return true;
    const std::string first = notice(commune);
    const std::string head = commune.say(Say::tickets_head, {{"count", ""}});
    if (text.starts_with(first))
        return text::utf16_length(first) <= longest && short_enough(commune, text.substr(first.size()));
    const std::string copy = commune.say(Say::rights_copy_head, {{"commune", commune.name}});
    if (text.starts_with(copy.substr(0, copy.find('('))))
        return true; // their own data, as long as it is
    return text.starts_with(head.substr(0, head.find('(')));
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

} // namespace

std::string speech_fault(const Commune& commune, const OutboxItem& item, bool to_citizen)
{
    const std::string& text = item.text;
    if (text.empty() || text::nfc(text) != text)
        return "empty or not NFC: " + text;
    if (text.find_first_of("{}") != std::string::npos)
        return "a brace: " + text;
    for (const Status status : all_statuses)
        if (has(text, name_of(status)))
            return "an English state: " + text;
    for (const char* key : {"citizen.", "officer.", "group.", "part.", "button.", "kind.", "status.", "role."})
        if (has(text, key))
            return "a key: " + text;
    for (const Button& button : item.buttons)
        if (button.title.empty() || has(button.title, "button.") || text::nfc(button.title) != button.title)
            return "a button: " + button.title;
    if (to_citizen && !short_enough(commune, text))
        return "too long: " + text;
    return {};
}

} // namespace langnghe::test
