#pragma once
// Memory that runs out when it is told to: SQLite's own (sqlite3_config) and operator new, for the whole process.

#include <cstdint>

namespace langnghe::test {

enum class Memory
{
    sqlite,
    operator_new
};

// The allocations after the next `after` ones fail, once or for ever, on every thread.
void starve(Memory memory, std::int64_t after, bool for_ever);
// All is well again; returns the allocations since starve(), failed ones included.
std::int64_t feed(Memory memory);
bool starved(Memory memory); // one has failed since starve()

} // namespace langnghe::test
