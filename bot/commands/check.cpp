#include "adapters/net/client.hpp"
#include "bot/commands/commands.hpp"
#include "bot/commands/places.hpp"
#include "bot/daemon/transport.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds probe_time{10};

struct Finding
{
    std::string what;
    bool configuration = false; // else something that cannot be reached or written
};

struct Findings
{
    std::vector<Finding> problems;
    std::vector<std::string> warnings;
    int channels = 0; // that answered

    void problem(std::string what, bool configuration) { problems.push_back({std::move(what), configuration}); }
};

asio::awaitable<void> probe(net::Client& client, const Channel& channel, std::string where, Findings& findings)
{
    net::ClientRequest request = daemon::request_of(channel.platform->probe());
    request.timeout = probe_time;
    const auto reply = co_await client.send(std::move(request));
    if (reply.stage != net::Stage::answered) {
        findings.problem(fmt::format("{}: no answer ({}); {}", where, reply.error, advice_without_answer(channel)),
                         false);
        co_return;
    }
    const std::string trouble = channel.platform->read_probe(daemon::answer_of(reply));
    if (!trouble.empty())
        findings.problem(fmt::format("{}: {}", where, trouble), false);
    else
        ++findings.channels;
}

// All channels at once, so that one that hangs costs no more than its own time.
void probe_all(const config::Configuration& configuration, const std::vector<std::unique_ptr<CommuneSetup>>& setups,
               Findings& findings)
{
    asio::io_context io;
    net::Client client(io.get_executor());
    std::size_t running = 0;
    for (const auto& setup : setups)
        for (const auto& [name, channel] : setup->channels) {
            const std::string where =
                fmt::format("{}:{}: channel \"{}\"", configuration.path.string(), channel.section.line, name);
            if (!channel.platform || !channel.platform->missing().empty())
                continue;
            ++running;
            const auto ended = [&findings, &running, &client, where](const std::exception_ptr& error) {
                if (error)
                    findings.problem(fmt::format("{}: the check failed for an internal reason", where), false);
                if (--running == 0)
                    client.close();
            };
            asio::co_spawn(io, probe(client, channel, where, findings), ended);
        }
    if (running > 0)
        io.run();
}

void check_channels(const config::Configuration& configuration, const CommuneSetup& setup, Findings& findings)
{
    for (const auto& [name, channel] : setup.channels) {
        const std::string missing =
            channel.platform ? channel.platform->missing() : "this version of langnghe does not speak the platform yet";
        if (!missing.empty())
            findings.warnings.push_back(fmt::format("{}:{}: channel \"{}\" is not configured yet: {}",
                                                    configuration.path.string(), channel.section.line, name, missing));
    }
}

std::vector<std::unique_ptr<CommuneSetup>> set_up_all(const config::Configuration& configuration, Findings& findings)
{
    std::vector<std::unique_ptr<CommuneSetup>> setups;
    for (const config::CommuneSection& section : configuration.communes) {
        auto made = set_up(section, configuration.server);
        for (const config::Problem& problem : made.problems)
            findings.problem(to_string(problem), true);
        for (std::string& what : unusable_places(section))
            findings.problem(fmt::format("{}:{}: {}", configuration.path.string(), section.line, what), false);
        if (!made.setup)
            continue;
        check_channels(configuration, *made.setup, findings);
        setups.push_back(std::move(made.setup));
    }
    return setups;
}

int report(const Face& face, const Findings& findings)
{
    int status = done;
    for (const Finding& finding : findings.problems)
        status = std::max(status, finding.configuration ? misused : failed);
    if (face.json) {
        Json problems = Json::array();
        for (const Finding& finding : findings.problems)
            problems.push_back(finding.what);
        print_json(Json{{"ok", status == done}, {"problems", problems}, {"warnings", findings.warnings}});
        return status;
    }
    for (const std::string& warning : findings.warnings)
        complain("warning: " + warning, done);
    for (const Finding& finding : findings.problems)
        complain(finding.what, failed);
    if (status == done)
        print(fmt::format("The configuration is in order; {} channels answered.", findings.channels));
    return status;
}

int check(const Face& face, bool offline)
{
    Findings findings;
    const config::Loaded loaded = config::load(config::locate(face.config));
    for (const config::Problem& problem : loaded.problems)
        findings.problem(to_string(problem), true);
    for (const config::Problem& warning : loaded.warnings)
        findings.warnings.push_back(to_string(warning));
    if (loaded.configuration) {
        const auto setups = set_up_all(*loaded.configuration, findings);
        if (!offline)
            probe_all(*loaded.configuration, setups, findings);
    }
    return report(face, findings);
}

} // namespace

void add_check(CLI::App& app, Face& face)
{
    const auto offline = std::make_shared<bool>(false);
    CLI::App& command = leaf(app, face, "check", "Find everything that is wrong with the configuration, in one run",
                             "langnghe check --config langnghe.toml");
    command.add_flag("--offline", *offline, "Ask no platform");
    command.callback([&face, offline] { face.run = [&face, offline] { return check(face, *offline); }; });
}

} // namespace langnghe::commands
