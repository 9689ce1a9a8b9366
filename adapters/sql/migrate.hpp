#pragma once
// The schema as numbered steps, each in one transaction. The number of the last one is the file's user_version.
// Errors: storage_newer (a newer program wrote the file), storage_refused (not a store of ours, or no backup copy could
// be made), storage_full, storage_failed. `why` gets one line for people.

#include "core/result.hpp"
#include "core/time.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace langnghe::sql {

struct Migration
{
    int number = 0; // 1, 2, 3…
    std::string_view name;
    std::string_view sql;
};

inline constexpr int application_id = 0x4C4E4748; // "LNGH"

std::span<const Migration> migrations();

// What migrate would run, as "2 name"; changes nothing. A file that does not exist needs everything.
Result<std::vector<std::string>> pending(const std::filesystem::path& store, std::string* why = nullptr);

// Brings the file up to date. An older file with content is first copied to NAME.before-vN by the backup API. The
// caller holds the StoreLock; Store::open does all this by itself.
Result<void> migrate(const std::filesystem::path& store, std::string* why = nullptr);
Result<void> migrate(const std::filesystem::path& store, std::span<const Migration> steps, std::string* why);

// How long the copy before a migration is kept of a store that works.
inline constexpr Duration copies_kept = std::chrono::days{30};

// The copies that migrate() kept of this store.
std::vector<std::filesystem::path> copies_of(const std::filesystem::path& store, std::error_code& error);
// Removes them: they hold what was erased since. False when one stays.
bool remove_copies(const std::filesystem::path& store);
// Removes those that were made before then, if the store has proven itself: it is read whole, which may take long.
// Returns how many went.
int remove_old_copies(const std::filesystem::path& store, TimePoint made_before);

} // namespace langnghe::sql
