#pragma once
// One SQLite connection for one thread, with every statement it has used kept ready, and a short way to bind and read.
// Everything here throws SQLite::Exception, which stays in this folder.

#include "adapters/sql/value.hpp"

#include <SQLiteCpp/Database.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace langnghe::sql {

enum class Access
{
    write, // the one that may change the file; makes it, 0600, when it is missing
    read,  // query_only
    memory
};

struct ConnectionOptions
{
    int cache_kib = 16 * 1024;
    std::chrono::milliseconds busy_timeout{5'000};
};

class Connection
{
public:
    Connection(const std::filesystem::path& path, Access access, const ConnectionOptions& options = {});
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void prepare(const char* sql) { slot(sql); }
    void run(const char* sql);                   // without parameters and rows; kept ready like the others
    void execute(const std::string& sql);        // several statements, not kept
    std::int64_t pragma(const std::string& sql); // the first number of the answer
    sqlite3* handle() { return database_.getHandle(); }
    bool read_only() const { return access_ == Access::read; }
    bool in_transaction();
    int changes();
    int total_changes();    // of all statements since it was opened
    std::int64_t last_id(); // of the last row that was inserted

    // Work on this connection is interrupted (SQLITE_INTERRUPT) after this time, or when `stop` becomes true.
    void set_deadline(std::optional<std::chrono::steady_clock::time_point> deadline) { deadline_ = deadline; }
    void set_stop(const std::atomic<bool>* stop) { stop_ = stop; }
    bool overdue() const;

    // Bytes of text bound since the last call: what a batch weighs.
    std::size_t take_bytes() { return std::exchange(bytes_, 0); }
    std::size_t bytes() const { return bytes_; }

    // Something was erased: what the log still holds of it must go from the disk, not only out of use.
    void note_erased() { erased_ = true; }
    bool erased() const { return erased_; }
    void forget_erased() { erased_ = false; }

private:
    friend class Query;
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    struct Slot
    {
        std::unique_ptr<sqlite3_stmt, Finalize> statement;
        bool busy = false;
    };

    Slot& slot(const char* sql);
    void settle(const ConnectionOptions& options);

    Access access_;
    SQLite::Database database_;
    std::unordered_map<const char*, Slot> slots_; // by address: every text is a literal
    std::optional<std::chrono::steady_clock::time_point> deadline_;
    const std::atomic<bool>* stop_ = nullptr;
    std::size_t bytes_ = 0;
    bool erased_ = false;
};

// One use of a statement: bind in order, step, read columns in order.
class Query
{
public:
    Query(Connection& connection, const char* sql);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    template <class... T>
    Query& with(const T&... values)
    {
        int index = 0;
        (put(slot_.statement.get(), ++index, values, connection_.bytes_), ...);
        return *this;
    }

    bool next();
    void run()
    {
        while (next()) {
        }
    }

    template <class... T>
    void into(T&... values)
    {
        int index = 0;
        (take(slot_.statement.get(), index++, values), ...);
    }

    // The first column of the first row; nothing when there is no row.
    template <class T>
    std::optional<T> value()
    {
        if (!next())
            return std::nullopt;
        T found{};
        into(found);
        return found;
    }

private:
    Connection& connection_;
    Connection::Slot& slot_;
};

} // namespace langnghe::sql
