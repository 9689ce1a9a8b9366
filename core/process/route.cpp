#include "core/process/route.hpp"

#include "core/commune/fields.hpp"
#include "core/process/act.hpp"

#include <algorithm>
#include <utility>

namespace langnghe {
namespace {

bool fits(const Route& route, const Ticket& ticket)
{
    return (route.field.empty() || route.field == ticket.field) && (route.area.empty() || route.area == ticket.area) &&
           (!route.urgency || *route.urgency == ticket.urgency);
}

int weight(const Route& route)
{
    return (route.area.empty() ? 0 : 4) + (route.urgency ? 2 : 0) + (route.field.empty() ? 0 : 1);
}

std::vector<User> handlers_of(Context& context, const Ticket& ticket)
{
    return watchers_of(context, ticket, [&](const User& user) {
        return user.roles.has(Role::handler) && user.department == ticket.department;
    });
}

} // namespace

Route route_of(const Taxonomy& taxonomy, const Ticket& ticket)
{
    Route best;
    int most = -1;
    for (const Route& route : taxonomy.routes) {
        if (!fits(route, ticket) || weight(route) <= most)
            continue;
        best = route;
        most = weight(route);
    }
    const Field* field = find_field(taxonomy, ticket.field);
    if (best.department.empty() && field != nullptr)
        best.department = field->department;
    return best;
}

std::vector<User> leaders_of(Context& context, const Ticket& ticket)
{
    const Route route = route_of(context.commune.taxonomy, ticket);
    const auto named = [&](const User& user) {
        return std::ranges::find(route.leaders, user.name) != route.leaders.end();
    };
    auto leaders =
        watchers_of(context, ticket, [&](const User& user) { return user.roles.has(Role::leader) && named(user); });
    if (!leaders.empty())
        return leaders;
    return watchers_of(context, ticket, [&](const User& user) {
        return user.roles.has(Role::leader) && (user.department.empty() || user.department == ticket.department);
    });
}

std::vector<User> in_charge_of(Context& context, const Ticket& ticket)
{
    if (ticket.sealed() || ticket.suspected)
        return watchers_of(context, ticket, Role::keeper);
    if (ticket.department.empty()) {
        auto intake = watchers_of(context, ticket, Role::front_officer);
        return intake.empty() ? leaders_of(context, ticket) : intake;
    }
    auto assignee = watchers_of(context, ticket, [&](const User& user) { return user.id == ticket.assignee; });
    if (!assignee.empty())
        return assignee;
    auto handlers = handlers_of(context, ticket);
    return handlers.empty() ? leaders_of(context, ticket) : handlers;
}

std::vector<User> watchers_of(Context& context, const Ticket& ticket, Role role)
{
    return watchers_of(context, ticket, [&](const User& user) { return user.roles.has(role); });
}

std::vector<User> watchers_of(Context& context, const Ticket& ticket, const std::function<bool(const User&)>& fits)
{
    auto all = context.tx.people().users();
    std::erase_if(all, [&](const User& user) {
        return user.disabled || !fits(user) || !may_see(context, actor_of(user), ticket);
    });
    return all;
}

} // namespace langnghe
