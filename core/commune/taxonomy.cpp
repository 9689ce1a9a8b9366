#include "core/commune/taxonomy.hpp"

#include "core/text/fold.hpp"

#include <algorithm>

namespace langnghe {
namespace {

constexpr std::size_t longest_greeting = 128; // bytes; longer messages say something

bool fits(const Term& term, const std::string& folded)
{
    return text::fold_words(term.key) == folded || text::fold_words(term.name) == folded ||
           std::ranges::any_of(term.aliases, [&](const auto& alias) { return text::fold_words(alias) == folded; });
}

// Lower case with diacritics, tones in one style, single spaces.
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

// The longest name of the term that is part of the folded words, which have a space at both ends; 0 for none.
std::size_t longest_mention(const Term& term, const std::string& words)
{
    std::size_t longest = 0;
    const auto look_for = [&](const std::string& name) {
        const std::string folded = text::fold_words(name);
        if (folded.size() > longest && words.find(' ' + folded + ' ') != std::string::npos)
            longest = folded.size();
    };
    look_for(term.name);
    std::ranges::for_each(term.aliases, look_for);
    return longest;
}

template <class T>
const T* longest_mentioned(const std::vector<T>& terms, std::string_view text)
{
    const std::string words = ' ' + text::fold_words(text) + ' ';
    const T* best = nullptr;
    std::size_t longest = 0;
    for (const T& term : terms) {
        const std::size_t length = longest_mention(term, words);
        if (length == 0 || length < longest)
            continue;
        best = length == longest ? nullptr : &term;
        longest = length;
    }
    return best;
}

} // namespace

const Term* find_mentioned(const std::vector<Term>& terms, std::string_view text)
{
    return longest_mentioned(terms, text);
}

const Field* find_mentioned(const std::vector<Field>& fields, std::string_view text)
{
    return longest_mentioned(fields, text);
}

const Term* find_term(const std::vector<Term>& terms, std::string_view typed)
{
    const std::string folded = text::fold_words(typed);
    const Term* found = nullptr;
    for (const Term& term : terms) {
        if (folded.empty() || !fits(term, folded))
            continue;
        if (found != nullptr)
            return nullptr;
        found = &term;
    }
    return found;
}

std::string name_of(const std::vector<Term>& terms, std::string_view key)
{
    const auto found = std::ranges::find(terms, key, &Term::key);
    return found == terms.end() ? std::string{key} : found->name;
}

void prepare(Taxonomy& taxonomy)
{
    taxonomy.suspicions_folded.clear();
    taxonomy.suspicions_by_word.clear();
    for (auto& phrase : taxonomy.suspicions) {
        phrase = accented(phrase);
        const std::string& folded = taxonomy.suspicions_folded.emplace_back(text::fold_words(phrase) + ' ');
        taxonomy.suspicions_by_word[folded.substr(0, folded.find(' '))].push_back(taxonomy.suspicions_folded.size() -
                                                                                  1);
    }
    for (auto& phrase : taxonomy.greetings)
        phrase = text::fold_words(phrase);
}

// Nearly every message fails the folded look, which is cheap; only what passes it is read with its diacritics.
bool is_suspicious(const Taxonomy& taxonomy, std::string_view text)
{
    const std::string words = text::fold_words(text) + ' ';
    std::string written;
    bool bare = false;
    const auto meant = [&](std::size_t phrase) {
        if (written.empty()) {
            written = accented(text);
            bare = hardly_accented(text);
        }
        return bare || written.find(taxonomy.suspicions[phrase]) != std::string::npos;
    };
    for (std::string_view left = words; !left.empty(); left.remove_prefix(left.find(' ') + 1)) {
        const auto known = taxonomy.suspicions_by_word.find(left.substr(0, left.find(' ')));
        if (known == taxonomy.suspicions_by_word.end())
            continue;
        for (const std::size_t phrase : known->second)
            if (left.starts_with(taxonomy.suspicions_folded[phrase]) && meant(phrase))
                return true;
    }
    return false;
}

bool is_greeting(const Taxonomy& taxonomy, std::string_view text)
{
    if (text.size() > longest_greeting)
        return false;
    const std::string words = text::fold_words(text);
    return words.empty() || std::ranges::find(taxonomy.greetings, words) != taxonomy.greetings.end();
}

} // namespace langnghe
