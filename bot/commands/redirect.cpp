#include "bot/commands/redirect.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe::commands {
namespace {

constexpr std::size_t longest = 4096;

std::string decode(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char byte = 0;
        const auto* digits = text.data() + i + 1;
        const bool escaped = text[i] == '%' && i + 2 < text.size();
        if (escaped && std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
            decoded += static_cast<char>(byte);
            i += 2;
        } else {
            decoded += text[i];
        }
    }
    return decoded;
}

// The members of "a=1&b=2" that matter here.
Redirected read_query(std::string_view query)
{
    Redirected read;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        const auto name = pair.substr(0, equals);
        auto value = decode(pair.substr(std::min(equals + 1, pair.size())));
        if (name == "code")
            read.code = std::move(value);
        else if (name == "state")
            read.state = std::move(value);
        else if (name == "oa_id")
            read.account = std::move(value);
    }
    return read;
}

bool is_code(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

Redirected read_redirect(std::string_view pasted)
{
    const auto text = text::trim(pasted);
    Redirected read;
    if (text.size() > longest) {
        read.wrong = "what was pasted is too long to be a code or an address";
        return read;
    }
    const auto mark = text.find('?');
    if (mark != std::string_view::npos)
        read = read_query(text.substr(mark + 1, text.find('#', mark) - mark - 1));
    else
        read.code = text.starts_with("code=") ? text.substr(5) : text;
    if (!is_code(read.code))
        read.wrong = "there is no code in what was pasted: paste the whole address that the browser shows";
    return read;
}

} // namespace langnghe::commands
