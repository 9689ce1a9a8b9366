#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

struct NewUser
{
    std::string name;
    std::vector<std::string> roles;
    std::string department;
    bool admin = false;
};

void show_users(const Target&, const Json& users)
{
    std::vector<Row> rows;
    for (const Json& user : users)
        rows.push_back({cell(user, "id"), cell(user, "name"), cell(user, "roles"), cell(user, "department"),
                        cell(user, "channels"), cell(user, "reached"), cell(user, "disabled")});
    print_table({"ID", "NAME", "ROLES", "DEPARTMENT", "LINKED ON", "REACHED", "DISABLED"}, rows);
}

void show_added(const Target&, const Json& user)
{
    print(fmt::format("Added user {} with id {}: {}.", cell(user, "name"), cell(user, "id"), cell(user, "roles")));
    print(fmt::format("Next: langnghe user link-code {}", cell(user, "id")));
}

void show_code(const Target&, const Json& code)
{
    print(cell(code, "code"));
    print(fmt::format("For {}, once, until {}: send to the account in a private chat: /lienket {}", cell(code, "user"),
                      cell(code, "expires_at"), cell(code, "code")));
}

int add(const Face& face, NewUser user)
{
    if (user.admin)
        user.roles.emplace_back("administrator");
    const Json arguments{{"name", user.name}, {"roles", user.roles}, {"department", user.department}};
    return operate_and_show(face, "user.add", arguments, show_added);
}

void add_user(CLI::App& parent, Face& face)
{
    const auto user = std::make_shared<NewUser>();
    CLI::App& command = leaf(parent, face, "add", "Add a user",
                             "langnghe user add \"Nguyen Van A\" --role handler --department kinh_te");
    command.add_option("name", user->name, "The person's name")->required()->type_name("NAME");
    command.add_option("--role", user->roles, "front_officer, handler, leader, supervisor, keeper or administrator")
        ->type_name("ROLE");
    command.add_option("--department", user->department, "As in the taxonomy")->type_name("DEPARTMENT");
    command.add_flag("--admin", user->admin, "The same as --role administrator");
    command.callback([&face, user] { face.run = [&face, user] { return add(face, *user); }; });
}

void show_changed(const Target&, const Json& user)
{
    print(fmt::format("User {} with id {}: {}; department: {}.", cell(user, "name"), cell(user, "id"),
                      cell(user, "roles"), cell(user, "department")));
}

void add_change(CLI::App& parent, Face& face)
{
    const auto who = std::make_shared<std::string>();
    const auto user = std::make_shared<NewUser>();
    CLI::App& command = leaf(parent, face, "change", "Change a user's name, roles or department; the rest stays",
                             "langnghe user change \"Nguyen Van A\" --role handler --department kinh_te");
    command.add_option("user", *who, "The user's name or id")->required()->type_name("NAME");
    command.add_option("--name", user->name, "The new name")->type_name("NAME");
    command.add_option("--role", user->roles, "All the roles from now on")->type_name("ROLE");
    command.add_option("--department", user->department, "As in the taxonomy, or none")->type_name("DEPARTMENT");
    command.callback([&face, who, user] {
        face.run = [&face, who, user] {
            const Json arguments{
                {"user", *who}, {"name", user->name}, {"roles", user->roles}, {"department", user->department}};
            return operate_and_show(face, "user.change", arguments, show_changed);
        };
    });
}

void show_unlinked(const Target&, const Json& user)
{
    print(fmt::format("User {} is linked on: {}.", cell(user, "name"), cell(user, "channels")));
    print(fmt::format("To link another account: langnghe user link-code {}", cell(user, "id")));
}

void add_unlink(CLI::App& parent, Face& face)
{
    const auto who = std::make_shared<std::string>();
    const auto channel = std::make_shared<std::string>();
    CLI::App& command =
        leaf(parent, face, "unlink", "Take a user's chat accounts away: a telephone was lost, or an account sold",
             "langnghe user unlink \"Nguyen Van A\" --channel zalo");
    command.add_option("user", *who, "The user's name or id")->required()->type_name("NAME");
    command.add_option("--channel", *channel, "Of this channel alone")->type_name("CHANNEL");
    command.callback([&face, who, channel] {
        face.run = [&face, who, channel] {
            return operate_and_show(face, "user.unlink", {{"user", *who}, {"channel", *channel}}, show_unlinked);
        };
    });
}

// A command on one user that is there.
void add_named(CLI::App& command, Face& face, const std::string& verb, const Show& show)
{
    const auto name = std::make_shared<std::string>();
    command.add_option("name", *name, "The user's name or id")->required()->type_name("NAME");
    command.callback([&face, name, verb, show] {
        face.run = [&face, name, verb, show] { return operate_and_show(face, verb, {{"user", *name}}, show); };
    });
}

} // namespace

void add_users(CLI::App& app, Face& face)
{
    CLI::App& users = branch(app, "user", "Users and their roles");
    add_user(users, face);
    add_quiet(users, face, "user", "langnghe user quiet \"Nguyen Van A\" off");
    CLI::App& list = leaf(users, face, "list", "List the users", "langnghe user list --json");
    list.callback(
        [&face] { face.run = [&face] { return operate_and_show(face, "user.list", Json::object(), show_users); }; });
    add_named(leaf(users, face, "link-code", "Make a code that links a chat account to a user",
                   "langnghe user link-code \"Nguyen Van A\""),
              face, "user.link-code", show_code);
    add_named(leaf(users, face, "disable", "Take a user's rights away", "langnghe user disable \"Nguyen Van A\""), face,
              "user.disable",
              [](const Target&, const Json& user) { print(fmt::format("Disabled user {}.", cell(user, "name"))); });
    add_named(
        leaf(users, face, "enable", "Give a disabled user's rights back", "langnghe user enable \"Nguyen Van A\""),
        face, "user.enable",
        [](const Target&, const Json& user) { print(fmt::format("Enabled user {}.", cell(user, "name"))); });
    add_change(users, face);
    add_unlink(users, face);
}

} // namespace langnghe::commands
