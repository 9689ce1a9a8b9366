#pragma once
// The names of a list's terms, folded and by their first word, so that a text is searched for all of them in one pass.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace langnghe {

struct WordHash
{
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const noexcept { return std::hash<std::string_view>{}(word); }
};

template <class T>
using ByWord = std::unordered_map<std::string, std::vector<T>, WordHash, std::equal_to<>>;

class Mentions
{
public:
    // A name of the term at that place in its list.
    void add(std::string_view name, std::size_t term);

    // The term whose name stands in the text as whole words, the longest of them; nothing when the names of two are
    // equally long.
    std::optional<std::size_t> longest_in(std::string_view text) const;

private:
    struct Name
    {
        std::string words; // folded, each with a space after it
        std::size_t term;
    };

    ByWord<Name> names_;
};

} // namespace langnghe
