#pragma once
// Citizens' messages through the real rules into a real store, and the look afterwards: which of them are there.

#include "adapters/sql/store.hpp"
#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>
#include <vector>

namespace langnghe::test {

class Intakes
{
public:
    Intakes();

    // Message number `n`; success means acknowledged.
    Result<void> take(sql::Store& store, int n) const;
    // Those of the numbers that the store does not have, or whose words it does not have.
    std::vector<int> missing(sql::Store& store, const std::vector<int>& numbers) const;
    // The same message again: whether the store knows that it is one.
    bool is_known(sql::Store& store, int n) const;

private:
    InboundEvent event(int n) const;

    Commune commune_;
    Random random_;
};

// What verify and SQLite's own check say of a closed store; empty when it is sound.
std::string unsound(const std::filesystem::path& store);

} // namespace langnghe::test
