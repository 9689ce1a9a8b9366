#include "core/channel/error_words.hpp"

#include "core/text/line.hpp"
#include "core/text/normalize.hpp"

namespace langnghe {
namespace {

constexpr std::size_t longest_error = 200;

} // namespace

std::string error_words(std::string_view words, std::string_view secret)
{
    auto cleaned = text::clean_inbound(words); // first: what is invisible could hide the secret
    for (auto at = cleaned.find(secret); !secret.empty() && at != std::string::npos; at = cleaned.find(secret, at + 3))
        cleaned.replace(at, secret.size(), "***");
    return text::on_one_line(cleaned, longest_error);
}

std::string lower_ascii(std::string_view text)
{
    std::string lower{text};
    for (auto& c : lower)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

} // namespace langnghe
