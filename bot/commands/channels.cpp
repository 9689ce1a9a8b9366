#include "bot/commands/commands.hpp"
#include "bot/commands/connect_by_calls.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

Json to_json(const Target& target, const Channel& channel)
{
    const std::string webhook = webhook_of(target.setup->facts, channel);
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

void add_connect(CLI::App& parent, Face& face)
{
    const auto name = std::make_shared<std::string>();
    CLI::App& command = leaf(parent, face, "connect", "Set a channel up at its platform, and show what that says of it",
                             "langnghe channel connect telegram");
    command.add_option("name", *name, "The channel, as in the configuration")->type_name("NAME")->required();
    command.callback([&face, name] { face.run = [&face, name] { return connect_by_calls(face, *name); }; });
}

} // namespace

void add_channels(CLI::App& app, Face& face)
{
    CLI::App& channels = branch(app, "channel", "Channels: their state, and setting them up");
    CLI::App& state = leaf(channels, face, "list", "List the channels and what each still needs",
                           "langnghe channel list --config langnghe.toml");
    state.callback([&face] { face.run = [&face] { return list_channels(face); }; });
    add_connect(channels, face);
}

} // namespace langnghe::commands
