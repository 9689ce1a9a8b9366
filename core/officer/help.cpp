#include "core/officer/help.hpp"

#include "core/message/say.hpp"
#include "core/officer/carry_out.hpp"
#include "core/officer/requests.hpp"
#include "core/officer/verbs.hpp"

#include <fmt/format.h>

namespace langnghe::officer {

namespace {

std::string roles_of(const Catalogue& say, const User& user)
{
    std::string labels;
    for (const Role role : all_roles)
        if (user.roles.has(role))
            labels += (labels.empty() ? "" : ", ") + say(label_of(role));
    return labels;
}

} // namespace

std::string alert_example(const Commune& commune)
{
    return fmt::format("/{} {}", alert_name, commune.say(Say::example_alert));
}

std::string help_of(const Context& context, const User& user)
{
    const Catalogue& say = context.commune.say;
    const std::string code = to_text({year_in_vietnam(context.now), 42}, context.commune.letters);
    std::string lines;
    for (const Command& command : commands())
        if (could(command, user.roles, !user.department.empty()))
            lines += '\n' + say(Say::desk_help_line, {{"verb", say(label_of(command.verb))},
                                                      {"example", example_of(context, user, command.verb, code)}});
    if (may(user.roles, Right::alert, {}))
        lines += '\n' + say(Say::desk_help_line,
                            {{"verb", say(Say::verb_alert)}, {"example", alert_example(context.commune)}});
    for (const Request& request : requests())
        if (request.may(user))
            lines += '\n' + say(Say::desk_help_line, {{"verb", say(request.label)}, {"example", request.example}});
    const std::string who = say(
        Say::help_officer, {{"name", user.name}, {"commune", context.commune.name}, {"roles", roles_of(say, user)}});
    return lines.empty() ? who : who + "\n\n" + say(Say::desk_help) + lines;
}

std::vector<MenuEntry> menu_of(const Commune& commune, const User& user)
{
    std::vector<MenuEntry> entries;
    for (const Command& command : commands())
        if (could(command, user.roles, !user.department.empty()))
            entries.push_back({std::string{command.name}, commune.say(label_of(command.verb))});
    for (const Request& request : requests())
        if (request.may(user))
            entries.push_back({std::string{request.name}, commune.say(request.label)});
    if (may(user.roles, Right::alert, {}))
        entries.push_back({std::string{alert_name}, commune.say(Say::verb_alert)});
    return entries;
}

} // namespace langnghe::officer
