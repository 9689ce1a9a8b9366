#include "core/commune/person_name.hpp"

#include "core/text/fold.hpp"

#include <algorithm>

namespace langnghe {
namespace {

// The last words of a text whose words have single spaces between them; all of it where there are not so many.
std::string last_words(const std::string& words, int count)
{
    auto at = words.size();
    for (int i = 0; i < count && at != std::string::npos && at != 0; ++i)
        at = words.rfind(' ', at - 1);
    return at == std::string::npos ? words : words.substr(at + (at == 0 ? 0 : 1));
}

} // namespace

Spoken::Spoken(std::string_view text) : words_(' ' + text::fold_words(text) + ' '), written_(text) {}

bool Spoken::has(std::string_view folded) const
{
    return words_.find(' ' + std::string{folded} + ' ') != std::string::npos;
}

bool Spoken::names(std::string_view person)
{
    const std::string folded = text::fold_words(person);
    const std::string shown = accented(person);
    if (folded.find(' ') != std::string::npos && has(folded))
        return written_.means(shown);
    for (const int length : {1, 2}) {
        const std::string end = last_words(folded, length);
        const bool titled = std::ranges::any_of(
            titles_of_people, [&](std::string_view title) { return has(std::string{title} + ' ' + end); });
        if (!end.empty() && titled && written_.means(last_words(shown, length)))
            return true;
    }
    return false;
}

} // namespace langnghe
