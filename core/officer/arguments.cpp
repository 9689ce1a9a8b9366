#include "core/officer/arguments.hpp"

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"
#include "core/text/words.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe::officer {
namespace {

constexpr std::size_t words_of_a_code = 3; // "LS 26 42"
constexpr std::size_t most_words = 400;    // names are looked for no further in
constexpr int most_days = 60;

struct Word
{
    std::string_view typed;
    std::string folded; // may be empty, or several words
    bool taken = false;
};

std::vector<Word> words_of(std::string_view text)
{
    std::vector<Word> words;
    while (!text.empty() && words.size() < most_words) {
        const auto [word, rest] = text::first_word(text);
        if (word.empty())
            break;
        words.push_back({word, text::fold_words(word)});
        text = rest;
    }
    return words;
}

std::string_view between(const std::vector<Word>& words, std::size_t first, std::size_t last)
{
    const char* begin = words[first].typed.data();
    const std::string_view& end = words[last].typed;
    return {begin, static_cast<std::size_t>(end.data() + end.size() - begin)};
}

// The code that begins at this word, in as many words as it can; their number.
std::size_t code_at(const std::vector<Word>& words, std::size_t first, std::string_view letters, TicketCode& code)
{
    for (std::size_t count = std::min(words_of_a_code, words.size() - first); count > 0; --count)
        if (const auto found = parse_code(between(words, first, first + count - 1), letters)) {
            code = *found;
            return count;
        }
    return 0;
}

void take_codes(std::vector<Word>& words, std::string_view letters, std::size_t most, Arguments& into)
{
    for (std::size_t i = 0; i < words.size() && into.codes.size() < most;) {
        TicketCode code;
        const std::size_t count = code_at(words, i, letters, code);
        if (count > 0)
            into.codes.push_back(code);
        for (std::size_t j = i; j < i + count; ++j)
            words[j].taken = true;
        i += std::max<std::size_t>(count, 1);
    }
}

// A name as it stands in the text.
struct Mention
{
    const Name* name = nullptr;
    std::size_t first = 0;
    std::size_t last = 0;
};

// The last word of this name when it begins at word `first`.
std::optional<std::size_t> stands_at(const std::vector<Word>& words, std::size_t first, std::string_view name)
{
    for (std::size_t i = first; i < words.size() && !words[i].taken; ++i) {
        const std::string& word = words[i].folded;
        if (word.empty() && i > first) // a dash between two parts
            continue;
        if (word.empty() || !name.starts_with(word))
            return std::nullopt;
        name.remove_prefix(word.size());
        if (name.empty())
            return i;
        if (name.front() != ' ')
            return std::nullopt;
        name.remove_prefix(1);
    }
    return std::nullopt;
}

bool longer(const Mention& a, const Mention& b)
{
    if (a.name->folded.size() != b.name->folded.size())
        return a.name->folded.size() > b.name->folded.size();
    return a.first < b.first;
}

std::vector<Mention> mentions_in(const std::vector<Word>& words, const std::vector<Name>& names)
{
    std::vector<Mention> mentions;
    for (std::size_t i = 0; i < words.size(); ++i)
        for (const Name& name : names)
            if (const auto last = stands_at(words, i, name.folded))
                mentions.push_back({&name, i, *last});
    std::ranges::stable_sort(mentions, longer);
    return mentions;
}

// The longest of each slot, and all that are as long; none over words that a longer one has.
std::vector<Mention> choose(const std::vector<Mention>& mentions, std::size_t count, Arguments& into)
{
    std::vector<Mention> chosen;
    std::vector<const Name*> owner(count, nullptr);
    std::map<Slot, std::size_t> longest;
    for (const Mention& mention : mentions) {
        const auto [known, fresh] = longest.try_emplace(mention.name->slot, mention.name->folded.size());
        if (!fresh && known->second != mention.name->folded.size())
            continue;
        const auto begin = owner.begin() + static_cast<std::ptrdiff_t>(mention.first);
        const auto end = owner.begin() + static_cast<std::ptrdiff_t>(mention.last) + 1;
        const bool free = std::all_of(begin, end, [&](const Name* name) {
            return name == nullptr || (name->slot == mention.name->slot && name->folded == mention.name->folded);
        });
        if (!free) {
            if (fresh)
                longest.erase(known);
            continue;
        }
        std::fill(begin, end, mention.name);
        auto& keys = into.found[mention.name->slot];
        if (std::ranges::find(keys, mention.name->key) == keys.end())
            keys.push_back(mention.name->key);
        chosen.push_back(mention);
    }
    return chosen;
}

// Which words belong to a name.
std::vector<const Name*> owners(const std::vector<Word>& words, const std::vector<Mention>& chosen)
{
    std::vector<const Name*> owner(words.size(), nullptr);
    for (const Mention& mention : chosen)
        for (std::size_t i = mention.first; i <= mention.last; ++i)
            owner[i] = mention.name;
    return owner;
}

void take_names(std::vector<Word>& words, const std::vector<Mention>& chosen)
{
    const auto owner = owners(words, chosen);
    const auto own = [&](std::size_t i) { return words[i].taken || owner[i] != nullptr || words[i].folded.empty(); };
    std::size_t front = 0;
    while (front < words.size() && own(front))
        ++front;
    std::size_t back = words.size();
    while (back > front && own(back - 1) && (owner[back - 1] == nullptr || owner[back - 1]->where != Where::leading))
        --back;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (owner[i] != nullptr)
            words[i].taken = i < front || owner[i]->where == Where::anywhere || (i >= back && i >= front);
}

// What is a name in front alone is none elsewhere.
void drop_late(std::vector<Mention>& mentions, const std::vector<Word>& words)
{
    std::erase_if(mentions, [&](const Mention& mention) {
        if (mention.name->where != Where::leading)
            return false;
        return std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(mention.first),
                           [](const Word& word) { return !word.taken && !word.folded.empty(); });
    });
}

