#pragma once
// How long the questions take that people and programs ask all the time, each alone on the read connection.

#include "adapters/sql/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace langnghe::bench {

struct Lookup
{
    std::string name;
    double p50 = 0; // microseconds
    double p99 = 0;
};

// `tickets`: how many there are. Empty when the store refused or a ticket was not found.
std::vector<Lookup> time_lookups(sql::Store& store, std::uint64_t tickets);

} // namespace langnghe::bench
