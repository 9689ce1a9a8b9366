#include "core/commune/mentions.hpp"

#include "core/text/fold.hpp"

#include <utility>

namespace langnghe {

void Mentions::add(std::string_view name, std::size_t term)
{
    std::string words = text::fold_words(name);
    if (words.empty())
        return;
    words += ' ';
    std::string first = words.substr(0, words.find(' '));
    names_[std::move(first)].push_back({std::move(words), term});
}

std::optional<std::size_t> Mentions::longest_in(std::string_view text) const
{
    const std::string words = text::fold_words(text) + ' ';
    std::optional<std::size_t> best;
    std::size_t longest = 0;
    for (std::string_view left = words; !left.empty(); left.remove_prefix(left.find(' ') + 1)) {
        const auto known = names_.find(left.substr(0, left.find(' ')));
        if (known == names_.end())
            continue;
        for (const Name& name : known->second) {
            if (name.words.size() < longest || !left.starts_with(name.words))
                continue;
            const bool new_longest = name.words.size() > longest;
            if (new_longest || best != name.term)
                best = new_longest ? std::optional{name.term} : std::nullopt;
            longest = name.words.size();
        }
    }
    return best;
}

} // namespace langnghe
