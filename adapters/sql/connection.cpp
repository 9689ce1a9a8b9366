#include "adapters/sql/connection.hpp"

#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <stdexcept>

namespace langnghe::sql {
namespace {

constexpr int steps_between_checks = 1'000;

// Counting every allocation takes a lock each time, and nobody asks for the count. Only before the first connection.
void go_without_statistics() { [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

int flags_of(Access access)
{
    go_without_statistics();
    const int mode = access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    return mode | SQLITE_OPEN_NOMUTEX;
}

// SQLite would make the file readable to others. Done before any connection stands: closing a descriptor of an open
// file would drop SQLite's locks.
std::string ready_file(const std::filesystem::path& path, Access access)
{
    if (access == Access::memory)
        return ":memory:";
    if (access == Access::write && !std::filesystem::exists(path)) {
        const int descriptor = ::open(path.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
        if (descriptor >= 0)
            ::close(descriptor);
    }
    return path.string();
}

// Nothing of ours comes near these: a fault or an attack that does is refused.
void set_limits(sqlite3* database)
{
    sqlite3_limit(database, SQLITE_LIMIT_LENGTH, 4 << 20);
    sqlite3_limit(database, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(database, SQLITE_LIMIT_COLUMN, 100);
    sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 50);
    sqlite3_limit(database, SQLITE_LIMIT_COMPOUND_SELECT, 10);
    sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(database, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1'000);
    sqlite3_limit(database, SQLITE_LIMIT_VARIABLE_NUMBER, 100);
    sqlite3_limit(database, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
    sqlite3_limit(database, SQLITE_LIMIT_WORKER_THREADS, 0);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
}

int check_deadline(void* connection) { return static_cast<Connection*>(connection)->overdue() ? 1 : 0; }

} // namespace

Connection::Connection(const std::filesystem::path& path, Access access, const ConnectionOptions& options)
    : access_(access),
      database_(ready_file(path, access), flags_of(access), static_cast<int>(options.busy_timeout.count()))
{
    settle(options);
}

Connection::~Connection() = default;

void Connection::settle(const ConnectionOptions& options)
{
    set_limits(handle());
    sqlite3_progress_handler(handle(), steps_between_checks, check_deadline, this);
    for (const char* pragma : {"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",
                               "PRAGMA temp_store = MEMORY", "PRAGMA secure_delete = ON", "PRAGMA synchronous = FULL",
                               "PRAGMA wal_autocheckpoint = 0"})
        database_.exec(pragma);
    database_.exec("PRAGMA cache_size = -" + std::to_string(options.cache_kib));
    if (access_ == Access::read)
        database_.exec("PRAGMA query_only = ON");
}

Connection::Slot& Connection::slot(const char* sql)
{
    Slot& slot = slots_[sql];
    if (!slot.statement) {
        sqlite3_stmt* statement = nullptr;
        const int code = sqlite3_prepare_v3(handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        if (code != SQLITE_OK)
            throw SQLite::Exception(handle(), code);
        slot.statement.reset(statement);
    }
    return slot;
}

void Connection::run(const char* sql) { Query(*this, sql).run(); }

void Connection::execute(const std::string& sql) { database_.exec(sql); }

std::int64_t Connection::pragma(const std::string& sql)
{
    SQLite::Statement statement(database_, sql);
    return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
}

bool Connection::in_transaction() { return sqlite3_get_autocommit(handle()) == 0; }

int Connection::changes() { return sqlite3_changes(handle()); }

int Connection::total_changes() { return sqlite3_total_changes(handle()); }

std::int64_t Connection::last_id() { return sqlite3_last_insert_rowid(handle()); }

bool Connection::overdue() const
{
    if (stop_ != nullptr && stop_->load(std::memory_order_relaxed))
        return true;
    return deadline_ && std::chrono::steady_clock::now() > *deadline_;
}

Query::Query(Connection& connection, const char* sql) : connection_(connection), slot_(connection.slot(sql))
{
    if (slot_.busy)
        throw std::logic_error("a statement is used inside itself");
    // Many short statements never reach the progress handler.
    if (connection.overdue())
        throw SQLite::Exception("interrupted", SQLITE_INTERRUPT);
    slot_.busy = true;
}

Query::~Query()
{
    sqlite3_reset(slot_.statement.get()); // says again what the step already threw
    slot_.busy = false;
}

bool Query::next()
{
    const int code = sqlite3_step(slot_.statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    throw SQLite::Exception(connection_.handle(), code);
}

} // namespace langnghe::sql
