#pragma once
// How long a report takes, with its form for a group, on the read connection.

#include "adapters/sql/store.hpp"
#include "core/commune/commune.hpp"

#include <string>
#include <vector>

namespace langnghe::bench {

struct TimedReport
{
    std::string span;
    std::int64_t cases = 0; // that it is about
    double milliseconds = 0;
};

// Of the periods around the newest ticket. Empty when the store refused.
std::vector<TimedReport> time_reports(const Commune& commune, sql::Store& store, std::uint64_t tickets);

} // namespace langnghe::bench
