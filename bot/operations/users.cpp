#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/journal/record.hpp"
#include "core/outbox/post.hpp"
#include "core/people/link_code.hpp"
#include "core/people/linking.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace langnghe::operations {
namespace {

constexpr std::size_t longest_name = 100; // bytes
constexpr const char* no_department = "none";

// What a person can be; the program and citizens are no users.
constexpr std::array assignable{Role::front_officer, Role::handler, Role::leader,
                                Role::supervisor,    Role::keeper,  Role::administrator};

Json to_json(Context& context, const User& user)
{
    Tx& tx = context.tx;
    Json json{{"id", std::to_string(number(user.id))}, {"name", user.name}, {"roles", Json::array()}};
    for (const Role role : assignable)
        if (user.roles.has(role))
            json["roles"].push_back(name_of(role));
    json["department"] = or_null(user.department);
    json["disabled"] = user.disabled;
    json["channels"] = Json::array(); // where the person is linked
    for (const Identity& identity : tx.people().identities_of(user.id))
        json["channels"].push_back(identity.channel);
    const auto way = way_to(tx, context.commune, user, context.now);
    json["reached"] = way && is_within_reach(context.commune, *way, context.now); // by a push, now
    return json;
}

boost::system::result<Roles, Refusal> roles_from(const std::vector<std::string>& names)
{
    Roles roles;
    for (const std::string& name : names) {
        const auto role = role_from(name);
        if (!role || std::ranges::find(assignable, *role) == assignable.end()) {
            std::string known;
            for (const Role each : assignable)
                known += fmt::format("{}{}", known.empty() ? "" : ", ", name_of(each));
            return Refusal{fmt::format("unknown role \"{}\"; the roles are {}", name, known)};
        }
        roles.add(*role);
    }
    if (roles.empty())
        return Refusal{"a user needs at least one role"};
    return roles;
}

std::optional<Refusal> wrong_name(const std::string& name)
{
    if (name.empty() || name.size() > longest_name || name.find('\n') != std::string::npos)
        return Refusal{fmt::format("a user's name is one line of at most {} bytes", longest_name)};
    if (id_from(name))
        return Refusal{"a user's name cannot be a number alone: it would be taken for an id"};
    return std::nullopt;
}

// Whom the name belongs to already.
std::optional<Refusal> taken_name(Context& context, const std::string& name)
{
    if (const auto same = context.tx.people().find_user(name))
        return Refusal{fmt::format("there is a user \"{}\" already, with id {}", name, number(same->id))};
    return std::nullopt;
}

std::optional<Refusal> lacks_department(const User& user)
{
    if (user.roles.has(Role::handler) && user.department.empty())
        return Refusal{"a handler works for a department: name it"};
    return std::nullopt;
}

std::string facts_of(const User& user)
{
    return fmt::format("user={};roles={};department={}", number(user.id), to_text(user.roles), user.department);
}

Answer add(Scene& scene, Arguments& arguments)
{
    User user;
    user.name = arguments.text("name");
    const auto names = arguments.list("roles");
    const auto department = arguments.text("department");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (auto refusal = wrong_name(user.name))
        return std::move(*refusal);
    const auto roles = roles_from(names);
    if (!roles)
        return roles.error();
    user.roles = *roles;
    if (!department.empty()) {
        const auto term = known_term(scene.setup.facts.taxonomy.departments, department, "department");
        if (!term)
            return term.error();
        user.department = (*term)->key;
    }
    if (auto refusal = lacks_department(user))
        return std::move(*refusal);
    return write(scene, [&user](Context& context) -> Answer {
        if (auto refusal = taken_name(context, user.name))
            return std::move(*refusal);
        user = context.tx.people().add_user(user);
        journal::record(context, {.actor = console, .action = "user_add", .facts = facts_of(user)});
        return to_json(context, user);
    });
}

Answer list(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [](Context& context) -> Answer {
        Json users = Json::array();
        for (const User& user : context.tx.people().users())
            users.push_back(to_json(context, user));
        return users;
    });
}

Answer link_code(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("user");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&name](Context& context) -> Answer {
        const auto user = find_user(context, name);
        if (!user)
            return user.error();
        if (user->disabled)
            return Refusal{fmt::format("the user \"{}\" is disabled", user->name)};
        LinkCode purpose;
        purpose.user = user->id;
        const std::string code = issue_code(context, purpose);
        journal::record(context,
                        {.actor = console, .action = "link_code", .facts = fmt::format("user={}", number(user->id))});
        return Json{{"user", user->name}, {"code", code}, {"expires_at", to_rfc3339(context.now + link_code_life)}};
    });
}

