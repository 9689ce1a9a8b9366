#include "adapters/sql/lock.hpp"
#include "adapters/sql/migrate.hpp"
#include "bot/commands/commands.hpp"
#include "bot/config/initial.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::commands {
namespace {

int init(const Face& face, const std::filesystem::path& directory)
{
    const auto initial = config::write_initial(directory);
    if (!initial.error.empty())
        return complain(initial.error, failed);
    Json written = Json::array();
    for (const auto& path : initial.written)
        written.push_back(path.string());
    if (face.json) {
        print_json(Json{{"written", written}});
        return done;
    }
    for (const Json& path : written)
        print(path.get<std::string>());
    print(fmt::format("Next: edit {0}, then: langnghe check --config {0}", (directory / "langnghe.toml").string()));
    return done;
}

void show_steps(const Face& face, const std::vector<std::string>& steps, bool dry)
{
    if (face.json)
        return print_json(Json{{"dry_run", dry}, {"steps", steps}});
    for (const std::string& step : steps)
        print(fmt::format("{} {}", dry ? "would run" : "ran", step));
    if (steps.empty())
        print("The schema is up to date.");
}

int migrate(const Face& face, bool dry)
{
    const auto target = target_of(face);
    if (!target)
        return misused;
    const auto& store = target->section.store;
    const auto lock = sql::StoreLock::try_acquire(store);
    if (!lock)
        return complain(fmt::format("{}.lock: {}", store.string(), lock.error().message()), failed);
    if (!*lock)
        return complain(
            fmt::format("{} is in use; stop the daemon first (it migrates by itself when it starts)", store.string()),
            failed);
    std::string why;
    const auto steps = sql::pending(store, &why);
    if (!steps)
        return complain(why, failed);
    if (!dry && !steps->empty())
        if (const auto migrated = sql::migrate(store, &why); !migrated)
            return complain(why, failed);
    show_steps(face, *steps, dry);
    return done;
}

} // namespace

void add_setup(CLI::App& app, Face& face)
{
    const auto directory = std::make_shared<std::filesystem::path>();
    CLI::App& initial =
        bare_leaf(app, face, "init", "Write a commented configuration with fresh keys", "langnghe init /etc/langnghe");
    initial.add_option("dir", *directory, "Where to")->required()->type_name("DIR");
    initial.callback([&face, directory] { face.run = [&face, directory] { return init(face, *directory); }; });

    const auto dry = std::make_shared<bool>(false);
    CLI::App& schema = leaf(app, face, "migrate", "Bring the store's schema up to date, after a copy of the old one",
                            "langnghe migrate --dry-run");
    schema.add_flag("--dry-run", *dry, "Only say what would be done");
    schema.callback([&face, dry] { face.run = [&face, dry] { return migrate(face, *dry); }; });
}

} // namespace langnghe::commands
