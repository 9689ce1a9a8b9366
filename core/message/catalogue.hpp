#pragma once
// Everything the program says to people, by key with named fields. The sentences are in config/messages.vi.toml; a
// commune overrides what it names. Checked at start: every key there, every field known.

#include "core/message/template.hpp"

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

enum class Say : int; // core/message/say.hpp

struct SayKey
{
    std::string_view key;                     // as in the file
    std::array<std::string_view, 6> fields{}; // that may appear; empty ones end the list
};

const SayKey& key_of(Say say);

class Catalogue
{
public:
    Catalogue();
    struct Problem
    {
        std::string key;
        std::string what;
    };

    // Takes one sentence; a later one replaces an earlier one. A refusal leaves the catalogue as it was.
    std::optional<Problem> set(std::string_view key, std::string_view text);
    // Keys that have no sentence yet.
    std::vector<std::string> missing() const;

    // A key without a sentence gives its name: never nothing.
    std::string operator()(Say say, std::initializer_list<message::Field> fields = {}) const;

private:
    std::vector<std::optional<message::Template>> sentences_; // one for each Say
};

} // namespace langnghe
