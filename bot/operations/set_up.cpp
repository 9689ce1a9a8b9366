#include "adapters/net/client.hpp"
#include "bot/daemon/transport.hpp"
#include "bot/operations/arguments.hpp"
#include "core/journal/record.hpp"
#include "core/message/menu.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::operations {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds call_time{15}; // of each of a few calls: in all less than the command line waits

asio::awaitable<void> converse(net::Client& client, Connecting& connecting)
{
    while (auto call = connecting.next()) {
        auto request = daemon::request_of(std::move(*call), call_time);
        const auto reply = co_await client.send(std::move(request));
        connecting.take(daemon::answer_of(reply));
    }
}

// On a loop of its own: the caller is the command line, or the daemon's worker.
ConnectReport connect(const Channel& channel, ConnectRequest request)
{
    asio::io_context io;
    net::Client client(io.get_executor());
    const auto connecting = channel.connectable->connect(std::move(request));
    bool broken = false;
    const auto ended = [&client, &broken](const std::exception_ptr& error) {
        broken = error != nullptr;
        client.close();
    };
    asio::co_spawn(io, converse(client, *connecting), ended);
    io.run();
    ConnectReport report = connecting->report();
    if (broken)
        report.trouble = "it failed for an internal reason";
    return report;
}

Json to_json(const Channel& channel, const ConnectReport& report)
{
    Json facts = Json::object();
    for (const auto& [name, value] : report.facts)
        facts[name] = value;
    return {{"channel", channel.section.name},
            {"platform", config::name_of(channel.section.platform)},
            {"facts", std::move(facts)},
            {"warnings", report.warnings}};
}

Answer set_up(Scene& scene, Arguments& arguments)
{
    const auto name = arguments.text("name");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    const auto found = scene.setup.channels.find(name);
    if (found == scene.setup.channels.end())
        return Refusal{fmt::format("there is no channel \"{}\"; see langnghe channel list", name)};
    const Channel& channel = found->second;
    if (channel.connectable == nullptr)
        return Refusal{fmt::format("{} is set up by hand; see langnghe channel list for the address to paste there",
                                   config::name_of(channel.section.platform))};
    if (const auto missing = channel.platform->missing(); !missing.empty())
        return Refusal{fmt::format("channel \"{}\" is not configured yet: {}", name, missing)};
    ConnectRequest request{webhook_of(scene.setup.facts, channel), general_menus(scene.setup.facts)};
    const ConnectReport report = connect(channel, std::move(request));
    if (report.no_answer)
        return Refusal{fmt::format("no answer ({}); {}", report.trouble, advice_without_answer(channel))};
    if (!report.trouble.empty())
        return Refusal{report.trouble};
    return write(scene, [&](Context& context) -> Answer {
        journal::record(context, {.actor = console, .action = "channel_connect", .facts = "channel=" + name});
        return to_json(channel, report);
    });
}

constexpr std::array all{Verb{"channel.set_up", set_up}};

} // namespace

std::span<const Verb> set_up_verbs() { return all; }

} // namespace langnghe::operations
