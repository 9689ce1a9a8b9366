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

constexpr std::array sentences{
    std::pair{Say::wish_stop, Wish::stop},          std::pair{Say::wish_resume, Wish::resume},
    std::pair{Say::wish_copy, Wish::copy},          std::pair{Say::wish_erase, Wish::erase},
    std::pair{Say::wish_terms, Wish::terms},        std::pair{Say::wish_erase_agreed, Wish::erase_agreed},
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

bool is_meant(const std::string& spoken, const std::string& meant, bool marks_needed)
{
    return spoken == meant || (!marks_needed && spoken == text::fold(meant));
}

bool begins_with(const std::vector<std::string>& spoken, const std::vector<std::string>& meant, bool marks_needed)
{
    if (meant.empty() || spoken.size() < meant.size())
        return false;
    for (std::size_t i = 0; i < meant.size(); ++i)
        if (!is_meant(spoken[i], meant[i], marks_needed))
            return false;
    return true;
}

// The ways of saying it, parted by '|'.
template <class F>
bool any_way(std::string_view sentence, F fits)
{
    while (!sentence.empty()) {
        const auto end = std::min(sentence.find('|'), sentence.size());
        if (fits(words_of(sentence.substr(0, end))))
            return true;
        sentence.remove_prefix(std::min(end + 1, sentence.size()));
    }
    return false;
}

} // namespace

std::optional<Wish> wish_in(const Catalogue& say, std::string_view text)
{
    if (text.empty() || text.size() > longest)
        return std::nullopt;
    const auto spoken = words_of(text);
    const auto whole = [&spoken](const std::vector<std::string>& meant) {
        return spoken.size() == meant.size() && begins_with(spoken, meant, meant.size() == 1);
    };
    for (const auto& [sentence, wish] : sentences)
        if (any_way(say(sentence), whole))
            return wish;
    return std::nullopt;
}

// Without marks the word could be somebody's name: then a mark of punctuation or a new line must follow.
bool begins_anonymous(const Catalogue& say, std::string_view text)
{
    const auto head = text.substr(0, std::min(text.find_first_of(",:;.!-\n"), text.size()));
    const auto spoken = words_of(head.substr(0, longest));
    return any_way(say(Say::wish_anonymous), [&](const std::vector<std::string>& meant) {
        const bool alone = head.size() < text.size() && spoken.size() == meant.size();
        return begins_with(spoken, meant, !alone);
    });
}

} // namespace langnghe
