#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

void show_groups(const Target&, const Json& groups)
{
    std::vector<Row> rows;
    for (const Json& group : groups)
        rows.push_back({cell(group, "id"), cell(group, "channel"), cell(group, "title"), cell(group, "organization"),
                        cell(group, "area"), cell(group, "bound"), cell(group, "ends_at")});
    print_table({"ID", "CHANNEL", "TITLE", "ORGANIZATION", "AREA", "BOUND", "ENDS"}, rows);
}

void show_code(const Target&, const Json& code)
{
    print(cell(code, "code"));
    print(fmt::format("For {}, once, until {}: a linked officer types in the group: /ketnoi {}", cell(code, "name"),
                      cell(code, "expires_at"), cell(code, "code")));
}

void add_code(CLI::App& parent, Face& face)
{
    const auto organization = std::make_shared<std::string>();
    const auto area = std::make_shared<std::string>();
    CLI::App& command = leaf(parent, face, "code", "Make a code that binds a group to an organization or an area",
                             "langnghe group code --area khu_1");
    auto* const for_organization =
        command.add_option("--organization", *organization, "As in the taxonomy; a department too")->type_name("X");
    auto* const for_area = command.add_option("--area", *area, "As in the taxonomy")->type_name("Y");
    for_organization->excludes(for_area);
    command.callback([&face, organization, area] {
        if (organization->empty() == area->empty())
            throw CLI::RequiredError("--organization or --area");
        face.run = [&face, organization, area] {
            return operate_and_show(face, "group.code", {{"organization", *organization}, {"area", *area}}, show_code);
        };
    });
}

void add_unbind(CLI::App& parent, Face& face)
{
    const auto id = std::make_shared<std::string>();
    CLI::App& command =
        leaf(parent, face, "unbind", "Take a group's organization or area away: it hears of nothing more",
             "langnghe group unbind 3");
    command.add_option("group", *id, "Its id")->required()->type_name("ID");
    command.callback([&face, id] {
        face.run = [&face, id] {
            return operate_and_show(face, "group.unbind", {{"group", *id}}, [](const Target&, const Json& group) {
                print(fmt::format("Group {} is bound to nothing now.", cell(group, "id")));
            });
        };
    });
}

} // namespace

void add_groups(CLI::App& app, Face& face)
{
    CLI::App& groups = branch(app, "group", "Groups and their binding codes");
    CLI::App& list = leaf(groups, face, "list", "List the groups", "langnghe group list");
    list.callback(
        [&face] { face.run = [&face] { return operate_and_show(face, "group.list", Json::object(), show_groups); }; });
    add_code(groups, face);
    add_unbind(groups, face);
    add_quiet(groups, face, "group", "langnghe group quiet 3 22:00-05:30");
}

} // namespace langnghe::commands
