#pragma once
// Jobs on their way to a storage thread, in order and bounded.

#include "adapters/sql/job.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>

namespace langnghe::sql {

// Tells the one who waits. Called once, on a storage thread; what takes time it posts elsewhere.
// (Not asio::any_completion_handler: in Boost 1.81 one that was moved corrupts memory.)
class Completion
{
public:
    virtual ~Completion() = default;
    virtual void complete() = 0;
};

struct Pending
{
    std::shared_ptr<Job> job;
    std::unique_ptr<Completion> done;
};

// The last thing that happens to a job. `failure` outdoes what the job answered.
void finish(Pending pending, boost::system::error_code failure);

class JobQueue
{
public:
    using Clock = std::chrono::steady_clock;
    enum class Woken
    {
        work,
        timeout,
        closed // and empty
    };

    explicit JobQueue(std::size_t bound) : bound_(bound) {}

    // Takes the job, or finishes it at once: storage_busy when full, cancelled when closed.
    void push(Pending pending);
    std::optional<Pending> try_pop();
    Woken wait(std::optional<Clock::time_point> until);
    std::size_t size() const;

    // No more jobs; those inside are still popped until the deadline.
    void close(Clock::time_point drain_until);
    bool past_draining() const;
    void finish_all(boost::system::error_code failure);

private:
    const std::size_t bound_;
    mutable std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<Pending> jobs_;
    std::optional<Clock::time_point> drain_until_; // set: closed
};

} // namespace langnghe::sql
