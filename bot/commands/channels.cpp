#include "bot/commands/commands.hpp"
#include "bot/commands/connect_by_calls.hpp"
#include "bot/commands/connect_zalo.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>

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

// In a few words; the document has the whole.
std::string tokens_of(const Json& channel)
{
    const Json& tokens = channel.at("tokens");
    if (tokens.is_null())
        return "-";
    if (!tokens.at("reconnect_needed_since").is_null())
        return "RECONNECT NEEDED: " + cell(tokens, "reconnect_why");
    if (!tokens.at("connected").get<bool>())
        return "not connected";
    return fmt::format("until {}, renewed {}", cell(tokens, "expires_at"), cell(tokens, "renewed_at"));
}

void show_channels(const Json& channels)
{
    std::vector<Row> rows;
    for (const Json& json : channels)
        rows.push_back({cell(json, "name"), cell(json, "platform"), cell(json, "sending"), cell(json, "webhook"),
                        cell(json, "missing"), used_of(json), tokens_of(json)});
    print_table({"NAME", "PLATFORM", "SENDING", "WEBHOOK TO PASTE", "MISSING", "USED OF THE PACKAGE", "TOKENS"}, rows);
    for (const Json& json : channels)
        if (const Json& usage = json.at("usage"); !usage.is_null()) {
            if (!usage.at("paused").is_null())
                complain(fmt::format("channel {} is paused: {}", cell(json, "name"), cell(usage, "paused")), done);
            for (const Json& warning : usage.at("warnings"))
                complain(fmt::format("warning: channel {}: {}", cell(json, "name"), warning.get<std::string>()), done);
        }
}

// What the store adds to every channel, by name; empty where no channel of the commune has such a thing.
bool add(Json& channels, const Target& target, const char* member, std::string_view verb, bool any)
{
    const auto reply = any ? operate(target, verb, Json::object()) : operations::Reply{true, "{}", {}};
    if (!reply.ok)
        return complain(reply.error, failed) == done;
    const Json all = Json::parse(reply.document, nullptr, false);
    for (Json& channel : channels) {
        const std::string name = cell(channel, "name");
        channel[member] = all.contains(name) ? all.at(name) : Json(nullptr);
    }
    return true;
}

std::string in_words(const Json& state)
{
    if (!state.at("paused").get<bool>())
        return "yes";
    return state.at("paused_until").is_null() ? "paused" : "paused until " + cell(state, "paused_until");
}

// What the store says of sending by them, when there is a store.
void add_sending(Json& channels, const Target& target)
{
    std::error_code none;
    const bool stored = std::filesystem::exists(target.section.store, none);
    const auto reply = stored ? operate(target, "channel.state", Json::object()) : operations::Reply{true, "[]", {}};
    const Json states = Json::parse(reply.ok ? reply.document : "[]", nullptr, false);
    for (Json& channel : channels) {
        Json& sending = channel["sending"];
        sending = nullptr;
        for (const Json& state : states)
            if (cell(state, "name") == cell(channel, "name"))
                sending = in_words(state);
    }
}

int list_channels(const Face& face)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    Json channels = Json::array();
    bool packages = false;
    bool tokens = false;
    for (const auto& [name, channel] : target->setup->channels) {
        channels.push_back(to_json(*target, channel));
        packages = packages || (channel.platform && channel.platform->traits().quota.messages > 0);
        tokens = tokens || channel.renewing != nullptr;
    }
    if (!add(channels, *target, "usage", "channel.usage", packages) ||
        !add(channels, *target, "tokens", "channel.tokens", tokens))
        return failed;
    add_sending(channels, *target);
    if (face.json)
        print_json(channels);
    else
        show_channels(channels);
    return done;
}

int connect(const Face& face, const std::string& name, const std::string& pasted)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    const auto found = target->setup->channels.find(name);
    if (found != target->setup->channels.end() && found->second.renewing != nullptr)
        return connect_zalo(face, *target, found->second, pasted);
    return connect_by_calls(face, name);
}

void add_connect(CLI::App& parent, Face& face)
{
    const auto name = std::make_shared<std::string>();
    const auto pasted = std::make_shared<std::string>();
    CLI::App& command =
        leaf(parent, face, "connect", "Set a channel up at its platform, step by step, and show what that says of it",
             "langnghe channel connect telegram");
    command.add_option("name", *name, "The channel, as in the configuration")->type_name("NAME")->required();
    command
        .add_option("--code", *pasted,
                    "Zalo: what the permission page led to, the code or the whole address; else it is asked for")
        ->type_name("CODE");
    command.callback(
        [&face, name, pasted] { face.run = [&face, name, pasted] { return connect(face, *name, *pasted); }; });
}

} // namespace

void add_channels(CLI::App& app, Face& face)
{
    CLI::App& channels = branch(app, "channel", "Channels: their state, and setting them up");
    CLI::App& state = leaf(channels, face, "list", "List the channels, what each still needs, and its tokens' state",
                           "langnghe channel list --config langnghe.toml");
    state.callback([&face] { face.run = [&face] { return list_channels(face); }; });
    add_connect(channels, face);
    add_pause(channels, face);
}

} // namespace langnghe::commands
