#include "core/text/cut.hpp"

#include "core/text/utf8.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace langnghe::text {
namespace {

constexpr std::string_view ellipsis = "\xE2\x80\xA6";

// Bytes of the longest prefix of whole code points within `limit` units.
std::size_t bytes_within(std::string_view text, std::size_t limit) noexcept
{
    std::size_t units = 0;
    std::size_t offset = 0;
    while (offset < text.size()) {
        const CodePoint point = decode(text, offset);
        units += point.value > 0xFFFF ? 2U : 1U;
        if (units > limit)
            break;
        offset += point.size;
    }
    return offset;
}

icu::BreakIterator* graphemes()
{
    thread_local const auto iterator = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::BreakIterator> made(
            icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
        return U_SUCCESS(status) ? std::move(made) : nullptr;
    }();
    return iterator.get();
}

// The last grapheme boundary at or before `offset`, which is inside the text; 0 if there is none or ICU fails. One code
// point after `offset` decides, so no more is given to ICU.
std::size_t boundary_before(std::string_view text, std::size_t offset)
{
    text = text.substr(0, offset + decode(text, offset).size);
    icu::BreakIterator* const iterator = graphemes();
    if (iterator == nullptr)
        return 0;
    UErrorCode status = U_ZERO_ERROR;
    UText opened = UTEXT_INITIALIZER;
    utext_openUTF8(&opened, text.data(), static_cast<int64_t>(text.size()), &status);
    iterator->setText(&opened, status); // keeps a shallow clone, replaced before it is read again
    utext_close(&opened);
    if (U_FAILURE(status))
        return 0;
    const auto position = static_cast<int32_t>(offset);
    const int32_t found = iterator->isBoundary(position) ? position : iterator->preceding(position);
    return found > 0 ? static_cast<std::size_t>(found) : 0;
}

bool plain_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

bool ends_sentence(std::string_view before) noexcept
{
    return before.ends_with('.') || before.ends_with('!') || before.ends_with('?') || before.ends_with(ellipsis);
}

// Where the best break of at most `window` bytes stands: white space, or `window` itself. The text does not begin with
// white space and is longer than the window.
std::size_t best_break(std::string_view text, std::size_t window) noexcept
{
    std::size_t line = 0;
    std::size_t sentence = 0;
    std::size_t space = 0;
    for (std::size_t at = 1; at <= window; ++at) {
        if (!plain_space(text[at]))
            continue;
        space = at;
        if (text[at] == '\n')
            line = at;
        if (ends_sentence(text.substr(0, at)))
            sentence = at;
    }
    for (const std::size_t found : {line, sentence}) {
        if (found > 0 && found >= window / 2) // an early one would leave crumbs
            return found;
    }
    return space > 0 ? space : window;
}

std::string_view trim_plain(std::string_view text) noexcept
{
    while (!text.empty() && plain_space(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && plain_space(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::string_view cut_utf16(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    const std::size_t most = bytes_within(text, limit);
    if (most == 0 || most == text.size())
        return text.substr(0, most);
    const std::size_t boundary = boundary_before(text, most);
    return text.substr(0, boundary > 0 ? boundary : most);
}

std::string shorten(std::string_view text, std::size_t limit)
{
    // No text has more units than bytes.
    if (text.size() <= limit || bytes_within(text, limit) == text.size())
        return std::string(text);
    if (limit == 0)
        return {};
    std::string out(trim_plain(cut_utf16(text, limit - 1)));
    out += ellipsis;
    return out;
}

std::vector<std::string> split_utf16(std::string_view text, std::size_t limit)
{
    limit = std::max<std::size_t>(limit, 2);
    std::vector<std::string> pieces;
    for (std::string_view rest = trim_plain(text); !rest.empty();) {
        const std::size_t window = cut_utf16(rest, limit).size();
        const std::size_t taken = window < rest.size() ? best_break(rest, window) : window;
        pieces.emplace_back(trim_plain(rest.substr(0, taken)));
        rest = trim_plain(rest.substr(taken));
    }
    return pieces;
}

} // namespace langnghe::text
