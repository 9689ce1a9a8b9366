#include "adapters/sql/queue.hpp"

#include <utility>

namespace langnghe::sql {

void finish(Pending pending, boost::system::error_code failure)
{
    if (failure)
        pending.job->fail(failure);
    // What the job holds is given up by its owner, not here, and before the owner goes on.
    pending.job.reset();
    pending.done->complete();
}

void JobQueue::push(Pending pending)
{
    boost::system::error_code refused;
    {
        const std::lock_guard lock(mutex_);
        if (drain_until_)
            refused = Errc::cancelled;
        else if (jobs_.size() >= bound_)
            refused = Errc::storage_busy;
        else
            jobs_.push_back(std::move(pending));
    }
    if (refused)
        finish(std::move(pending), refused);
    else
        woken_.notify_one();
}

std::optional<Pending> JobQueue::try_pop()
{
    const std::lock_guard lock(mutex_);
    if (jobs_.empty())
        return std::nullopt;
    std::optional<Pending> first(std::move(jobs_.front()));
    jobs_.pop_front();
    return first;
}

JobQueue::Woken JobQueue::wait(std::optional<Clock::time_point> until)
{
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return !jobs_.empty() || drain_until_.has_value(); };
    if (!until)
        woken_.wait(lock, ready);
    else if (!woken_.wait_until(lock, *until, ready))
        return Woken::timeout;
    return jobs_.empty() ? Woken::closed : Woken::work;
}

std::size_t JobQueue::size() const
{
    const std::lock_guard lock(mutex_);
    return jobs_.size();
}

void JobQueue::close(Clock::time_point drain_until)
{
    {
        const std::lock_guard lock(mutex_);
        if (!drain_until_)
            drain_until_ = drain_until;
    }
    woken_.notify_one();
}

bool JobQueue::past_draining() const
{
    const std::lock_guard lock(mutex_);
    return drain_until_ && Clock::now() > *drain_until_;
}

void JobQueue::finish_all(boost::system::error_code failure)
{
    while (auto pending = try_pop())
        finish(std::move(*pending), failure);
}

} // namespace langnghe::sql
