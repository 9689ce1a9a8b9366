#include "bot/commands/connect_by_calls.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

void show_connected(const Target&, const Json& document)
{
    for (const auto& [name, value] : document.at("facts").items())
        print(fmt::format("{}: {}", name, value.get<std::string>()));
    for (const Json& warning : document.at("warnings"))
        complain("warning: " + warning.get<std::string>(), done);
    print(fmt::format("Channel \"{}\" is connected.", cell(document, "channel")));
}

} // namespace

int connect_by_calls(const Face& face, const std::string& channel)
{
    return operate_and_show(face, "channel.set_up", {{"name", channel}}, show_connected);
}

} // namespace langnghe::commands
