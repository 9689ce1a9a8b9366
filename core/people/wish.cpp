#include "core/people/wish.hpp"

#include "core/message/say.hpp"
#include "core/text/fold.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace langnghe {
namespace {

constexpr std::size_t longest = 100; // bytes: no wish is longer

constexpr std::array sentences{std::pair{Say::wish_stop, Wish::stop},
                               std::pair{Say::wish_resume, Wish::resume},
                               std::pair{Say::wish_copy, Wish::copy},
                               std::pair{Say::wish_copy_words, Wish::copy_words},
                               std::pair{Say::wish_erase, Wish::erase},
                               std::pair{Say::wish_terms, Wish::terms},
                               std::pair{Say::wish_erase_agreed, Wish::erase_agreed},
                               std::pair{Say::wish_anonymous, Wish::anonymous}};

// U+2000 to U+206F: quotation marks, dashes, ellipses.
bool is_general_punctuation(std::string_view rest)
{
    return rest.size() >= 3 && rest[0] == '\xE2' && (rest[1] == '\x80' || rest[1] == '\x81');
}

bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

// Lower case with its marks, in one style of placing them.
std::vector<std::string> words_of(std::string_view text)
{
    const std::string plain = text::same_tone_style(text::lower(text));
    std::vector<std::string> words;
    bool inside = false;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const bool mark = is_general_punctuation(std::string_view{plain}.substr(i));
        if (mark)
            i += 2;
        const bool part = !mark && is_word_byte(plain[i]);
        if (part && !inside)
            words.emplace_back();
        if (part)
            words.back() += plain[i];
        inside = part;
    }
    return words;
}

bool begins_with(const std::vector<std::string>& spoken, const std::vector<std::string>& meant,
                 const std::vector<std::string>& bare, bool marks_needed)
{
    if (meant.empty() || spoken.size() < meant.size())
        return false;
    for (std::size_t i = 0; i < meant.size(); ++i)
        if (spoken[i] != meant[i] && (marks_needed || spoken[i] != bare[i]))
            return false;
    return true;
}

} // namespace

// The ways of saying it are parted by '|'.
Wishes::Wishes(const Catalogue& say)
{
    for (const auto& [key, wish] : sentences) {
        const std::string sentence = say(key);
        for (std::string_view left = sentence; !left.empty();) {
            const auto end = std::min(left.find('|'), left.size());
            const std::string_view said = left.substr(0, end);
            left.remove_prefix(std::min(end + 1, left.size()));
            Way way{wish, text::fold_words(said), words_of(said), {}};
            for (const std::string& word : way.words)
                way.bare.push_back(text::fold(word));
            ways_.push_back(std::move(way));
        }
    }
}

std::optional<Wish> Wishes::in(std::string_view text) const
{
    if (text.empty() || text.size() > longest)
        return std::nullopt;
    const std::string folded = text::fold_words(text);
    for (const Way& way : ways_) {
        if (folded != way.folded)
            continue;
        const auto spoken = words_of(text);
        if (spoken.size() == way.words.size() && begins_with(spoken, way.words, way.bare, spoken.size() == 1))
            return way.wish;
    }
    return std::nullopt;
}

// Without marks the word could be somebody's name: then a mark of punctuation or a new line must follow.
bool Wishes::begins_anonymous(std::string_view text) const
{
    const auto head = text.substr(0, std::min(text.find_first_of(",:;.!-\n"), text.size()));
    const auto beginning = head.substr(0, longest);
    const std::string folded = text::fold_words(beginning) + ' ';
    for (const Way& way : ways_) {
        if (way.wish != Wish::anonymous || !folded.starts_with(way.folded))
            continue;
        const auto spoken = words_of(beginning);
        const bool alone = head.size() < text.size() && spoken.size() == way.words.size();
        if (begins_with(spoken, way.words, way.bare, !alone))
            return true;
    }
    return false;
}

} // namespace langnghe
