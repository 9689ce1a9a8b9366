#include "adapters/net/task_group.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

#include <unordered_set>
#include <utility>
#include <vector>

namespace asio = boost::asio;

namespace langnghe::net {

namespace {

struct Task
{
    std::string name;
    asio::cancellation_signal signal;
};

} // namespace

bool is_cancellation(const std::exception_ptr& error)
{
    try {
        std::rethrow_exception(error);
    } catch (const boost::system::system_error& failure) {
        return failure.code() == asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

struct TaskGroup::State
{
    State(asio::any_io_executor on, TaskObserver to, std::size_t most)
        : executor(std::move(on)), observer(std::move(to)), bound(most), all_done(executor)
    {}

    void ended(const std::shared_ptr<Task>& task, const std::exception_ptr& error)
    {
        tasks.erase(task);
        if (error && observer && !is_cancellation(error))
            observer(task->name, error);
        if (tasks.empty())
            all_done.cancel();
    }

    asio::any_io_executor executor;
    TaskObserver observer;
    std::size_t bound;
    bool cancelled = false;
    std::unordered_set<std::shared_ptr<Task>> tasks;
    asio::steady_timer all_done; // cancelled to wake who joins
};

TaskGroup::TaskGroup(asio::any_io_executor executor, TaskObserver observer, std::size_t bound)
    : state_(std::make_shared<State>(std::move(executor), std::move(observer), bound))
{}

TaskGroup::~TaskGroup() = default;

bool TaskGroup::spawn(std::string name, asio::awaitable<void> work)
{
    if (state_->cancelled || state_->tasks.size() >= state_->bound)
        return false;
    auto task = std::make_shared<Task>();
    task->name = std::move(name);
    state_->tasks.insert(task);
    auto done = [state = state_, task](std::exception_ptr error) { state->ended(task, error); };
    asio::co_spawn(state_->executor, std::move(work),
                   asio::bind_cancellation_slot(task->signal.slot(), std::move(done)));
    return true;
}

void TaskGroup::cancel()
{
    state_->cancelled = true;
    const std::vector<std::shared_ptr<Task>> all(state_->tasks.begin(), state_->tasks.end());
    for (const auto& task : all)
        task->signal.emit(asio::cancellation_type::terminal);
}

asio::awaitable<void> TaskGroup::join()
{
    const auto state = state_;
    state->all_done.expires_at(asio::steady_timer::time_point::max());
    while (!state->tasks.empty())
        co_await state->all_done.async_wait(asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<bool> TaskGroup::join_for(std::chrono::milliseconds time)
{
    const auto state = state_;
    state->all_done.expires_after(time);
    if (!state->tasks.empty())
        co_await state->all_done.async_wait(asio::as_tuple(asio::use_awaitable));
    co_return state->tasks.empty();
}

std::size_t TaskGroup::size() const { return state_->tasks.size(); }

} // namespace langnghe::net
