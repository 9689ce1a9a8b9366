#include "core/commune/taxonomy.hpp"

#include "core/commune/written.hpp"
#include "core/text/fold.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace langnghe {
namespace {

constexpr std::size_t longest_greeting = 128; // bytes; longer messages say something
constexpr std::size_t longest_place = 96;     // bytes; longer ones say more than where
// What people put around the name of a place, folded.
constexpr std::array<std::string_view, 20> around_place{"o",   "tai",  "a",   "da",   "vang", "thuoc", "nhe",
                                                        "em",  "anh",  "chi", "day",  "do",   "ben",   "khu",
                                                        "vuc", "minh", "toi", "chau", "con",  "la"};

bool fits(const Term& term, const std::string& folded)
{
    return text::fold_words(term.key) == folded || text::fold_words(term.name) == folded ||
           std::ranges::any_of(term.aliases, [&](const auto& alias) { return text::fold_words(alias) == folded; });
}

template <class T>
Mentions names_of(const std::vector<T>& terms)
{
    Mentions names;
    for (std::size_t at = 0; at < terms.size(); ++at) {
        names.add(terms[at].name, at);
        for (const std::string& alias : terms[at].aliases)
            names.add(alias, at);
    }
    return names;
}

template <class T>
const T* mentioned(const std::vector<T>& terms, const Mentions& names, std::string_view text)
{
    const auto found = names.longest_in(text);
    return found ? &terms.at(*found) : nullptr;
}

void add_name(Taxonomy& taxonomy, std::size_t area, const std::string& name)
{
    AreaName entry{area, text::fold_words(name) + ' ', accented(name)};
    if (entry.folded.size() > 1)
        taxonomy.areas_by_word[entry.folded.substr(0, entry.folded.find(' '))].push_back(std::move(entry));
}

void prepare_areas(Taxonomy& taxonomy)
{
    taxonomy.areas_by_word.clear();
    for (std::size_t area = 0; area < taxonomy.areas.size(); ++area) {
        add_name(taxonomy, area, taxonomy.areas[area].name);
        for (const std::string& alias : taxonomy.areas[area].aliases)
            add_name(taxonomy, area, alias);
    }
}

// Whether the words, folded and with spaces around, are this name and at most what people put around one.
bool is_hardly_more(std::string words, const std::string& name)
{
    const std::string folded = text::fold_words(name);
    const auto at = words.find(' ' + folded + ' ');
    if (at == std::string::npos)
        return false;
    words.erase(at + 1, folded.size() + 1);
    for (std::string_view left = std::string_view{words}.substr(1); !left.empty();
         left.remove_prefix(left.find(' ') + 1))
        if (std::ranges::find(around_place, left.substr(0, left.find(' '))) == around_place.end())
            return false;
    return true;
}

} // namespace

const Field* mentioned_field(const Taxonomy& taxonomy, std::string_view text)
{
    return mentioned(taxonomy.fields, taxonomy.field_mentions, text);
}

const Term* mentioned_department(const Taxonomy& taxonomy, std::string_view text)
{
    return mentioned(taxonomy.departments, taxonomy.department_mentions, text);
}

const Term* mentioned_area(const Taxonomy& taxonomy, std::string_view text)
{
    return mentioned(taxonomy.areas, taxonomy.area_mentions, text);
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
    taxonomy.field_mentions = names_of(taxonomy.fields);
    taxonomy.department_mentions = names_of(taxonomy.departments);
    taxonomy.area_mentions = names_of(taxonomy.areas);
    taxonomy.question_phrases = {};
    for (const std::string& phrase : taxonomy.questions)
        taxonomy.question_phrases.add(phrase, 0);
    prepare_areas(taxonomy);
}

const Term* guess_area(const Taxonomy& taxonomy, std::string_view text)
{
    const std::string words = text::fold_words(text) + ' ';
    Written written{text};
    std::optional<std::size_t> best;
    std::size_t longest = 0;
    for (std::string_view left = words; !left.empty(); left.remove_prefix(left.find(' ') + 1)) {
        const auto known = taxonomy.areas_by_word.find(left.substr(0, left.find(' ')));
        if (known == taxonomy.areas_by_word.end())
            continue;
        for (const AreaName& name : known->second) {
            const std::size_t length = name.folded.size();
            if (length < longest || !left.starts_with(name.folded) || !written.means(name.written))
                continue;
            const bool another = length == longest && best != name.area;
            best = another ? std::nullopt : std::optional{name.area};
            longest = length;
        }
    }
    return best ? &taxonomy.areas[*best] : nullptr;
}

// Nearly every message fails the folded look, which is cheap.
bool is_suspicious(const Taxonomy& taxonomy, std::string_view text)
{
    const std::string words = text::fold_words(text) + ' ';
    Written written{text};
    for (std::string_view left = words; !left.empty(); left.remove_prefix(left.find(' ') + 1)) {
        const auto known = taxonomy.suspicions_by_word.find(left.substr(0, left.find(' ')));
        if (known == taxonomy.suspicions_by_word.end())
            continue;
        for (const std::size_t phrase : known->second)
            if (left.starts_with(taxonomy.suspicions_folded[phrase]) && written.means(taxonomy.suspicions[phrase]))
                return true;
    }
    return false;
}

bool is_question(const Taxonomy& taxonomy, std::string_view text)
{
    return taxonomy.question_phrases.longest_in(text).has_value();
}

const Term* named_area(const Taxonomy& taxonomy, std::string_view text)
{
    const Term* area = text.size() > longest_place ? nullptr : guess_area(taxonomy, text);
    if (area == nullptr)
        return nullptr;
    const std::string words = ' ' + text::fold_words(text) + ' ';
    std::vector<std::string> names{area->name};
    names.insert(names.end(), area->aliases.begin(), area->aliases.end());
    return std::ranges::any_of(names, [&](const std::string& name) { return is_hardly_more(words, name); }) ? area
                                                                                                            : nullptr;
}

bool is_greeting(const Taxonomy& taxonomy, std::string_view text)
{
    if (text.size() > longest_greeting)
        return false;
    const std::string words = text::fold_words(text);
    return words.empty() || std::ranges::find(taxonomy.greetings, words) != taxonomy.greetings.end();
}

} // namespace langnghe
