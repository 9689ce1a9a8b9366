#pragma once
// Checks of a whole store, read-only and in bounded memory, on a connection of their own and the caller's thread: slow
// work for a worker or the command line. The caller owns the store (Store or StoreLock).
// Errors: storage_failed when the file cannot be read.

#include "core/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace langnghe::sql {

struct Fault
{
    std::int64_t seq = 0; // the first journal entry concerned; 0 when it is about tables only
    std::string what;     // English, no citizen's words
};

struct VerifyReport
{
    std::int64_t entries = 0;  // journal entries read
    std::string anchor;        // of the last one; empty when there is none
    std::vector<Fault> faults; // at most 100 of each kind of check
};

// The chain from its first entry, and the tables against the journal: what the journal says, the tables must say.
Result<VerifyReport> verify(const std::filesystem::path& store);

// SQLite's own quick_check; empty when the file is sound.
Result<std::vector<std::string>> quick_check(const std::filesystem::path& store);

} // namespace langnghe::sql
