#pragma once
// What was typed after a command: ticket codes anywhere, then names in any order by the longest folded match, and the
// rest as it was typed: a note, a reason, a question. Pure; views of nothing.

#include "core/commune/taxonomy.hpp"
#include "core/officer/verbs.hpp"
#include "core/ticket/code.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::officer {

// Where a name must stand to be taken out of the rest. Elsewhere it is understood and stays a word of the note.
enum class Where : std::uint8_t
{
    anywhere,
    edge,    // before the first word that is no name, or after the last
    leading, // before the first word that is no name; elsewhere it is no name at all
};

// One name of one thing.
struct Name
{
    Slot slot = Slot::nothing;
    std::string key;    // of the taxonomy, or a name_of()
    std::string folded; // words of [a-z0-9]
    Where where = Where::edge;
};

struct Vocabulary
{
    std::vector<Name> names;
    bool days = false; // a leading number, with the word for "day" behind it or not

    void add(Slot slot, const Term& term, Where where);
    void add(Slot slot, std::string key, std::string_view name, Where where);
};

struct Arguments
{
    std::vector<TicketCode> codes; // in their order
    // What each slot was given: one key, or several when as long a name means more than one thing.
    std::map<Slot, std::vector<std::string>> found;
    int days = 0;
    std::string rest;

    // The one key of a slot; empty when there is none, or more.
    std::string one(Slot slot) const;
};

Arguments read_arguments(std::string_view typed, std::string_view letters, const Vocabulary& vocabulary,
                         std::size_t most_codes = 1);

// The terms that a whole text may mean: by a name that is said in it, else by words that begin its names.
std::vector<std::string> meant_by(std::string_view typed, const Vocabulary& vocabulary, Slot slot);

} // namespace langnghe::officer
