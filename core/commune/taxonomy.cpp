#include "core/commune/taxonomy.hpp"

#include "core/text/fold.hpp"

#include <algorithm>

namespace langnghe {
namespace {

bool fits(const Term& term, const std::string& folded)
{
    return text::fold_words(term.key) == folded || text::fold_words(term.name) == folded ||
           std::ranges::any_of(term.aliases, [&](const auto& alias) { return text::fold_words(alias) == folded; });
}

std::string padded(std::string_view text) { return ' ' + text::fold_words(text) + ' '; }

} // namespace

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

// Folded words with a space on both sides, so that a phrase is only found at word boundaries.
void prepare(Taxonomy& taxonomy)
{
    for (auto* list : {&taxonomy.suspicions, &taxonomy.greetings})
        for (auto& phrase : *list)
            phrase = padded(phrase);
}

bool is_suspicious(const Taxonomy& taxonomy, std::string_view text)
{
    const std::string words = padded(text);
    return std::ranges::any_of(taxonomy.suspicions,
                               [&](const auto& phrase) { return words.find(phrase) != std::string::npos; });
}

bool is_greeting(const Taxonomy& taxonomy, std::string_view text)
{
    const std::string words = padded(text);
    return std::ranges::find(taxonomy.greetings, words) != taxonomy.greetings.end();
}

} // namespace langnghe
