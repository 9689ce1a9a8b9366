#include "adapters/sql/damage.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace langnghe::sql {

Damage damage_of(int extended_code, int system_error, bool read_only)
{
    const bool no_space = system_error == ENOSPC || system_error == EDQUOT;
    switch (extended_code & 0xFF) {
    case SQLITE_FULL:
        return Damage::full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_NOMEM:
    case SQLITE_INTERRUPT:
        return Damage::busy;
    case SQLITE_READONLY:
        return read_only ? Damage::job : Damage::fatal;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
        return Damage::fatal;
    case SQLITE_IOERR:
        break;
    default:
        return Damage::job;
    }
    // Of the I/O errors only a failed growth of a file can mean a full disk. A failed fsync never does: what it lost
    // nobody can tell.
    switch (extended_code) {
    case SQLITE_IOERR_NOMEM:
        return Damage::busy;
    case SQLITE_IOERR_SHMSIZE:
        return Damage::full;
    case SQLITE_IOERR_WRITE:
        return no_space ? Damage::full : Damage::fatal;
    default:
        return Damage::fatal;
    }
}

int code_of(const SQLite::Exception& error)
{
    return error.getExtendedErrorCode() > 0 ? error.getExtendedErrorCode() : error.getErrorCode();
}

Damage damage_of(const SQLite::Exception& error, Connection& connection)
{
    return damage_of(code_of(error), sqlite3_system_errno(connection.handle()), connection.read_only());
}

Errc errc_of(Damage damage)
{
    switch (damage) {
    case Damage::job:
        return Errc::storage_refused;
    case Damage::busy:
        return Errc::storage_busy;
    case Damage::full:
        return Errc::storage_full;
    case Damage::fatal:
        break;
    }
    return Errc::storage_failed;
}

} // namespace langnghe::sql
