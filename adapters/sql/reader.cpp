#include "adapters/sql/reader.hpp"

#include "adapters/sql/damage.hpp"

#include <sys/resource.h>
#include <unistd.h>

namespace langnghe::sql {
namespace {

constexpr int behind = 5; // nice: a quarter of a core that is fought for

// Where there are too few cores for everybody, a report waits for the acknowledgements and not they for it. On Linux a
// thread has a priority of its own; without one it is merely slower for the others.
void stand_behind()
{
    const auto thread = static_cast<id_t>(::gettid());
    (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + behind);
}

} // namespace

Reader::Reader(const StoreOptions& options, Health& health)
    : options_(options), health_(health), queue_(options.queue_jobs)
{
    db_.emplace(options.path, Access::read, ConnectionOptions{options.cache_kib, options.busy_timeout});
    db_->set_stop(&stop_);
    tx_.emplace(*db_);
}

void Reader::start() { thread_ = std::thread(&Reader::loop, this); }

void Reader::loop()
{
    stand_behind();
    while (queue_.wait(std::nullopt) != JobQueue::Woken::closed) {
        auto next = queue_.try_pop();
        if (!next)
            continue;
        boost::system::error_code failure = stop_ ? Errc::cancelled : Errc::storage_failed;
        if (!stop_ && !health_.failed())
            failure = run(*next->job);
        finish(std::move(*next), failure);
    }
}

boost::system::error_code Reader::run(Job& job)
{
    boost::system::error_code failure;
    try {
        db_->set_deadline(JobQueue::Clock::now() + options_.read_deadline);
        db_->run("BEGIN");
        failure = job.run(*tx_);
    } catch (const SQLite::Exception& error) {
        failure = explain(error);
    } catch (const boost::system::system_error& error) {
        failure = error.code();
    } catch (const std::exception& error) {
        failure = Errc::storage_refused;
        health_.refused(Errc::storage_refused, error.what());
    } catch (...) {
        failure = Errc::storage_refused;
        health_.refused(Errc::storage_refused, "unknown exception");
    }
    end();
    return failure;
}

boost::system::error_code Reader::explain(const SQLite::Exception& error)
{
    const Damage damage = damage_of(error, *db_);
    if (damage == Damage::fatal)
        health_.fatal(code_of(error), error.what());
    else
        health_.refused(errc_of(damage), error.what());
    return stop_ ? Errc::cancelled : errc_of(damage);
}

void Reader::end()
{
    db_->set_deadline(std::nullopt);
    db_->set_stop(nullptr);
    try {
        if (db_->in_transaction())
            db_->run("ROLLBACK");
    } catch (const SQLite::Exception& error) {
        explain(error);
    }
    db_->set_stop(&stop_);
}

void Reader::close()
{
    stop_ = true;
    queue_.close(JobQueue::Clock::now());
    if (thread_.joinable())
        thread_.join();
    tx_.reset();
    db_.reset();
}

} // namespace langnghe::sql
