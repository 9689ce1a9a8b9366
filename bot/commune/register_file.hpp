#pragma once
// The register of erasures beside a commune's store, STORE.erased: lines are only ever added, each on disk before the
// call returns. A backup does not take it along: it is what the backup lacks. Blocking.

#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "core/people/register.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace langnghe {

class RegisterFile
{
public:
    explicit RegisterFile(const std::filesystem::path& store) : path_(store.string() + ".erased") {}

    const std::filesystem::path& path() const { return path_; }
    bool exists() const;
    // Nothing when it is there and cannot be read.
    std::optional<Register> read() const;
    // False when it could not be written; then some of it may be there.
    bool append(const std::vector<Erasure>& erasures) const;

private:
    std::filesystem::path path_;
};

struct RegisterSettled
{
    int people = 0; // erased again
    int added = 0;  // lines
    int unreadable = 0;
    std::int64_t through = 0; // the journal's entry of the last erasure that is in the register
    std::string error{};      // in one line; empty when all is well
};

// Erases again whom the register names and the store does not know to be erased, and adds to it what it lacks.
RegisterSettled settle_register(sql::Store& store, const CommuneSetup& setup, const Random& random, TimePoint now);

} // namespace langnghe
