#pragma once
// A bounded set of coroutines that must end before their owner does: join before destroying. One thread.
// Exceptions end one task alone and go to the observer with the task's name; operation_aborted is a normal end.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace langnghe::net {

using TaskObserver = std::function<void(std::string_view name, std::exception_ptr error)>;

// operation_aborted: how a cancelled coroutine ends.
bool is_cancellation(const std::exception_ptr& error);

class TaskGroup
{
public:
    TaskGroup(boost::asio::any_io_executor executor, TaskObserver observer, std::size_t bound = 1024);
    ~TaskGroup();
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;

    // False, and the task never starts, when the group is full or was cancelled.
    bool spawn(std::string name, boost::asio::awaitable<void> task);

    // Terminal cancellation of every task; nothing can be spawned afterwards.
    void cancel();

    // Returns when no task is left.
    boost::asio::awaitable<void> join();

    // The same, but no longer than `time`; true when no task is left. One coroutine joins at a time.
    boost::asio::awaitable<bool> join_for(std::chrono::milliseconds time);

    std::size_t size() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

} // namespace langnghe::net
