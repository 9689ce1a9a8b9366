#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>
#include <vector>

namespace langnghe::commands {
namespace {

void show_report(const Json& report)
{
    print(fmt::format("{} journal entries; anchor {}", cell(report, "entries"), cell(report, "anchor")));
    // In the order of the checks: the file, the chain, the tables, the anchors.
    bool first = true;
    for (const Json& fault : report["faults"])
        print(fmt::format("  {}: {}", std::exchange(first, false) ? "first fault" : "fault", cell(fault, "what")));
}

int verify(const Face& face, const std::vector<std::string>& anchors)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    const auto reply = operate(*target, "store.verify", {{"anchors", anchors}});
    if (!reply.ok)
        return complain(reply.error, failed);
    const Json report = Json::parse(reply.document, nullptr, false);
    if (face.json)
        print_json(report);
    else
        show_report(report);
    if (report.value("sound", false))
        return done;
    return complain(fmt::format("{} is not sound: {} faults; keep the file, and restore a backup",
                                target->section.store.string(), report["faults"].size()),
                    failed);
}

} // namespace

void add_verify(CLI::App& app, Face& face)
{
    const auto anchors = std::make_shared<std::vector<std::string>>();
    CLI::App& command =
        leaf(app, face, "verify", "Check the file, the journal's chain, and the tables against the journal",
             "langnghe verify --anchor 42:0123456789abcdef0123456789abcdef");
    command.add_option("--anchor", *anchors, "A journal head that was kept outside; may be given several times")
        ->type_name("SEQ:HASH")
        ->allow_extra_args(false);
    command.callback([&face, anchors] { face.run = [&face, anchors] { return verify(face, *anchors); }; });
}

} // namespace langnghe::commands
