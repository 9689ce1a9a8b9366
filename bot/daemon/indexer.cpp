#include "bot/daemon/indexer.hpp"

#include "core/people/retention.hpp"

#include <utility>

namespace langnghe::daemon {
namespace {

// Entries in one job: half a millisecond of the store's time, for which messages wait. 64 took 2 to 4, four times a
// second, and that was the webhook's 99th percentile at 1,000 messages a second.
constexpr int slice = 16;
constexpr std::chrono::milliseconds between{62};
constexpr std::chrono::milliseconds retry{10'000};

} // namespace

Indexer::Indexer(Environment& environment, sql::Store& store) : Chore(environment.executor), store_(store) {}

boost::asio::awaitable<std::chrono::milliseconds> Indexer::once()
{
    co_await follow();
    co_await signal().rest_for(between);
    co_return retry;
}

// To the end of the journal, and until what was erased is out of the index for good; while messages keep coming, one
// slice.
boost::asio::awaitable<void> Indexer::follow()
{
    bool more = true;
    while (more && !stopping()) {
        auto job = [](Tx& tx) { return tx.search().follow(slice) >= slice || is_merging(tx); };
        const auto left = co_await store_.write(std::move(job));
        more = left && *left;
        if (more && signal().raised())
            co_return;
    }
}

} // namespace langnghe::daemon
