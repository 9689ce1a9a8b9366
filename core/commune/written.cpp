#include "core/commune/written.hpp"

#include "core/text/fold.hpp"

#include <algorithm>

namespace langnghe {
namespace {

// A word that begins with a capital, as names do.
bool is_capitalised(std::string_view word)
{
    const auto inside = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    std::size_t first = 1;
    while (first < word.size() && inside(word[first]))
        ++first;
    const std::string low = text::lower(word);
    return low != word && std::string_view{low}.ends_with(word.substr(std::min(first, word.size())));
}

// At most half of the words, names apart, have a diacritic: somebody who types without them. In ordinary Vietnamese it
// is more, and there the folded form of a phrase may be everyday words.
bool hardly_accented(std::string_view text)
{
    std::size_t total = 0;
    std::size_t marked = 0;
    const std::string composed = text::same_tone_style(text);
    std::string_view left = composed;
    while (!left.empty()) {
        const std::string_view word = left.substr(0, left.find_first_of(" \n\t"));
        left.remove_prefix(std::min(left.size(), word.size() + 1));
        if (word.empty() || is_capitalised(word))
            continue;
        ++total;
        marked += std::ranges::any_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }) ? 1U : 0U;
    }
    return marked * 2 <= total;
}

} // namespace

std::string accented(std::string_view text)
{
    std::string words;
    for (const char c : text::same_tone_style(text::lower(text))) {
        const bool space = c == ' ' || c == '\n' || c == '\t';
        if (!space)
            words += c;
        else if (!words.empty() && words.back() != ' ')
            words += ' ';
    }
    return words;
}

bool Written::means(const std::string& phrase)
{
    if (accented_.empty()) {
        accented_ = accented(text_);
        bare_ = hardly_accented(text_);
    }
    return bare_ || accented_.find(phrase) != std::string::npos;
}

} // namespace langnghe
