#include "core/intake/request.hpp"

#include "core/officer/typed.hpp"
#include "core/text/utf8.hpp"
#include "core/text/words.hpp"

namespace langnghe {
namespace {

// "@bot words" or "words @bot": the name is no word of the report.
std::string without_mention(std::string_view words)
{
    const auto [first, rest] = text::first_word(words);
    if (first.starts_with('@'))
        return std::string{rest};
    const auto last = words.rfind('@');
    if (last != std::string_view::npos && words.find_first_of(" \n", last) == std::string_view::npos)
        words = text::trim(words.substr(0, last));
    return std::string{words};
}

} // namespace

bool records(const std::string& command) { return command == "ghi" || command == "phananh" || command == "ticket"; }

std::optional<Request> read_request(const Message& message)
{
    const std::string words = message.addressed ? without_mention(message.text) : message.text;
    if (const auto command = officer::read_command(words); command && records(command->name)) {
        const bool to_another = !command->at_bot.empty() && !message.addressed;
        return to_another ? std::nullopt : std::optional(Request{command->rest, true});
    }
    if (!message.addressed || text::parse_command(words))
        return std::nullopt;
    return Request{words, false};
}

} // namespace langnghe
