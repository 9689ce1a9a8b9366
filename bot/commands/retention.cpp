#include "bot/commands/commands.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

namespace langnghe::commands {
namespace {

std::string says(const std::string& name)
{
    static const std::map<std::string, std::string> words{
        {"anonymous", "ways to anonymous reporters of finished tickets"},
        {"deliveries", "messages that we sent, of their words"},
        {"details", "people not heard from, of name and contact details"},
        {"refused", "refused tickets and junk, of their words"},
        {"handled", "finished tickets, of their words"}};
    const auto found = words.find(name);
    return found == words.end() ? name : found->second;
}

void show(const Target&, const Json& document)
{
    const bool dry = document.value("dry_run", false);
    std::vector<Row> rows;
    for (const Json& category : document["categories"])
        rows.push_back({cell(category, "name"), category["days"].is_null() ? "for ever" : cell(category, "days"),
                        category.value("automatic", false) ? "yes" : "no", cell(category, "rows"),
                        says(category.value("name", ""))});
    print_table({"RULE", "DAYS", "BY ITSELF", dry ? "WOULD GO" : "GONE", "WHAT"}, rows);
}

} // namespace

void add_retention(CLI::App& app, Face& face)
{
    const auto dry = std::make_shared<bool>(false);
    CLI::App& command = leaf(
        app, face, "retention",
        "Erase what is kept longer than [commune.privacy] says; complaints, denunciations and reports of crimes stay",
        "langnghe retention --dry-run");
    command.add_flag("--dry-run", *dry, "Only say how many would go");
    command.callback([&face, dry] {
        face.run = [&face, dry] { return operate_and_show(face, "retention.run", {{"dry_run", *dry}}, show); };
    });
}

} // namespace langnghe::commands
