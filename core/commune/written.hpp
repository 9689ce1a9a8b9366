#pragma once
// How people write what is looked for in their words: with diacritics, or hardly any.

#include <string>
#include <string_view>

namespace langnghe {

// Lower case with diacritics, tones in one style, single spaces.
std::string accented(std::string_view text);

// A message whose words are looked up folded; only what passes that is read with its diacritics.
class Written
{
public:
    explicit Written(std::string_view text) : text_(text) {}

    // Whether a phrase that its folded words contain is meant: it stands there, or the message has hardly a diacritic.
    // `phrase`: accented().
    bool means(const std::string& phrase);

private:
    std::string_view text_;
    std::string accented_;
    bool bare_ = false;
};

} // namespace langnghe
