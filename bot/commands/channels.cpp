#include "bot/commands/commands.hpp"
#include "bot/commands/connect_by_calls.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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

std::string share_of(const Json& usage, std::string_view what)
{
    const Json& share = usage.at(std::string{what});
    return fmt::format("{}/{} {}", cell(share, "used"), cell(share, "limit"), what);
}

// "120/3000 messages, 12/50 people, 1/3 groups"; "-" where the platform sets no limit.
std::string used_of(const Json& channel)
{
    const Json& usage = channel.at("usage");
    if (usage.is_null())
        return "-";
    return fmt::format("{}, {}, {}", share_of(usage, "messages"), share_of(usage, "people"), share_of(usage, "groups"));
}

void show_channels(const Json& channels)
{
    std::vector<Row> rows;
    for (const Json& json : channels)
        rows.push_back(
            {cell(json, "name"), cell(json, "platform"), cell(json, "webhook"), cell(json, "missing"), used_of(json)});
    print_table({"NAME", "PLATFORM", "WEBHOOK TO PASTE", "MISSING", "USED OF THE PACKAGE"}, rows);
    for (const Json& json : channels)
        if (const Json& usage = json.at("usage"); !usage.is_null()) {
            if (!usage.at("paused").is_null())
                complain(fmt::format("channel {} is paused: {}", cell(json, "name"), cell(usage, "paused")), done);
            for (const Json& warning : usage.at("warnings"))
                complain(fmt::format("warning: channel {}: {}", cell(json, "name"), warning.get<std::string>()), done);
        }
}

bool has_package(const Target& target)
{
    return std::ranges::any_of(target.setup->facts.channels,
                               [](const auto& entry) { return entry.second.traits.quota.messages > 0; });
}

int list_channels(const Face& face)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    Json usage = Json::object(); // only a package needs the store
    if (has_package(*target)) {
        const auto reply = operate(*target, "channel.usage", Json::object());
        if (!reply.ok)
            return complain(reply.error, failed);
        usage = Json::parse(reply.document);
    }
    Json channels = Json::array();
    for (const auto& [name, channel] : target->setup->channels) {
        Json& json = channels.emplace_back(to_json(*target, channel));
        json["usage"] = usage.contains(name) ? usage.at(name) : Json(nullptr);
    }
    if (face.json)
        print_json(channels);
    else
        show_channels(channels);
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
