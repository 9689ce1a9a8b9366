#include "adapters/sql/migrate.hpp"

#include "adapters/sql/backup.hpp"
#include "adapters/sql/damage.hpp"
#include "adapters/sql/migrations/migrations.hpp"
#include "adapters/sql/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace langnghe::sql {
namespace {

constexpr std::string_view copy_mark = ".before-v"; // between the store's name and the number of the step

boost::system::error_code refuse(std::string* why, std::string text, Errc code)
{
    if (why != nullptr)
        *why = std::move(text);
    return code;
}

// What the file says of itself.
struct State
{
    int version = 0;
    int application = 0;
    bool empty = true;
};

State state_of(Connection& db)
{
    State state;
    state.version = static_cast<int>(db.pragma("PRAGMA user_version"));
    state.application = static_cast<int>(db.pragma("PRAGMA application_id"));
    state.empty = db.pragma("SELECT count(*) FROM sqlite_schema") == 0;
    return state;
}

int newest_of(std::span<const Migration> steps) { return steps.empty() ? 0 : steps.back().number; }

Result<void> check(const State& state, const std::filesystem::path& store, int newest, std::string* why)
{
    if (!state.empty && state.application != application_id)
        return refuse(why, fmt::format("{} is not a store of langnghe", store.string()), Errc::storage_refused);
    if (state.version > newest)
        return refuse(why,
                      fmt::format("{} has schema {}, this program knows up to {}: install the newer program",
                                  store.string(), state.version, newest),
                      Errc::storage_newer);
    return {};
}

// Under another name first, so that what bears the final name is whole.
void keep_copy(Connection& db, const std::filesystem::path& store, int next)
{
    const std::filesystem::path copy = fmt::format("{}{}{}", store.string(), copy_mark, next);
    const std::filesystem::path part = copy.string() + ".part";
    std::filesystem::remove(part);
    copy_to(db, part);
    std::filesystem::rename(part, copy);
}

void apply(Connection& db, const Migration& step)
{
    db.run("BEGIN IMMEDIATE");
    try {
        db.execute(std::string(step.sql));
        db.execute(fmt::format("PRAGMA application_id = {}", application_id));
        db.execute(fmt::format("PRAGMA user_version = {}", step.number));
        db.run("COMMIT");
    } catch (...) {
        if (db.in_transaction())
            db.run("ROLLBACK");
        throw;
    }
}

Result<void> bring_up(Connection& db, const std::filesystem::path& store, std::span<const Migration> steps,
                      std::string* why)
{
    const State state = state_of(db);
    if (auto checked = check(state, store, newest_of(steps), why); !checked)
        return checked;
    db.pragma("PRAGMA journal_mode = WAL"); // not before: it writes into the file
    if (state.version == newest_of(steps))
        return {};
    if (!state.empty) {
        try {
            keep_copy(db, store, state.version + 1); // a second attempt has another name
        } catch (const std::exception& error) {
            return refuse(why,
                          fmt::format("{}: no copy could be made before migrating: {}", store.string(), error.what()),
                          Errc::storage_refused);
        }
    }
    for (const Migration& step : steps) {
        if (step.number > state.version)
            apply(db, step);
    }
    return {};
}

boost::system::error_code explain(const std::exception& error, const std::filesystem::path& store, std::string* why)
{
    const auto* known = dynamic_cast<const SQLite::Exception*>(&error);
    const Damage damage = known != nullptr ? damage_of(code_of(*known), 0, false) : Damage::fatal;
    return refuse(why, fmt::format("{}: {}", store.string(), error.what()), errc_of(damage));
}

} // namespace

std::span<const Migration> migrations()
{
    static const std::array all{Migration{1, "base", steps::base()},
                                Migration{2, "counts", steps::counts()},
                                Migration{3, "search", steps::search()},
                                Migration{4, "outbox_files", steps::outbox_files()},
                                Migration{5, "sent", steps::sent()},
                                Migration{6, "credentials", steps::credentials()},
                                Migration{7, "attachment", steps::attachment()},
                                Migration{8, "privacy", steps::privacy()},
                                Migration{9, "group_intake", steps::group_intake()},
                                Migration{10, "ranks", steps::ranks()},
                                Migration{11, "course", steps::course()},
                                Migration{12, "wakes", steps::wakes()},
                                Migration{13, "scores", steps::scores()},
                                Migration{14, "warnings", steps::warnings()},
                                Migration{15, "issued", steps::issued()},
                                Migration{16, "worklists", steps::worklists()},
                                Migration{17, "discarded_file", steps::discarded_file()},
                                Migration{18, "erasure", steps::erasure()},
                                Migration{19, "terms_shown", steps::terms_shown()},
                                Migration{20, "asked_report", steps::asked_report()},
                                Migration{21, "pressing", steps::pressing()}};
    return all;
}

Result<std::vector<std::string>> pending(const std::filesystem::path& store, std::string* why)
{
    try {
        State state;
        if (std::filesystem::exists(store)) {
            // Not to read only: a process killed while it made the store may have left something to roll back.
            Connection db(store, Access::write);
            state = state_of(db);
        }
        if (auto checked = check(state, store, newest_of(migrations()), why); !checked)
            return checked.error();
        std::vector<std::string> names;
        for (const Migration& step : migrations()) {
            if (step.number > state.version)
                names.push_back(fmt::format("{} {}", step.number, step.name));
        }
        return names;
    } catch (const std::exception& error) {
        return explain(error, store, why);
    }
}

Result<void> migrate(const std::filesystem::path& store, std::string* why) { return migrate(store, migrations(), why); }

Result<void> migrate(const std::filesystem::path& store, std::span<const Migration> steps, std::string* why)
{
    try {
        Connection db(store, Access::write);
        return bring_up(db, store, steps, why);
    } catch (const std::exception& error) {
        return explain(error, store, why);
    }
}

std::vector<std::filesystem::path> copies_of(const std::filesystem::path& store, std::error_code& error)
{
    const std::string mark = store.filename().string() + std::string{copy_mark};
    std::vector<std::filesystem::path> copies;
    const auto folder = store.has_parent_path() ? store.parent_path() : std::filesystem::path{"."};
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (entry->path().filename().string().starts_with(mark))
            copies.push_back(entry->path());
    std::ranges::sort(copies);
    return copies;
}

bool remove_copies(const std::filesystem::path& store)
{
    std::error_code error;
    for (const auto& copy : copies_of(store, error))
        if (!error)
            std::filesystem::remove(copy, error);
    return !error;
}

int remove_old_copies(const std::filesystem::path& store, TimePoint made_before)
{
    std::error_code error;
    auto copies = copies_of(store, error);
    std::erase_if(copies, [&](const auto& copy) {
        const auto made = std::filesystem::last_write_time(copy, error);
        return error || std::chrono::file_clock::to_sys(made) >= made_before;
    });
    if (copies.empty())
        return 0;
    const auto damage = quick_check(store);
    if (!damage || !damage->empty())
        return 0; // then they may be needed
    return static_cast<int>(
        std::ranges::count_if(copies, [&error](const auto& copy) { return std::filesystem::remove(copy, error); }));
}

} // namespace langnghe::sql
