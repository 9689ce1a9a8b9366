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
                        cell(group, "area"), cell(group, "bound")});
    print_table({"ID", "CHANNEL", "TITLE", "ORGANIZATION", "AREA", "BOUND"}, rows);
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
        command.add_option("--organization", *organization, "As in the taxonomy")->type_name("X");
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

std::string webhook_of(const Target& target, const Channel& channel)
{
    if (channel.section.receive == config::Receive::polling)
        return {};
    return fmt::format("{}/{}/hook/{}", target.configuration.server.public_url, target.section.slug,
                       channel.section.name);
}

Json to_json(const Target& target, const Channel& channel)
{
    const std::string webhook = webhook_of(target, channel);
    const std::string missing = channel.platform ? channel.platform->missing() : "this version does not speak it";
    return {{"name", channel.section.name},
            {"platform", config::name_of(channel.section.platform)},
            {"receive", webhook.empty() ? "polling" : "webhook"},
            {"webhook", webhook.empty() ? Json(nullptr) : Json(webhook)},
            {"missing", missing.empty() ? Json(nullptr) : Json(missing)}};
}

int list_channels(const Face& face)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    Json channels = Json::array();
    std::vector<Row> rows;
    for (const auto& [name, channel] : target->setup->channels) {
        const Json& json = channels.emplace_back(to_json(*target, channel));
        rows.push_back({cell(json, "name"), cell(json, "platform"), cell(json, "webhook"), cell(json, "missing")});
    }
    if (face.json)
        print_json(channels);
    else
        print_table({"NAME", "PLATFORM", "WEBHOOK TO PASTE", "MISSING"}, rows);
    return done;
}

} // namespace

void add_groups(CLI::App& app, Face& face)
{
    CLI::App& groups = branch(app, "group", "Groups and their binding codes");
    CLI::App& list = leaf(groups, face, "list", "List the groups", "langnghe group list");
    list.callback(
        [&face] { face.run = [&face] { return operate_and_show(face, "group.list", Json::object(), show_groups); }; });
    add_code(groups, face);

    CLI::App& channels = branch(app, "channel", "Channels and their state");
    CLI::App& state = leaf(channels, face, "list", "List the channels and what each still needs",
                           "langnghe channel list --config langnghe.toml");
    state.callback([&face] { face.run = [&face] { return list_channels(face); }; });
}

} // namespace langnghe::commands
