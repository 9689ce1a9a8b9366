#include "bot/config/document.hpp"

#include "core/text/line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace langnghe::config {
namespace {

constexpr std::size_t longest_words = 400; // UTF-16 units; a key of the file may stand among them
constexpr std::ptrdiff_t most_dots = 64;

// The line of a key with too many parts, 0 if there is none: toml++ descends once for each part, and the stack ends.
int endless_key(std::string_view text)
{
    int line = 1;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of("\n=,[]{}#"), text.size());
        if (std::count(text.begin(), text.begin() + end, '.') > most_dots)
            return line;
        line += end < text.size() && text[end] == '\n' ? 1 : 0;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return 0;
}

} // namespace

void Notes::problem(int line, std::string_view what, std::string_view instead)
{
    problems.push_back({file, line, text::on_one_line(what, longest_words), text::on_one_line(instead, longest_words)});
}

void Notes::warn(int line, std::string_view what, std::string_view instead)
{
    warnings.push_back({file, line, text::on_one_line(what, longest_words), text::on_one_line(instead, longest_words)});
}

void Notes::sort()
{
    const auto by_line = [](const Problem& a, const Problem& b) { return a.line < b.line; };
    std::stable_sort(problems.begin(), problems.end(), by_line);
    std::stable_sort(warnings.begin(), warnings.end(), by_line);
}

std::optional<std::string> read_file(const std::filesystem::path& path, Notes& notes)
{
    std::error_code failed;
    if (!std::filesystem::exists(path, failed)) {
        notes.problem(0, "there is no such file", "check the name, or make it with: langnghe init DIR");
        return std::nullopt;
    }
    if (!std::filesystem::is_regular_file(path, failed)) {
        notes.problem(0, "is not a file", "give the path of the file itself");
        return std::nullopt;
    }
    const auto size = std::filesystem::file_size(path, failed);
    if (!failed && size > largest_file) {
        notes.problem(0, "is larger than 1 MiB", "give the right file");
        return std::nullopt;
    }
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    if (in && size > 0)
        out << in.rdbuf();
    if (!in || !out) {
        notes.problem(0, "cannot be read", "let the user that runs langnghe read it (owner and mode)");
        return std::nullopt;
    }
    return std::move(out).str();
}

std::optional<toml::table> parse(std::string_view text, Notes& notes)
{
    if (const int line = endless_key(text); line > 0) {
        notes.problem(line, "more than 64 dots in one key", "look for a missing quote or '='");
        return std::nullopt;
    }
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        // The parser's own words quote the file, and that may be a secret.
        const auto where = error.source().begin;
        notes.problem(static_cast<int>(where.line), fmt::format("is not TOML here (column {})", where.column),
                      "look for a missing quote, bracket or '=', or a key that stands twice");
    }
    return std::nullopt;
}

int line_of(const toml::node& node) { return static_cast<int>(node.source().begin.line); }

std::string_view kind_of(toml::node_type type)
{
    switch (type) {
    case toml::node_type::string:
        return "text in quotes";
    case toml::node_type::integer:
        return "a whole number";
    case toml::node_type::floating_point:
        return "a number";
    case toml::node_type::boolean:
        return "true or false";
    case toml::node_type::array:
        return "a list";
    case toml::node_type::table:
        return "a table";
    default:
        return "a date or time";
    }
}

} // namespace langnghe::config