void withdraw_news_of_office(Context& context, const User& user)
{
    for (const Identity& identity : context.tx.people().identities_of(user.id))
        langnghe::withdraw_news_of_office(context, identity);
}

bool has_lost(const User& before, const User& after)
{
    return before.department != after.department || (before.roles.bits() & ~after.roles.bits()) != 0;
}

struct Change
{
    std::string name;
    Roles roles;
    const Term* joins = nullptr; // this department
    bool leaves = false;         // the one he is in
};

// What is not named stays as it is.
User with(User user, const Change& change)
{
    if (!change.name.empty())
        user.name = change.name;
    if (!change.roles.empty())
        user.roles = change.roles;
    if (change.joins != nullptr)
        user.department = change.joins->key;
    if (change.leaves)
        user.department.clear();
    return user;
}

boost::system::result<Change, Refusal> change_from(const Scene& scene, std::string name,
                                                   const std::vector<std::string>& roles, std::string_view department)
{
    Change change;
    if (auto refusal = name.empty() ? std::nullopt : wrong_name(name))
        return std::move(*refusal);
    change.name = std::move(name);
    if (!roles.empty()) {
        const auto known = roles_from(roles);
        if (!known)
            return known.error();
        change.roles = *known;
    }
    change.leaves = department == no_department;
    if (change.leaves || department.empty())
        return change;
    const auto term = known_term(scene.setup.facts.taxonomy.departments, department, "department");
    if (!term)
        return term.error();
    change.joins = *term;
    return change;
}

// Tickets that he was given stay with his department.
Answer change(Scene& scene, Arguments& arguments)
{
    const auto who = arguments.text("user");
    const auto name = arguments.text("name");
    const auto roles = arguments.list("roles");
    const auto department = arguments.text("department");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (name.empty() && roles.empty() && department.empty())
        return Refusal{"name what is to be changed: the name, the roles or the department"};
    const auto wanted = change_from(scene, name, roles, department);
    if (!wanted)
        return wanted.error();
    return write(scene, [&](Context& context) -> Answer {
        const auto before = find_user(context, who);
        if (!before)
            return before.error();
        const User user = with(*before, *wanted);
        if (auto refusal = user.name == before->name ? std::nullopt : taken_name(context, user.name))
            return std::move(*refusal);
        if (auto refusal = lacks_department(user))
            return std::move(*refusal);
        context.tx.people().save_user(user);
        if (has_lost(*before, user))
            withdraw_news_of_office(context, user);
        journal::record(context, {.actor = console, .action = "user_change", .facts = facts_of(user)});
        return to_json(context, user);
    });
}

Answer set_standing(Scene& scene, Arguments& arguments, bool disabled)
{
    const auto name = arguments.text("user");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&name, disabled](Context& context) -> Answer {
        auto user = find_user(context, name);
        if (!user)
            return user.error();
        if (user->disabled == disabled)
            return Refusal{fmt::format("the user \"{}\" is {} already", user->name, disabled ? "disabled" : "enabled")};
        user->disabled = disabled;
        context.tx.people().save_user(*user);
        if (disabled)
            withdraw_news_of_office(context, *user);
        journal::record(context, {.actor = console,
                                  .action = disabled ? "user_disable" : "user_enable",
                                  .facts = fmt::format("user={}", number(user->id))});
        return to_json(context, *user);
    });
}

Answer disable(Scene& scene, Arguments& arguments) { return set_standing(scene, arguments, true); }
Answer enable(Scene& scene, Arguments& arguments) { return set_standing(scene, arguments, false); }

// Of a telephone that was lost, or an account that is somebody else's now.
Answer unlink(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("user");
    const auto channel = arguments.text("channel");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&](Context& context) -> Answer {
        const auto user = find_user(context, name);
        if (!user)
            return user.error();
        int unlinked = 0;
        for (const Identity& identity : context.tx.people().identities_of(user->id))
            if (channel.empty() || identity.channel == channel) {
                langnghe::unlink_identity(context, identity, console);
                ++unlinked;
            }
        if (unlinked == 0)
            return Refusal{
                fmt::format("the user \"{}\" is not linked{}{}", user->name, channel.empty() ? "" : " on ", channel)};
        return to_json(context, *user);
    });
}

constexpr std::array all{Verb{"user.add", add},       Verb{"user.list", list},       Verb{"user.link-code", link_code},
                         Verb{"user.change", change}, Verb{"user.disable", disable}, Verb{"user.enable", enable},
                         Verb{"user.unlink", unlink}};

} // namespace

std::span<const Verb> user_verbs() { return all; }

} // namespace langnghe::operations
