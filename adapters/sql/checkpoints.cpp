#include "adapters/sql/checkpoints.hpp"

#include "adapters/sql/damage.hpp"

#include <sqlite3.h>

#include <algorithm>

namespace langnghe::sql {
namespace {

constexpr std::size_t page_bytes = 4'096;
constexpr int passes = 4; // each copies what was written during the one before
// A reader holds the log for as long as its report takes, and cutting off what grew meanwhile takes 5 to 15 ms each
// time, with nobody acknowledged: up to here it is left for the next.
constexpr std::size_t kept_logs = 4;

int count_pages(void* pages, sqlite3*, const char*, int in_log)
{
    static_cast<std::atomic<std::size_t>*>(pages)->store(static_cast<std::size_t>(in_log), std::memory_order_relaxed);
    return SQLITE_OK;
}

std::size_t count(int pages) { return static_cast<std::size_t>(std::max(pages, 0)); }

void leave_log_at_close(Connection& connection)
{
    sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
}

} // namespace

Checkpoints::Checkpoints(const StoreOptions& options, Health& health, Connection& writer)
    : options_(options), health_(health), writer_(writer), limit_(options.wal_bytes / page_bytes),
      few_(options.beside_bytes / page_bytes), due_at_(limit_)
{
    writer.pragma("PRAGMA journal_mode = WAL");
    writer.pragma("PRAGMA journal_size_limit = " + std::to_string(kept_logs * options.wal_bytes));
    sqlite3_wal_hook(writer.handle(), count_pages, &pages_);
}

std::size_t Checkpoints::log_bytes() const { return pages() * page_bytes; }

bool Checkpoints::copying() const
{
    return copy_.valid() && copy_.wait_for(std::chrono::seconds{0}) != std::future_status::ready;
}

void Checkpoints::between_batches()
{
    if (health_.failed() || copying())
        return;
    if (copy_.valid())
        end_copy();
    else if (pages() >= due_at_)
        shorten();
}

std::optional<Checkpoints::Clock::time_point> Checkpoints::idle_at() const
{
    if (moved_ && !writer_.erased())
        return std::nullopt;
    const auto idle = Clock::now() + options_.idle;
    return again_at_ ? std::max(*again_at_, idle) : idle;
}

// What was erased stands in the log until that is written anew or cut off. A reader may be in the way of cutting: then
// a moment later, and nobody waits for it.
void Checkpoints::idle()
{
    if (copying())
        return;
    if (copy_.valid())
        return end_copy();
    if (!writer_.erased())
        return shorten();
    constexpr int brief = 50; // ms
    sqlite3_busy_timeout(writer_.handle(), brief);
    checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    sqlite3_busy_timeout(writer_.handle(), static_cast<int>(options_.busy_timeout.count()));
}

void Checkpoints::shorten()
{
    if (pages() > few_)
        begin_copy();
    else
        checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

void Checkpoints::begin_copy()
{
    try {
        copy_ = std::async(std::launch::async, &Checkpoints::copy, this);
    } catch (const std::exception&) { // no thread, no memory
        again_at_ = Clock::now() + options_.probe;
        postpone();
    }
}

void Checkpoints::end_copy()
{
    const Copied copied = copy_.get();
    if (copied.error != SQLITE_OK)
        return failed(copied.error, copied.system_error);
    // A reader stands in the way: not again for every batch.
    if (health_.failed() || pages() > copied.pages + few_)
        return postpone();
    checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

Checkpoints::Copied Checkpoints::copy()
{
    Copied copied;
    try {
        if (!beside_) {
            constexpr int small = 64; // KiB: pages go from file to file without the cache
            beside_.emplace(options_.path, Access::write, ConnectionOptions{small, options_.busy_timeout});
            leave_log_at_close(*beside_);
            beside_->pragma("PRAGMA schema_version"); // finds out that there is a log
        }
        for (int pass = 0; pass < passes; ++pass) {
            int in_log = 0;
            int moved = 0;
            const int code =
                sqlite3_wal_checkpoint_v2(beside_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &moved);
            if (code != SQLITE_OK)
                return {copied.pages, sqlite3_extended_errcode(beside_->handle()),
                        sqlite3_system_errno(beside_->handle())};
            const std::size_t in_pass = count(moved) - std::min(copied.pages, count(moved));
            copied.pages = count(moved);
            if (moved < in_log || in_pass <= few_ / 2)
                break;
        }
    } catch (const SQLite::Exception& error) {
        copied.error = code_of(error);
    } catch (const std::exception&) {
        copied.error = SQLITE_NOMEM;
    }
    return copied;
}

void Checkpoints::checkpoint(int mode)
{
    int in_log = 0;
    int moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(writer_.handle(), nullptr, mode, &in_log, &moved);
    again_at_.reset();
    if (code != SQLITE_OK)
        return failed(sqlite3_extended_errcode(writer_.handle()), sqlite3_system_errno(writer_.handle()));
    if (mode == SQLITE_CHECKPOINT_TRUNCATE)
        writer_.forget_erased();
    moved_ = in_log == moved;
    if (!moved_)
        return postpone();
    due_at_ = limit_;
    pages_.store(0, std::memory_order_relaxed);
}

void Checkpoints::failed(int error, int system_error)
{
    if (damage_of(error, system_error, false) == Damage::fatal)
        health_.fatal(error, "checkpoint failed");
    again_at_ = Clock::now() + options_.probe;
    postpone();
}

// After a failed fsync nobody knows what the disk holds: not even closing may move the log into the file.
void Checkpoints::close()
{
    if (copy_.valid())
        end_copy();
    beside_.reset();
    if (health_.failed())
        leave_log_at_close(writer_);
    else
        checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
}

} // namespace langnghe::sql
