#include "adapters/net/client.hpp"
#include "adapters/sql/lock.hpp"
#include "adapters/sql/migrate.hpp"
#include "bot/commands/commands.hpp"
#include "bot/commands/places.hpp"
#include "bot/daemon/transport.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <filesystem>
#include <set>

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

// Whose tokens live in the store: the configuration's are only the first.
using Connected = std::set<const Channel*>;

std::string judge(const Channel& channel, const PlatformAnswer& answer, bool connected)
{
    const bool refused = channel.renewing != nullptr && channel.platform->read(answer, {}).token_refused;
    if (refused && connected)
        return {}; // it answered, and the daemon has a newer token
    if (refused)
        return fmt::format("not connected: run langnghe channel connect {}", channel.section.name);
    return channel.platform->read_probe(answer);
}

asio::awaitable<void> probe(net::Client& client, const Channel& channel, std::string where, bool connected,
                            Findings& findings)
{
    net::ClientRequest request = daemon::request_of(channel.platform->probe());
    request.timeout = probe_time;
    const auto reply = co_await client.send(std::move(request));
    if (reply.stage != net::Stage::answered) {
        findings.problem(fmt::format("{}: no answer ({}); {}", where, reply.error, advice_without_answer(channel)),
                         false);
        co_return;
    }
    const auto answer = daemon::answer_of(reply);
    const std::string trouble = judge(channel, answer, connected);
    if (auto warning = channel.platform->read_warning(answer, system_now()); !warning.empty())
        findings.warnings.push_back(fmt::format("{}: {}", where, warning));
    if (!trouble.empty())
        findings.problem(fmt::format("{}: {}", where, trouble), false);
    else
        ++findings.channels;
}

// All channels at once, so that one that hangs costs no more than its own time.
void probe_all(const config::Configuration& configuration, const std::vector<Target>& targets,
               const Connected& connected, Findings& findings)
{
    asio::io_context io;
    net::Client client(io.get_executor());
    std::size_t running = 0;
    for (const Target& target : targets)
        for (const auto& [name, channel] : target.setup->channels) {
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
            asio::co_spawn(io, probe(client, channel, where, connected.contains(&channel), findings), ended);
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

// They hold what people had erased since, until an erasure or their time takes them away.
void check_copies(const config::CommuneSection& section, Findings& findings)
{
    std::error_code error;
    for (const auto& copy : sql::copies_of(section.store, error))
        findings.warnings.push_back(
            fmt::format("{}: the copy that a migration made beforehand; the daemon removes it "
                        "after {} days, once the store is found sound",
                        copy.string(), std::chrono::duration_cast<std::chrono::days>(sql::copies_kept).count()));
}

// Deadlines that people are told soon must not rest on holidays that nobody has decided.
void check_calendar(const config::CommuneSection& section, const CommuneSetup& setup, Findings& findings)
{
    constexpr std::chrono::days ahead{60};
    const auto& calendar = setup.facts.taxonomy.calendar;
    const auto now = std::chrono::floor<Duration>(std::chrono::system_clock::now());
    const std::set<int> soon{year_in_vietnam(now), year_in_vietnam(now + ahead)};
    const std::string file = section.taxonomy.empty() ? "taxonomy.toml" : section.taxonomy.string();
    for (const int year : soon) {
        if (!calendar.years.contains(year))
            findings.warnings.push_back(fmt::format(
                "{}: no holidays are known for {}: add them as [[holiday]] and the year to years in [calendar]", file,
                year));
        else if (calendar.provisional.contains(year))
            findings.warnings.push_back(fmt::format("{}: the holidays of {} are provisional: correct them when the "
                                                    "official notice is out, and take {} out of provisional",
                                                    file, year, year));
    }
}

// A store that nobody holds is opened only where that changes nothing; one that is held is never opened, its owner is
// asked.
bool may_ask(const std::filesystem::path& store)
{
    std::error_code none;
    if (!std::filesystem::exists(store, none))
        return false;
    const auto lock = sql::StoreLock::try_acquire(store);
    if (!lock || !*lock)
        return lock.has_value();
    const auto pending = sql::pending(store);
    return pending && pending->empty();
}

// What the store knows of the channels' tokens.
Connected connected_of(const std::vector<Target>& targets, Findings& findings)
{
    Connected connected;
    for (const Target& target : targets) {
        if (!may_ask(target.section.store))
            continue;
        const auto reply = operate(target, "channel.tokens", Json::object());
        const Json all = reply.ok ? Json::parse(reply.document, nullptr, false) : Json::object();
        for (const auto& [name, tokens] : all.items()) {
            if (!tokens.at("connected").get<bool>())
                continue;
            connected.insert(&target.setup->channels.at(name));
            if (!tokens.at("reconnect_needed_since").is_null())
                findings.problem(fmt::format("channel \"{0}\": reconnect needed: {1}; run langnghe channel connect {0}",
                                             name, cell(tokens, "reconnect_why")),
                                 false);
        }
    }
    return connected;
}

std::vector<Target> set_up_all(const config::Configuration& configuration, Findings& findings)
{
    std::vector<Target> targets;
    for (const config::CommuneSection& section : configuration.communes) {
        auto made = set_up(section, configuration.server);
        for (const config::Problem& problem : made.problems)
            findings.problem(to_string(problem), true);
        for (std::string& what : unusable_places(section))
            findings.problem(fmt::format("{}:{}: {}", configuration.path.string(), section.line, what), false);
        if (!made.setup)
            continue;
        check_channels(configuration, *made.setup, findings);
        check_calendar(section, *made.setup, findings);
        check_copies(section, findings);
        targets.push_back({configuration, section, std::move(made.setup)});
    }
    return targets;
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
        const auto targets = set_up_all(*loaded.configuration, findings);
        if (!offline)
            probe_all(*loaded.configuration, targets, connected_of(targets, findings), findings);
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
