#pragma once
// The parts of verify(); inside adapters/sql only. Each reads in bounded memory and adds at most most_faults.

#include "adapters/sql/connection.hpp"
#include "adapters/sql/verify.hpp"

namespace langnghe::sql {

inline constexpr int most_faults = 100; // of each kind of check

// Queries whose rows are faults.
void compare_tables(Connection& db, VerifyReport& report);

// Each ticket's row with what its entries say of it.
void compare_tickets(Connection& db, VerifyReport& report);

// Users and groups with what was said when they were made and changed.
void compare_people(Connection& db, VerifyReport& report);

} // namespace langnghe::sql
