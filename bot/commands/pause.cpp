#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

void show_state(const Target&, const Json& channel)
{
    if (channel["paused"] != true)
        return print(fmt::format("Channel {} sends again.", cell(channel, "name")));
    const std::string until = channel["paused_until"].is_null()
                                  ? fmt::format("langnghe channel resume {}", cell(channel, "name"))
                                  : cell(channel, "paused_until");
    print(fmt::format("Channel {} sends nothing until {}. What comes in is still taken in.", cell(channel, "name"),
                      until));
}

void show_hours(const Target&, const Json& json)
{
    print(fmt::format("{}: quiet hours {}.", cell(json, "name"), cell(json, "quiet")));
}

} // namespace

void add_pause(CLI::App& channels, Face& face)
{
    const auto arguments = std::make_shared<Json>(Json::object());
    CLI::App& pause = leaf(channels, face, "pause", "Send nothing by this channel for a while; what comes in is kept",
                           "langnghe channel pause zalo --until 08:00");
    const auto name = [arguments](const std::string& value) { (*arguments)["name"] = value; };
    const auto until = [arguments](const std::string& value) { (*arguments)["until"] = value; };
    pause.add_option_function<std::string>("name", name, "The channel's name")->required()->type_name("NAME");
    pause.add_option_function<std::string>("--until", until, "08:00 or 2026-11-30 08:00; otherwise until resumed")
        ->type_name("TIME");
    pause.callback([&face, arguments] {
        face.run = [&face, arguments] { return operate_and_show(face, "channel.pause", *arguments, show_state); };
    });
    CLI::App& resume =
        leaf(channels, face, "resume", "Send again by a channel that was paused", "langnghe channel resume zalo");
    resume.add_option_function<std::string>("name", name, "The channel's name")->required()->type_name("NAME");
    resume.callback([&face, arguments] {
        face.run = [&face, arguments] { return operate_and_show(face, "channel.resume", *arguments, show_state); };
    });
}

void add_quiet(CLI::App& parent, Face& face, const std::string& whose, const std::string& example)
{
    const auto arguments = std::make_shared<Json>(Json::object());
    CLI::App& command = leaf(parent, face, "quiet", "Give a " + whose + " quiet hours of its own", example);
    const auto who = [arguments, whose](const std::string& value) { (*arguments)[whose] = value; };
    const auto hours = [arguments](const std::string& value) { (*arguments)["hours"] = value; };
    command.add_option_function<std::string>(whose, who, whose == "group" ? "Its id" : "The name or id")->required();
    command.add_option_function<std::string>("hours", hours, "21:00-06:00, off, or commune for the commune's")
        ->required();
    command.callback([&face, arguments, verb = whose + ".quiet"] {
        face.run = [&face, arguments, verb] { return operate_and_show(face, verb, *arguments, show_hours); };
    });
}

} // namespace langnghe::commands
