#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/journal/record.hpp"
#include "core/people/group_end.hpp"
#include "core/people/link_code.hpp"
#include "core/people/linking.hpp"
#include "core/store/members.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace langnghe::operations {
namespace {

Json to_json(Context& context, const Group& group)
{
    return {{"id", std::to_string(number(group.id))},
            {"channel", group.channel},
            {"chat", group.chat},
            {"title", group.title},
            {"organization", or_null(group.organization)},
            {"area", or_null(group.area)},
            {"bound", group.bound},
            {"unreachable", group.unreachable},
            {"members", context.tx.members().count(group.id)}, // as far as the platform told
            {"ends_at", or_null(end_of(context.tx, group.id))}};
}

Answer list(Scene& scene, Arguments& arguments)
{
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [](Context& context) -> Answer {
        Json groups = Json::array();
        for (const Group& group : context.tx.groups().list())
            groups.push_back(to_json(context, group));
        return groups;
    });
}

Refusal unknown_owner(const Taxonomy& taxonomy, std::string_view typed, bool of_area)
{
    std::vector<Term> terms = of_area ? taxonomy.areas : taxonomy.organizations;
    if (!of_area)
        terms.insert(terms.end(), taxonomy.departments.begin(), taxonomy.departments.end());
    return known_term(terms, typed, of_area ? "area" : "organization or department").error();
}

Answer code(Scene& scene, Arguments& arguments)
{
    const auto organization = arguments.text("organization");
    const auto area = arguments.text("area");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    if (organization.empty() == area.empty())
        return Refusal{"a group belongs to an organization or to an area: name one of them"};
    const bool of_area = organization.empty();
    const Taxonomy& taxonomy = scene.setup.facts.taxonomy;
    const std::string& typed = of_area ? area : organization;
    const Term* term = find_term(of_area ? taxonomy.areas : taxonomy.organizations, typed);
    if (term == nullptr && !of_area) // the Front is both
        term = find_term(taxonomy.departments, typed);
    if (term == nullptr)
        return unknown_owner(taxonomy, typed, of_area);
    LinkCode purpose;
    (of_area ? purpose.area : purpose.organization) = term->key;
    return write(scene, [&](Context& context) -> Answer {
        const std::string given = issue_code(context, purpose);
        journal::record(context, {.actor = console,
                                  .action = "group_code",
                                  .facts = fmt::format("organization={};area={}", purpose.organization, purpose.area)});
        return Json{{of_area ? "area" : "organization", term->key},
                    {"name", term->name},
                    {"code", given},
                    {"expires_at", to_rfc3339(context.now + link_code_life)}};
    });
}

Answer unbind(Scene& scene, Arguments& arguments)
{
    const auto text = arguments.text("group");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return write(scene, [&text](Context& context) -> Answer {
        const auto groups = context.tx.groups().list();
        const auto found = std::ranges::find(groups, GroupId{id_from(text).value_or(0)}, &Group::id);
        if (found == groups.end())
            return Refusal{fmt::format("there is no group \"{}\"; its id stands in langnghe group list", text)};
        if (!found->bound)
            return Refusal{fmt::format("group {} is bound to nothing", text)};
        return to_json(context, unbind_group(context, *found, console));
    });
}

constexpr std::array all{Verb{"group.list", list}, Verb{"group.code", code}, Verb{"group.unbind", unbind}};

} // namespace

std::span<const Verb> group_verbs() { return all; }

} // namespace langnghe::operations
