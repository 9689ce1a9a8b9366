#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

void show_report(const Json& report)
{
    print(fmt::format("{} journal entries; anchor {}", cell(report, "entries"), cell(report, "anchor")));
    for (const Json& fault : report["faults"])
        print(fmt::format("  fault: {}", cell(fault, "what")));
}

int verify(const Face& face, const std::string& anchor)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    const auto reply = operate(*target, "store.verify", {{"anchor", anchor}});
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
    const auto anchor = std::make_shared<std::string>();
    CLI::App& command =
        leaf(app, face, "verify", "Check the file, the journal's chain, and the tables against the journal",
             "langnghe verify --anchor 42:0123456789abcdef0123456789abcdef");
    command.add_option("--anchor", *anchor, "A journal head that was kept outside")->type_name("SEQ:HASH");
    command.callback([&face, anchor] { face.run = [&face, anchor] { return verify(face, *anchor); }; });
}

} // namespace langnghe::commands
