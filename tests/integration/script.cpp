#include "tests/integration/play.hpp"

#include <fmt/format.h>

#include <charconv>
#include <ctime>
#include <iomanip>
#include <sstream>
#include <stdexcept>

namespace langnghe::test {
namespace {

constexpr auto vietnam = std::chrono::hours{7};

[[noreturn]] void refuse(int line, std::string_view what)
{
    throw std::runtime_error(fmt::format("line {}: {}", line, what));
}

std::string word(std::string_view& rest)
{
    const auto from = rest.find_first_not_of(' ');
    rest = from == std::string_view::npos ? std::string_view{} : rest.substr(from);
    const auto end = std::min(rest.find(' '), rest.size());
    std::string found{rest.substr(0, end)};
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return found;
}

std::vector<std::string> parts(const std::string& list)
{
    std::vector<std::string> found;
    std::istringstream in{list};
    for (std::string part; std::getline(in, part, ',');)
        found.push_back(part);
    return found;
}

int number(std::string_view digits, int line)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size())
        refuse(line, "no number");
    return value;
}

TimePoint day_from(std::string_view text, int line)
{
    if (text.size() != 10)
        refuse(line, "a day is 2026-11-30");
    const std::chrono::year_month_day day{std::chrono::year{number(text.substr(0, 4), line)},
                                          std::chrono::month{static_cast<unsigned>(number(text.substr(5, 2), line))},
                                          std::chrono::day{static_cast<unsigned>(number(text.substr(8, 2), line))}};
    return TimePoint{std::chrono::sys_days{day}.time_since_epoch()} - vietnam;
}

Network network_from(const std::string& name) { return name == "telegram" ? Network::telegram : Network::zalo; }

PlayPerson person_from(std::string_view rest, bool official)
{
    PlayPerson person;
    person.key = word(rest);
    person.network = network_from(word(rest));
    if (official) {
        person.roles = parts(word(rest));
        person.department = word(rest);
        if (person.department == "-")
            person.department.clear();
    }
    person.name = rest;
    return person;
}

PlayGroup group_from(std::string_view rest, int line)
{
    PlayGroup group;
    group.key = word(rest);
    group.network = network_from(word(rest));
    group.members = parts(word(rest));
    const std::string term = word(rest);
    const auto colon = term.find(':');
    if (colon == std::string::npos || group.members.empty())
        refuse(line, "a group is: group KEY NETWORK MEMBERS area:KEY TITLE");
    group.term = term.substr(0, colon);
    group.term_key = term.substr(colon + 1);
    group.title = rest;
    return group;
}

// "lan @women ^ba: words", "mai [Title] part", "mai (photo): words"
void read_deed(Move& move, std::string_view rest)
{
    const auto button = rest.find(" [");
    const auto colon = rest.find(':');
    if (button != std::string_view::npos && button < colon) {
        const auto end = rest.find(']', button);
        move.who = rest.substr(0, button);
        move.button = rest.substr(button + 2, end - button - 2);
        move.words = end + 2 <= rest.size() ? rest.substr(end + 2) : std::string_view{};
        if (const auto at = move.who.find(" @"); at != std::string::npos) {
            move.group = move.who.substr(at + 2);
            move.who.resize(at);
        }
        return;
    }
    if (colon == std::string_view::npos)
        refuse(move.line, "who does what?");
    std::string_view before = rest.substr(0, colon);
    move.words = rest.substr(std::min(colon + 2, rest.size()));
    for (auto& what : move.words)
        if (what == '|')
            what = '\n';
    move.who = word(before);
    while (!before.empty()) {
        const std::string mark = word(before);
        if (mark == "(photo)")
            move.photo = true;
        else if (mark.starts_with('@'))
            move.group = mark.substr(1);
        else if (mark.starts_with('^'))
            move.reply_to = mark.substr(1);
        else
            refuse(move.line, fmt::format("what is \"{}\"?", mark));
    }
}

Move move_from(std::string_view text, TimePoint day, int line)
{
    Move move;
    move.line = line;
    if (text.size() < 5 || text[2] != ':')
        refuse(line, "a move begins with its time, 07:40");
    move.at = day + std::chrono::hours{number(text.substr(0, 2), line)} +
              std::chrono::minutes{number(text.substr(3, 2), line)};
    if (text.size() > 6)
        read_deed(move, text.substr(6));
    return move;
}

} // namespace

Script read_script(std::string_view text)
{
    Script script;
    TimePoint day{};
    std::istringstream in{std::string{text}};
    int line = 0;
    for (std::string read; std::getline(in, read);) {
        ++line;
        std::string_view rest = read;
        if (rest.empty() || rest.starts_with('#'))
            continue;
        if (rest.starts_with("== ")) {
            day = day_from(rest.substr(3), line);
        } else if (rest.starts_with("person ")) {
            script.people.push_back(person_from(rest.substr(7), false));
        } else if (rest.starts_with("official ")) {
            script.people.push_back(person_from(rest.substr(9), true));
        } else if (rest.starts_with("group ")) {
            script.groups.push_back(group_from(rest.substr(6), line));
        } else {
            script.moves.push_back(move_from(rest, day, line));
            if (script.moves.size() > 1 && script.moves.back().at < script.moves[script.moves.size() - 2].at)
                refuse(line, "time does not go back");
        }
    }
    return script;
}

TimePoint read_time(std::string_view text)
{
    std::tm parts{};
    std::istringstream in{std::string{text.substr(0, 19)}};
    in >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%S");
    REQUIRE(!in.fail());
    const auto seconds = std::chrono::seconds{timegm(&parts)} - std::chrono::hours{7};
    const auto dot = text.find('.');
    const auto millis = dot == std::string_view::npos ? 0 : std::stoi(std::string{text.substr(dot + 1, 3)});
    return TimePoint{std::chrono::duration_cast<Duration>(seconds) + Duration{millis}};
}

} // namespace langnghe::test
