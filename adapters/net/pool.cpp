#include "adapters/net/pool.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace asio = boost::asio;

namespace langnghe::net {

namespace {

constexpr auto use_codes = asio::as_tuple(asio::use_awaitable);

// Gives up its place, or the turn that came too late, whichever way the wait ends.
template <class Leave>
class OnExit
{
public:
    explicit OnExit(Leave leave) : leave_(std::move(leave)) {}
    ~OnExit() { leave_(); }
    OnExit(const OnExit&) = delete;
    OnExit& operator=(const OnExit&) = delete;

private:
    Leave leave_;
};

} // namespace

Pool::Pool(const asio::any_io_executor& executor, const ClientOptions& options) : options_(options), sweep_(executor) {}

asio::awaitable<bool> Pool::wait_turn(std::string origin, std::shared_ptr<Call> call)
{
    if (closed_)
        co_return false;
    Origin& here = origins_[origin];
    if (here.turns < options_.connections_per_origin) {
        ++here.turns;
        co_return true;
    }
    here.waiting.push_back(call);
    bool taken = false;
    auto leave = [&] {
        if (taken)
            return;
        if (call->granted)
            return end_turn(origin);
        std::erase(origins_[origin].waiting, call);
        forget_if_unused(origin);
    };
    const OnExit on_exit(std::move(leave));
    call->timer.expires_at(call->due);
    co_await call->timer.async_wait(use_codes);
    taken = call->granted && !call->over();
    co_return taken;
}

void Pool::end_turn(const std::string& origin)
{
    Origin& here = origins_[origin];
    if (here.waiting.empty()) {
        --here.turns;
        return forget_if_unused(origin);
    }
    const auto next = std::move(here.waiting.front());
    here.waiting.pop_front();
    next->granted = true;
    next->timer.cancel();
}

std::unique_ptr<Wire> Pool::take(const std::string& origin)
{
    auto& idle = origins_[origin].idle;
    while (!idle.empty()) {
        auto wire = std::move(idle.back().wire);
        idle.pop_back();
        --idle_;
        if (wire->quiet())
            return wire;
    }
    return nullptr;
}

void Pool::keep(const std::string& origin, std::unique_ptr<Wire> wire)
{
    auto& idle = origins_[origin].idle;
    if (closed_ || idle.size() >= options_.idle_per_origin || idle_ >= options_.idle_total)
        return;
    idle.push_back({std::move(wire), std::chrono::steady_clock::now()});
    ++idle_;
    drop_later();
}

void Pool::forget_if_unused(const std::string& origin)
{
    const auto found = origins_.find(origin);
    if (found != origins_.end() && found->second.turns == 0 && found->second.idle.empty() &&
        found->second.waiting.empty())
        origins_.erase(found);
}

void Pool::drop_stale()
{
    const auto limit = std::chrono::steady_clock::now() - options_.idle_timeout;
    for (auto here = origins_.begin(); here != origins_.end();) {
        Origin& origin = here->second;
        idle_ -= std::erase_if(origin.idle, [&](const Idle& kept) { return kept.since <= limit; });
        const bool unused = origin.turns == 0 && origin.idle.empty() && origin.waiting.empty();
        here = unused ? origins_.erase(here) : std::next(here);
    }
}

void Pool::drop_later()
{
    if (sweeping_ || idle_ == 0 || closed_)
        return;
    sweeping_ = true;
    sweep_.expires_after(options_.idle_timeout);
    auto drop = [self = weak_from_this()](boost::system::error_code) {
        const auto pool = self.lock();
        if (!pool)
            return;
        pool->sweeping_ = false;
        pool->drop_stale();
        pool->drop_later();
    };
    sweep_.async_wait(std::move(drop));
}

void Pool::close()
{
    closed_ = true;
    for (auto& [name, origin] : origins_)
        origin.idle.clear();
    idle_ = 0;
    sweep_.cancel();
}

} // namespace langnghe::net
