#pragma once
// What officials may type, as data: the name and its aliases, the right that it takes, the step that it is, and what it
// wants to know. Names are folded: diacritics and case do not matter.

#include "core/message/say.hpp"
#include "core/people/rights.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace langnghe::officer {

enum class Verb : std::uint8_t
{
    verify,
    classify,
    nature,
    transfer,
    accept,
    assign,
    give_back,
    ask,
    answer,
    done,
    publish,
    close,
    reject,
    merge,
    unmerge,
    reopen,
    extend,
    approve,
    reveal,
    keep_out,
    let_in,
    supervise,
    recheck,
    mine,
    overdue,
    find,
    show,
};

// What a command wants to know besides the ticket.
enum class Slot : std::uint8_t
{
    nothing,
    field,
    area,
    department,
    person,
    nature,
    urgency,
    kind,      // of a result
    addressee, // of an answer
    master,
    days,
    text,
    evidence, // files that are on their way
    photos,   // of a result, for the public
    sure,     // somebody else was here a moment ago
    party,    // a department or an official
};

struct Command
{
    Verb verb;
    std::string_view name;
    std::string_view alias; // in English
    Right right;
    std::optional<Action> action{}; // none: it only shows something
    Slot first = Slot::nothing;     // what must be known, in this order
    Slot second = Slot::nothing;
    std::optional<Say> example{}; // what may follow the code
};

std::span<const Command> commands();
const Command& command_of(Verb verb);
// By name or alias, folded; nothing for anything else.
const Command* find_command(std::string_view folded);

constexpr Say label_of(Verb verb)
{
    return static_cast<Say>(static_cast<int>(Say::verb_verify) + static_cast<int>(verb));
}

// Whether the verb concerns one ticket.
constexpr bool needs_ticket(Verb verb) { return verb != Verb::mine && verb != Verb::overdue && verb != Verb::find; }

// Whether these roles hold the verb's right on any ticket at all.
bool holds(const Command& command, Roles roles, bool has_department);
// And whether they have any use for the verb: a question is answered by who receives it, a keeper has lists of his own.
bool could(const Command& command, Roles roles, bool has_department);

} // namespace langnghe::officer
