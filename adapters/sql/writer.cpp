#include "adapters/sql/writer.hpp"

#include "adapters/sql/damage.hpp"
#include "adapters/sql/migrate.hpp"

#include <new>

namespace langnghe::sql {

Writer::Writer(const StoreOptions& options, Health& health)
    : options_(options), health_(health), queue_(options.queue_jobs)
{
    db_.emplace(options.path, Access::write, ConnectionOptions{options.cache_kib, options.busy_timeout});
    db_->prepare("ROLLBACK"); // needed when memory may be short
    checkpoints_.emplace(options, health, *db_);
    tx_.emplace(*db_);
}

void Writer::start() { thread_ = std::thread(&Writer::loop, this); }

void Writer::loop()
{
    for (;;) {
        const auto woken = queue_.wait(wake_at());
        if (woken == JobQueue::Woken::closed)
            return;
        if (woken == JobQueue::Woken::timeout)
            health_.full() ? probe() : checkpoints_->idle();
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
    return checkpoints_->idle_at();
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
    checkpoints_->between_batches();
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
    checkpoints_->committed();
    health_.set_full(false);
    health_.committed({.jobs = jobs, .bytes = db_->take_bytes(), .commit = took});
}

boost::system::error_code Writer::undo(const SQLite::Exception& error)
{
    const Damage damage = damage_of(error, *db_);
    if (damage == Damage::fatal)
        health_.fatal(code_of(error), error.what());
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

void Writer::close(Clock::time_point drain_until)
{
    queue_.close(drain_until);
    if (thread_.joinable())
        thread_.join();
    if (!db_)
        return;
    checkpoints_->close();
    tx_.reset();
    checkpoints_.reset();
    db_.reset();
}

} // namespace langnghe::sql
