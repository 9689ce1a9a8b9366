#include "core/officer/typed.hpp"

#include "core/officer/help.hpp"
#include "core/officer/requests.hpp"
#include "core/officer/synthesis.hpp"
#include "core/officer/verbs.hpp"
#include "core/text/fold.hpp"
#include "core/ticket/code.hpp"
#include "core/warning/raise.hpp"

#include <algorithm>
#include <array>

namespace langnghe::officer {
namespace {

constexpr std::size_t most_words_of_a_name = 3;
constexpr std::size_t longest_word_of_a_name = 32; // bytes

// Names that are no verb of a ticket.
constexpr std::array<std::string_view, 9> other_names{alert_name, "alert",  "ghi",     "phananh", "lienket",
                                                      "link",     "ketnoi", "trogiup", "help"};

bool is_known(std::string_view name)
{
    return find_command(name) != nullptr || find_request(name) != nullptr || std::ranges::count(other_names, name) > 0;
}

// One more word of a name that is written in several; false when there is none.
bool lengthen(std::string& name, std::string_view& rest)
{
    const auto [word, after] = text::first_word(rest);
    if (word.empty() || word.size() > longest_word_of_a_name)
        return false;
    name += text::fold_words(word);
    rest = after;
    return true;
}

// What may be said of a command without its slash and leave no doubt: a list, a report, one ticket and nothing else.
bool stands_alone(std::string_view name, std::string_view rest, std::string_view letters)
{
    if (name == report_name)
        return rest.empty() || text::fold_words(rest) == "ngay" || text::fold_words(rest) == "tuan";
    const Command* command = find_command(name);
    if (command == nullptr || command->name != name || command->verb == Verb::find)
        return false;
    return needs_ticket(command->verb) ? parse_code(rest, letters).has_value() : rest.empty();
}

} // namespace

std::optional<text::Command> read_command(std::string_view words)
{
    auto command = text::parse_command(words);
    if (!command)
        return command;
    const text::Command typed = *command;
    std::string name = typed.name;
    std::string_view rest = typed.rest;
    // The longest name: "/xem lai" is no look.
    for (std::size_t count = 1; count < most_words_of_a_name && lengthen(name, rest); ++count)
        if (is_known(name)) {
            command->name = name;
            command->rest = rest;
        }
    return command;
}

std::optional<text::Command> read_bare_command(std::string_view words, std::string_view letters)
{
    std::string name;
    std::string_view rest = words;
    for (std::size_t count = 0; count < most_words_of_a_name && lengthen(name, rest); ++count)
        if (stands_alone(name, rest, letters))
            return text::Command{name, {}, std::string{rest}};
    return std::nullopt;
}

} // namespace langnghe::officer
