#include "adapters/sql/writer.hpp"

#include "adapters/sql/damage.hpp"
#include "adapters/sql/migrate.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <new>

namespace langnghe::sql {
namespace {

constexpr std::size_t page_bytes = 4'096;

int count_pages(void* pages, sqlite3*, const char*, int in_log)
{
    static_cast<std::atomic<std::size_t>*>(pages)->store(static_cast<std::size_t>(in_log), std::memory_order_relaxed);
    return SQLITE_OK;
}

} // namespace

Writer::Writer(const StoreOptions& options, Health& health)
    : options_(options), health_(health), queue_(options.queue_jobs), checkpoint_at_(options.wal_bytes / page_bytes)
{
    db_.emplace(options.path, Access::write, ConnectionOptions{options.cache_kib, options.busy_timeout});
    db_->pragma("PRAGMA journal_mode = WAL");
    db_->pragma("PRAGMA journal_size_limit = " + std::to_string(options.wal_bytes));
    sqlite3_wal_hook(db_->handle(), count_pages, &wal_pages_);
    db_->prepare("ROLLBACK"); // needed when memory may be short
    tx_.emplace(*db_);
}

void Writer::start() { thread_ = std::thread(&Writer::loop, this); }

std::size_t Writer::wal_bytes() const { return wal_pages_.load(std::memory_order_relaxed) * page_bytes; }

void Writer::loop()
{
    for (;;) {
        const auto woken = queue_.wait(wake_at());
        if (woken == JobQueue::Woken::closed)
            return;
        if (woken == JobQueue::Woken::timeout)
            health_.full() ? probe() : tidy();
        else if (queue_.past_draining())
            queue_.finish_all(Errc::cancelled);
        else
            run_batch();
    }
}

std::optional<Writer::Clock::time_point> Writer::wake_at() const
{
    if (health_.failed())
        return std::nullopt;
    if (health_.full())
        return Clock::now() + options_.probe;
    if (checkpointed_ && !db_->erased())
        return std::nullopt;
    const auto idle = Clock::now() + options_.idle;
    return checkpoint_again_ ? std::max(*checkpoint_again_, idle) : idle;
}

void Writer::run_batch()
{
    if (health_.failed()) {
        queue_.finish_all(Errc::storage_failed);
        return;
    }
    std::vector<Pending> batch;
    const auto failure = attempt(batch);
    for (Pending& pending : batch)
        finish(std::move(pending), failure);
    // Not even the list could be made: who waits must not wait for ever.
    if (failure && batch.empty())
        if (auto next = queue_.try_pop())
            finish(std::move(*next), failure);
    if (!health_.failed() && wal_pages_.load(std::memory_order_relaxed) >= checkpoint_at_)
        checkpoint(SQLITE_CHECKPOINT_PASSIVE);
}

boost::system::error_code Writer::attempt(std::vector<Pending>& batch)
{
    try {
        batch.reserve(options_.batch_jobs);
        db_->take_bytes();
        if (!run_all(batch)) {
            roll_back();
            if (health_.failed())
                return Errc::storage_failed;
            run_each(batch);
        }
        commit(batch.size());
        return {};
    } catch (const SQLite::Exception& error) {
        return undo(error);
    } catch (const std::exception&) {
        roll_back();
        return Errc::storage_busy;
    }
}

bool Writer::add_next(std::vector<Pending>& batch)
{
    if (batch.size() >= options_.batch_jobs || db_->bytes() >= options_.batch_bytes)
        return false;
    auto next = queue_.try_pop();
    if (next)
        batch.push_back(std::move(*next));
    return next.has_value();
}

// False at the first refusal: what is in the transaction then is of no use.
bool Writer::run_all(std::vector<Pending>& batch)
{
    db_->run("BEGIN IMMEDIATE");
    while (add_next(batch))
        if (!run_one(*batch.back().job, false))
            return false;
    return true;
}

void Writer::run_each(std::vector<Pending>& batch)
{
    db_->run("BEGIN IMMEDIATE");
    for (std::size_t i = 0; i < batch.size() || add_next(batch); ++i) {
        db_->run("SAVEPOINT job");
        if (!run_one(*batch[i].job, true)) {
            db_->run("ROLLBACK TO job");
            tx_->forget();
        }
        // What is only gathered until the commit must not outlive a later job's refusal.
        tx_->settle();
        db_->run("RELEASE job");
    }
}

// False when the job refuses. What concerns the whole transaction is thrown on.
bool Writer::run_one(Job& job, bool last_try)
{
    boost::system::error_code refused;
    const auto refuse = [this, last_try, &refused](std::string_view what) {
        refused = Errc::storage_refused;
        if (last_try)
            health_.refused(Errc::storage_refused, what);
    };
    try {
        refused = job.run(*tx_);
    } catch (const SQLite::Exception& error) {
        if (damage_of(error, *db_) != Damage::job)
            throw;
        refuse(error.what());
    } catch (const boost::system::system_error& error) {
        refused = error.code();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        refuse(error.what());
    } catch (...) {
        refuse("unknown exception");
    }
    job.fail(refused);
    return !refused;
}

void Writer::commit(std::size_t jobs)
{
    tx_->settle();
    // Before, not after: a kill in between must not leave them.
    if (db_->erased() && !copies_gone_)
        copies_gone_ = remove_copies(options_.path);
    const auto start = Clock::now();
    db_->run("COMMIT");
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
    checkpointed_ = false;
    health_.set_full(false);
    health_.committed({.jobs = jobs, .bytes = db_->take_bytes(), .commit = took});
}

boost::system::error_code Writer::undo(const SQLite::Exception& error)
{
    const Damage damage = damage_of(error, *db_);
    if (damage == Damage::fatal) {
        // After a failed fsync nobody knows what the disk holds: not even closing may move the log into the file.
        sqlite3_db_config(db_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        health_.fatal(code_of(error), error.what());
    }
    if (damage == Damage::full)
        health_.set_full(true);
    roll_back();
    return errc_of(damage);
}

void Writer::roll_back()
{
    tx_->forget();
    try {
        if (db_->in_transaction())
            db_->run("ROLLBACK");
    } catch (const SQLite::Exception& error) {
        sqlite3_db_config(db_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        health_.fatal(code_of(error), error.what());
    }
}

// Jobs are still tried while the disk is full, and the first that gets through ends it. But a store that says it is not
// ready gets no jobs, so it also tries by itself.
void Writer::probe()
{
    try {
        db_->run("BEGIN IMMEDIATE");
        tx_->set_fact("probed_at", std::to_string(Clock::now().time_since_epoch().count()));
        commit(0);
    } catch (const SQLite::Exception& error) {
        undo(error);
    }
}

// What was erased stands in the log until that is written anew or cut off. A reader may be in the way of cutting: then
// a moment later, and nobody waits for it.
void Writer::tidy()
{
    if (!db_->erased())
        return checkpoint(SQLITE_CHECKPOINT_PASSIVE);
    constexpr int brief = 50; // ms
    sqlite3_busy_timeout(db_->handle(), brief);
    checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    sqlite3_busy_timeout(db_->handle(), static_cast<int>(options_.busy_timeout.count()));
}

void Writer::checkpoint(int mode)
{
    int in_log = 0;
    int copied = 0;
    const int code = sqlite3_wal_checkpoint_v2(db_->handle(), nullptr, mode, &in_log, &copied);
    checkpoint_again_.reset();
    if (code == SQLITE_OK) {
        if (mode == SQLITE_CHECKPOINT_TRUNCATE)
            db_->forget_erased();
        checkpointed_ = in_log == copied;
        const auto threshold = options_.wal_bytes / page_bytes;
        // A reader stands in the way: not again for every batch.
        checkpoint_at_ = checkpointed_ ? threshold : static_cast<std::size_t>(std::max(in_log, 0)) + threshold / 4;
        if (checkpointed_)
            wal_pages_.store(0, std::memory_order_relaxed);
        return;
    }
    const int extended = sqlite3_extended_errcode(db_->handle());
    const Damage damage = damage_of(extended, sqlite3_system_errno(db_->handle()), false);
    if (damage == Damage::fatal) {
        sqlite3_db_config(db_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        health_.fatal(extended, "checkpoint failed");
    }
    checkpoint_again_ = Clock::now() + options_.probe;
    checkpoint_at_ += options_.wal_bytes / page_bytes / 4;
}

void Writer::close(Clock::time_point drain_until)
{
    queue_.close(drain_until);
    if (thread_.joinable())
        thread_.join();
    if (!db_)
        return;
    if (!health_.failed())
        checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
    tx_.reset();
    db_.reset();
}

} // namespace langnghe::sql
