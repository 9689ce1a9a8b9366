#include "adapters/zalo_bot/mention.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>

namespace langnghe::zalo_bot {
namespace {

// A letter or digit goes on with the name: "@Bot Ward 50" is not "@Bot Ward 5".
bool ends_here(std::string_view rest)
{
    if (rest.empty())
        return true;
    const auto c = static_cast<unsigned char>(rest.front());
    const bool letter = c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return !letter;
}

// How long the mention at the beginning is, the space after it included; 0: none.
std::size_t mention_at(std::string_view text, const std::vector<std::string>& names)
{
    std::size_t longest = 0;
    for (const std::string& name : names)
        if (!name.empty() && text.substr(1).starts_with(name) && ends_here(text.substr(1 + name.size())))
            longest = std::max(longest, 1 + name.size());
    const bool spaced = longest > 0 && longest < text.size() && text[longest] == ' ';
    return longest + (spaced ? 1 : 0);
}

} // namespace

std::string without_mentions(std::string_view text, const std::vector<std::string>& names)
{
    std::string words;
    while (!text.empty()) {
        const auto at = text.find('@');
        words += text.substr(0, at);
        if (at == std::string_view::npos)
            break;
        text.remove_prefix(at);
        const auto mention = mention_at(text, names);
        if (mention == 0)
            words += '@';
        text.remove_prefix(std::max<std::size_t>(mention, 1));
    }
    return std::string{text::trim(words)};
}

} // namespace langnghe::zalo_bot
