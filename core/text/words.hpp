#pragma once
// The first word of a message and commands typed as text. Views borrow the input; nothing fails but allocation.

#include <optional>
#include <string>
#include <string_view>

namespace langnghe::text {

struct FirstWord
{
    std::string_view word; // empty only for a blank text
    std::string_view rest; // trimmed
};

FirstWord first_word(std::string_view text) noexcept;

struct Command
{
    std::string name;   // folded to [a-z0-9_], without the slash and the bot's name
    std::string at_bot; // as typed, without '@'; empty if none
    std::string rest;   // as typed, trimmed
};

// A command is a slash and at once a name of at most 32 characters that begins with a letter, then perhaps "@bot" and
// one mark of punctuation, then white space or the end. A path or a date is none.
std::optional<Command> parse_command(std::string_view text);

} // namespace langnghe::text
