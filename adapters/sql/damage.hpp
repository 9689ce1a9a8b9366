#pragma once
// What an error of SQLite means for the work at hand.

#include "adapters/sql/connection.hpp"
#include "core/result.hpp"

#include <SQLiteCpp/Exception.h>

namespace langnghe::sql {

enum class Damage
{
    job,  // this job alone: a constraint, a read over its limit
    busy, // the transaction, to be tried again: lock, memory, deadline
    full, // the transaction: no space
    fatal // nothing may be trusted any more: I/O error, corruption
};

// The extended code where SQLite gave one, else the plain one.
int code_of(const SQLite::Exception& error);

// Right after the error: it reads the connection's last system error.
Damage damage_of(const SQLite::Exception& error, Connection& connection);

// The same for a connection that is gone, and for errors while opening.
Damage damage_of(int extended_code, int system_error, bool read_only);

Errc errc_of(Damage damage);

} // namespace langnghe::sql
