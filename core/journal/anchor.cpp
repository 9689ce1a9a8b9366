#include "core/journal/anchor.hpp"

#include "core/text/utf8.hpp"

#include <algorithm>
#include <charconv>

namespace langnghe::journal {
namespace {

constexpr std::size_t digits = 32;

} // namespace

std::optional<Anchor> anchor_from(std::string_view text)
{
    Anchor anchor{0, std::string{text::trim(text)}};
    std::ranges::transform(anchor.text, anchor.text.begin(),
                           [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c; });
    const auto colon = anchor.text.find(':');
    if (colon == std::string::npos || anchor.text.size() != colon + 1 + digits ||
        anchor.text.find_first_not_of("0123456789abcdef", colon + 1) != std::string::npos)
        return std::nullopt;
    const char* const end = anchor.text.data() + colon;
    const auto read = std::from_chars(anchor.text.data(), end, anchor.seq);
    if (read.ec != std::errc{} || read.ptr != end || anchor.seq < 1)
        return std::nullopt;
    return anchor;
}

Held compare(Tx& tx, const Anchor& anchor)
{
    const auto entries = tx.journal().after(anchor.seq - 1, 1);
    if (entries.empty() || entries.front().seq != anchor.seq)
        return Held::gone;
    return journal::anchor(anchor.seq, entries.front().hash) == anchor.text ? Held::holds : Held::broken;
}

} // namespace langnghe::journal
