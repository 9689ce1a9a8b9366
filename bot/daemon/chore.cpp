#include "bot/daemon/chore.hpp"

namespace langnghe::daemon {

boost::asio::awaitable<void> Chore::run()
{
    if (first_ > first_.zero())
        co_await signal_.wait_for(first_);
    while (!stopping_) {
        const auto wait = co_await once();
        if (!stopping_)
            co_await signal_.wait_for(wait);
    }
}

void Chore::stop()
{
    stopping_ = true;
    signal_.raise();
}

} // namespace langnghe::daemon