// "3", "3 ngay", "03 ngay lam viec", before everything else.
int take_days(std::vector<Word>& words)
{
    std::size_t i = 0;
    while (i < words.size() && words[i].taken)
        ++i;
    if (i == words.size())
        return 0;
    const std::string& number = words[i].folded;
    int days = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), days);
    if (error != std::errc{} || end != number.data() + number.size() || days < 1 || days > most_days)
        return 0;
    words[i].taken = true;
    for (const std::string_view unit : {"ngay", "lam", "viec"}) {
        if (++i >= words.size() || words[i].folded != unit)
            break;
        words[i].taken = true;
    }
    return days;
}

bool is_mark(std::string_view word)
{
    return word.size() == 1 && std::string_view{":,.;-"}.find(word.front()) != std::string_view::npos;
}

// What is left, as typed: runs of words keep what stands between them.
std::string rest_of(const std::vector<Word>& words, std::string_view beyond)
{
    std::string rest;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].taken || (rest.empty() && is_mark(words[i].typed)))
            continue;
        std::size_t last = i;
        while (last + 1 < words.size() && !words[last + 1].taken)
            ++last;
        rest += rest.empty() ? "" : " ";
        rest += between(words, i, last);
        i = last;
    }
    if (!beyond.empty()) {
        rest += rest.empty() ? "" : " ";
        rest += beyond;
    }
    return rest;
}

std::string_view beyond(std::string_view typed, const std::vector<Word>& words)
{
    if (words.size() < most_words)
        return {};
    const std::string_view& last = words.back().typed;
    return text::trim(typed.substr(static_cast<std::size_t>(last.data() + last.size() - typed.data())));
}

} // namespace

void Vocabulary::add(Slot slot, std::string key, std::string_view name, Where where)
{
    std::string folded = text::fold_words(name);
    if (!folded.empty())
        names.push_back({slot, std::move(key), std::move(folded), where});
}

void Vocabulary::add(Slot slot, const Term& term, Where where)
{
    add(slot, term.key, term.name, where);
    for (const std::string& alias : term.aliases)
        add(slot, term.key, alias, where);
}

std::string Arguments::one(Slot slot) const
{
    const auto keys = found.find(slot);
    return keys != found.end() && keys->second.size() == 1 ? keys->second.front() : std::string{};
}

Arguments read_arguments(std::string_view typed, std::string_view letters, const Vocabulary& vocabulary,
                         std::size_t most_codes)
{
    Arguments arguments;
    typed = text::trim(typed);
    std::vector<Word> words = words_of(typed);
    take_codes(words, letters, most_codes, arguments);
    if (vocabulary.days)
        arguments.days = take_days(words);
    auto mentions = mentions_in(words, vocabulary.names);
    drop_late(mentions, words);
    take_names(words, choose(mentions, words.size(), arguments));
    arguments.rest = rest_of(words, beyond(typed, words));
    return arguments;
}

std::vector<std::string> meant_by(std::string_view typed, const Vocabulary& vocabulary, Slot slot)
{
    Vocabulary some;
    std::ranges::copy_if(vocabulary.names, std::back_inserter(some.names),
                         [&](const Name& name) { return name.slot == slot; });
    Arguments arguments = read_arguments(typed, "\n", some, 0);
    if (const auto found = arguments.found.find(slot); found != arguments.found.end())
        return found->second;
    const std::string folded = text::fold_words(typed);
    std::vector<std::string> keys;
    for (const Name& name : some.names)
        if (!folded.empty() && (' ' + name.folded).find(' ' + folded) != std::string::npos &&
            std::ranges::find(keys, name.key) == keys.end())
            keys.push_back(name.key);
    return keys;
}

} // namespace langnghe::officer
