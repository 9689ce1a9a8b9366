#include "adapters/sql/backup.hpp"

#include <SQLiteCpp/Exception.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

namespace langnghe::sql {
namespace {

constexpr int pages_per_step = 1'024;

void create(const std::filesystem::path& target)
{
    const int descriptor = ::open(target.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw SQLite::Exception("the copy cannot be made", errno == ENOSPC ? SQLITE_FULL : SQLITE_ERROR);
    ::close(descriptor);
}

void copy_pages(Connection& source, SQLite::Database& target)
{
    sqlite3_backup* const backup = sqlite3_backup_init(target.getHandle(), "main", source.handle(), "main");
    if (backup == nullptr)
        throw SQLite::Exception(target.getHandle());
    int code = SQLITE_OK;
    while (code == SQLITE_OK)
        code = sqlite3_backup_step(backup, pages_per_step);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE)
        throw SQLite::Exception(target.getHandle(), code);
}

void fill(Connection& source, const std::filesystem::path& target)
{
    SQLite::Database copy(target.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX);
    copy.exec("PRAGMA synchronous = FULL");
    copy_pages(source, copy);
    // The copy says "WAL" as its source does; as a single file it must not.
    copy.exec("PRAGMA journal_mode = DELETE");
}

} // namespace

void copy_to(Connection& source, const std::filesystem::path& target)
{
    create(target);
    try {
        // One read transaction around all steps: a commit meanwhile neither shows nor restarts the copy.
        source.run("BEGIN");
        source.pragma("SELECT count(*) FROM sqlite_schema");
        fill(source, target);
        source.run("COMMIT");
    } catch (...) {
        if (source.in_transaction())
            source.run("ROLLBACK");
        std::error_code ignored;
        std::filesystem::remove(target, ignored);
        throw;
    }
}

} // namespace langnghe::sql
