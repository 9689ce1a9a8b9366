#include "bot/commands/face.hpp"

#include "adapters/json/reader.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>

namespace langnghe::commands {
namespace {

std::string spelled(const Json& value)
{
    if (value.is_null())
        return "-";
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    if (!value.is_array())
        return json::dump(value);
    std::string joined;
    for (const Json& each : value)
        joined += (joined.empty() ? "" : ", ") + spelled(each);
    return joined.empty() ? "-" : joined;
}

std::string table_line(const Row& row, const std::vector<std::size_t>& widths)
{
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        line += row[i];
        if (i + 1 < row.size())
            line.append(widths[i] - text::code_points(row[i]) + 2, ' ');
    }
    return line;
}

} // namespace

CLI::App& bare_leaf(CLI::App& parent, Face& face, const std::string& name, const std::string& does,
                    const std::string& example)
{
    CLI::App& command = *parent.add_subcommand(name, does);
    command.add_flag("--json", face.json, "Print one JSON document and nothing else");
    command.footer("Example: " + example);
    return command;
}

CLI::App& leaf(CLI::App& parent, Face& face, const std::string& name, const std::string& does,
               const std::string& example)
{
    CLI::App& command = bare_leaf(parent, face, name, does, example);
    command
        .add_option("--config", face.config,
                    "The configuration: else LANGNGHE_CONFIG, ./langnghe.toml, /etc/langnghe/langnghe.toml")
        ->type_name("FILE");
    command.add_option("--commune", face.commune, "The commune, when there are several")->type_name("SLUG");
    return command;
}

CLI::App& branch(CLI::App& parent, const std::string& name, const std::string& does)
{
    CLI::App& command = *parent.add_subcommand(name, does);
    command.require_subcommand(1);
    command.footer(fmt::format("Example: langnghe {} --help", name));
    return command;
}

int complain(std::string_view what, int status)
{
    std::string line(what.substr(0, what.find('\n')));
    fmt::print(stderr, "langnghe: {}\n", line);
    return status;
}

void print(std::string_view line) { fmt::print("{}\n", line); }

void print_json(const Json& document) { print(json::dump(document)); }

void print_table(const Row& head, const std::vector<Row>& rows)
{
    std::vector<std::size_t> widths;
    for (const std::string& title : head)
        widths.push_back(text::code_points(title));
    for (const Row& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], text::code_points(row[i]));
    print(table_line(head, widths));
    for (const Row& row : rows)
        print(table_line(row, widths));
}

std::string cell(const Json& object, std::string_view name)
{
    const auto found = object.find(name);
    return found == object.end() ? "-" : spelled(*found);
}

} // namespace langnghe::commands
