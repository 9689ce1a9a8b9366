#include "adapters/net/names.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace langnghe::net {

struct Names::Entry
{
    explicit Entry(const asio::any_io_executor& executor) : resolver(executor) {}

    tcp::resolver resolver;
    bool asking = false;
    std::uint64_t answers = 0;
    boost::system::error_code code; // of the last answer
    std::vector<asio::ip::address> known;
    Call::Time known_at{};
    std::vector<std::weak_ptr<Call>> waiting;
};

namespace {

constexpr auto use_codes = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t most_names = 256;
constexpr std::chrono::hours remembered{24};

} // namespace

std::shared_ptr<Names::Entry> Names::entry_of(const std::string& host)
{
    if (entries_.size() >= most_names)
        std::erase_if(entries_, [](const auto& entry) { return !entry.second->asking; });
    auto& entry = entries_[host];
    if (!entry)
        entry = std::make_shared<Entry>(executor_);
    return entry;
}

asio::awaitable<Named> Names::find(std::string host, std::shared_ptr<Call> call, Call::Time until)
{
    const auto entry = entry_of(host);
    const auto answers = entry->answers;
    const auto now = std::chrono::steady_clock::now();
    const bool fallback = !entry->known.empty() && now < entry->known_at + remembered;
    entry->waiting.push_back(call);
    call->timer.expires_at(fallback ? std::min(until, now + patience_) : until);
    if (!std::exchange(entry->asking, true)) {
        auto take = [entry](boost::system::error_code code, const tcp::resolver::results_type& found) {
            entry->asking = false;
            ++entry->answers;
            entry->code = code;
            if (!code) {
                entry->known.clear();
                entry->known_at = std::chrono::steady_clock::now();
            }
            for (const auto& result : found)
                entry->known.push_back(result.endpoint().address());
            for (const auto& waiting : std::exchange(entry->waiting, {}))
                if (const auto waiter = waiting.lock())
                    waiter->timer.cancel();
        };
        entry->resolver.async_resolve(host, "", std::move(take));
    }
    co_await call->timer.async_wait(use_codes);
    // Its timer serves for something else from now on.
    std::erase_if(entry->waiting, [&](const std::weak_ptr<Call>& waiting) { return waiting.lock() == call; });
    Named named;
    const bool answered = entry->answers != answers;
    if ((answered && !entry->code) || fallback)
        named.addresses = entry->known;
    else
        named.code = answered ? entry->code : make_error_code(asio::error::timed_out);
    co_return named;
}

void Names::close()
{
    for (const auto& [host, entry] : entries_)
        entry->resolver.cancel();
}

} // namespace langnghe::net
