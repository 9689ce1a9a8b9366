#include "adapters/zalo_oa/mentions.hpp"

#include <algorithm>

namespace langnghe::zalo_oa {
namespace {

constexpr std::string_view opening = "[@";
constexpr std::size_t longest_mention = 64; // bytes of the id

bool is_id(std::string_view text)
{
    const auto good = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= longest_mention && std::all_of(text.begin(), text.end(), good);
}

} // namespace

Mentions strip_mentions(std::string_view text, std::string_view oa_id)
{
    Mentions found;
    while (!text.empty()) {
        const auto start = text.find(opening);
        found.text += text.substr(0, start);
        if (start == std::string_view::npos)
            break;
        text.remove_prefix(start);
        const auto end = text.find(']');
        const auto id = end == std::string_view::npos ? std::string_view{} : text.substr(2, end - 2);
        if (!is_id(id))
            found.text += opening;
        found.of_us = found.of_us || (!id.empty() && id == oa_id);
        text.remove_prefix(is_id(id) ? end + 1 : opening.size());
        // What stood around one must not become another.
        if (found.text.ends_with('[') && text.starts_with('@'))
            found.text += ' ';
    }
    return found;
}

std::string disarm_mentions(std::string text)
{
    for (auto at = text.find(opening); at != std::string::npos; at = text.find(opening, at))
        text.insert(at + 1, 1, ' ');
    return text;
}

} // namespace langnghe::zalo_oa
