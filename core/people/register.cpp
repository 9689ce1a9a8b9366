#include "core/people/register.hpp"

#include "core/journal/record.hpp"
#include "core/people/erasure.hpp"
#include "core/people/person_key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace langnghe {
namespace {

constexpr int page = 500;
constexpr std::size_t key_digits = 64;
constexpr std::size_t longest_reason = 40;

std::string_view take_word(std::string_view& line)
{
    const auto end = std::min(line.find(' '), line.size());
    const auto word = line.substr(0, end);
    line.remove_prefix(std::min(end + 1, line.size()));
    return word;
}

bool is_key(std::string_view word)
{
    return word.size() == key_digits && word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_reason(std::string_view word)
{
    return !word.empty() && word.size() <= longest_reason &&
           word.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos;
}

std::optional<Erasure> read_line(std::string_view line)
{
    std::int64_t millis = 0;
    const auto time = take_word(line);
    const auto [end, error] = std::from_chars(time.data(), time.data() + time.size(), millis);
    if (error != std::errc{} || end != time.data() + time.size())
        return std::nullopt;
    Erasure erasure;
    erasure.at = from_millis(millis);
    erasure.person = take_word(line);
    erasure.why = line;
    return is_key(erasure.person) && is_reason(erasure.why) ? std::optional{erasure} : std::nullopt;
}

// Everybody's hash, for a few that are looked for.
std::vector<Identity> find_people(Context& context, const std::multimap<std::string, Erasure>& wanted)
{
    std::vector<Identity> found;
    IdentityId last = IdentityId::none;
    for (bool more = true; more;) {
        const auto people = context.tx.privacy().people_after(last, page);
        more = people.size() == static_cast<std::size_t>(page);
        for (const IdentityId id : people) {
            last = id;
            const auto person = context.tx.people().find(id);
            if (person && wanted.contains(person_key(context.commune, person->channel, person->external_id)))
                found.push_back(*person);
        }
    }
    return found;
}

} // namespace

std::string register_line(const Erasure& erasure)
{
    return fmt::format("{} {} {}\n", to_millis(erasure.at), erasure.person, erasure.why);
}

Register read_register(std::string_view text)
{
    Register read;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const bool whole = end != std::string_view::npos;
        const auto line = whole ? read_line(text.substr(0, end)) : std::nullopt;
        if (line)
            read.lines.push_back(*line);
        else
            ++read.unreadable;
        text.remove_prefix(whole ? end + 1 : text.size());
    }
    return read;
}

int erase_again(Context& context, const std::vector<Erasure>& lines)
{
    std::multimap<std::string, Erasure> wanted;
    for (const Erasure& line : lines)
        if (!context.tx.privacy().knows(line))
            wanted.emplace(line.person, line);
    if (wanted.empty())
        return 0;
    const auto people = find_people(context, wanted);
    for (const Identity& person : people)
        erase_person(context, person, "register");
    for (auto& [person, line] : wanted) {
        if (context.tx.privacy().knows(line)) // it stands there twice
            continue;
        line.seq = journal::record(context, {.actor = journal::program,
                                             .action = "erase_again",
                                             .facts = fmt::format("person={};at={}", person, to_millis(line.at))});
        context.tx.privacy().note(line);
    }
    return static_cast<int>(people.size());
}

} // namespace langnghe
