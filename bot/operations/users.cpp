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

namespace langnghe::operations {
namespace {

constexpr std::size_t longest_name = 100; // bytes

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

Answer add(Scene& scene, Arguments& arguments)
{
    User user;
    user.name = arguments.text("name");
    const auto names = arguments.list("roles");
    const auto department = arguments.text("department");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (user.name.empty() || user.name.size() > longest_name || user.name.find('\n') != std::string::npos)
        return Refusal{fmt::format("a user's name is one line of at most {} bytes", longest_name)};
    if (id_from(user.name))
        return Refusal{"a user's name cannot be a number alone: it would be taken for an id"};
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
    if (user.roles.has(Role::handler) && user.department.empty())
        return Refusal{"a handler works for a department: name it"};
    return write(scene, [&user](Context& context) -> Answer {
        if (const auto same = context.tx.people().find_user(user.name))
            return Refusal{fmt::format("there is a user \"{}\" already, with id {}", user.name, number(same->id))};
        user = context.tx.people().add_user(user);
        journal::record(context, {.actor = console,
                                  .action = "user_add",
                                  .facts = fmt::format("user={};roles={};department={}", number(user.id),
                                                       to_text(user.roles), user.department)});
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

Answer disable(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("user");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&name](Context& context) -> Answer {
        auto user = find_user(context, name);
        if (!user)
            return user.error();
        if (user->disabled)
            return Refusal{fmt::format("the user \"{}\" is disabled already", user->name)};
        user->disabled = true;
        context.tx.people().save_user(*user);
        journal::record(
            context, {.actor = console, .action = "user_disable", .facts = fmt::format("user={}", number(user->id))});
        return to_json(context, *user);
    });
}

constexpr std::array all{Verb{"user.add", add}, Verb{"user.list", list}, Verb{"user.link-code", link_code},
                         Verb{"user.disable", disable}};

} // namespace

std::span<const Verb> user_verbs() { return all; }

} // namespace langnghe::operations
