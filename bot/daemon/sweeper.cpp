#include "bot/daemon/sweeper.hpp"

#include "bot/log/log.hpp"
#include "core/store/attachments.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds between = std::chrono::hours{24};
constexpr std::chrono::milliseconds after_start = std::chrono::minutes{1};
constexpr std::chrono::seconds settled = std::chrono::hours{24};  // a file stands here before its row does
constexpr std::chrono::seconds landed = std::chrono::minutes{10}; // the same, for what was erased
constexpr std::chrono::seconds at_once{0};
constexpr std::chrono::milliseconds rest{1'000}; // between two looks at what was erased
constexpr std::chrono::milliseconds again = std::chrono::minutes{1};
constexpr int slice = 64;

} // namespace

Sweeper::Sweeper(const Environment& environment, std::string commune, std::filesystem::path folder, sql::Store& store,
                 asio::any_io_executor worker)
    : Chore(environment.executor), commune_(std::move(commune)), shelf_(std::move(folder)), store_(store),
      worker_(std::move(worker)), next_(std::chrono::steady_clock::now() + after_start)
{}

asio::awaitable<std::chrono::milliseconds> Sweeper::once()
{
    using Clock = std::chrono::steady_clock;
    const bool done = co_await discard();
    if (!stopping() && Clock::now() >= next_) {
        const auto removed = co_await sweep(settled);
        if (removed > 0)
            log::info("files.swept", {{"commune", commune_}, {"removed", removed}});
        next_ = Clock::now() + between;
    }
    co_await signal().rest_for(rest);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(next_ - Clock::now());
    co_return done ? left : std::min(left, again);
}

asio::awaitable<std::size_t> Sweeper::sweep(std::chrono::seconds at_least)
{
    std::int64_t bytes = 0;
    std::size_t removed = 0;
    for (unsigned folder = 0; folder < files::folders && !stopping(); ++folder) {
        auto found = co_await list(folder);
        for (const files::Found& file : found)
            bytes += file.bytes;
        auto names = co_await unneeded(std::move(found), at_least);
        if (names.empty())
            continue;
        const auto gone = co_await remove(names, at_least);
        bytes -= gone.bytes;
        removed += gone.files;
    }
    if (!stopping())
        bytes_ = bytes;
    co_return removed;
}

asio::awaitable<bool> Sweeper::discard()
{
    while (!stopping()) {
        const bool quiet = arriving_ == 0;
        const auto arrivals = arrivals_;
        auto discarded = co_await look_up();
        if (!discarded || discarded->names.empty())
            co_return discarded.has_value();
        // What came meanwhile may be the same content, about to get its row.
        const auto at_least = quiet && arrivals == arrivals_ ? at_once : landed;
        const auto gone = co_await remove(discarded->unneeded, at_least);
        bytes_ -= gone.bytes;
        if (gone.files > 0)
            log::info("files.erased", {{"commune", commune_}, {"removed", gone.files}});
        const auto left = co_await settle(std::move(*discarded));
        if (!left || *left > 0)
            co_return false;
    }
    co_return false;
}

asio::awaitable<Result<Sweeper::Discarded>> Sweeper::look_up()
{
    auto job = [](Tx& tx) {
        Discarded discarded;
        discarded.names = tx.attachments().discarded(slice);
        for (const std::string& name : discarded.names)
            if (!tx.attachments().needs(name))
                discarded.unneeded.push_back(name);
        return discarded;
    };
    co_return co_await store_.read(std::move(job));
}

asio::awaitable<Result<std::size_t>> Sweeper::settle(Discarded discarded)
{
    auto look = [this, &discarded]() -> asio::awaitable<std::size_t> {
        std::error_code unknown;
        co_return std::erase_if(discarded.unneeded, [&](const std::string& name) {
            return !std::filesystem::exists(shelf_.path_of(name), unknown);
        });
    };
    co_await asio::co_spawn(worker_, look, asio::use_awaitable);
    const auto left = discarded.unneeded.size();
    auto job = [discarded = std::move(discarded)](Tx& tx) {
        for (const std::string& name : discarded.names)
            if (std::ranges::find(discarded.unneeded, name) == discarded.unneeded.end())
                tx.attachments().forget_discarded(name);
    };
    const auto stored = co_await store_.write(std::move(job));
    if (!stored)
        co_return stored.error();
    co_return left;
}

asio::awaitable<files::Removed> Sweeper::remove(const std::vector<std::string>& names, std::chrono::seconds at_least)
{
    auto job = [this, &names, at_least]() -> asio::awaitable<files::Removed> {
        co_return shelf_.remove(names, at_least);
    };
    co_return co_await asio::co_spawn(worker_, job, asio::use_awaitable);
}

asio::awaitable<std::vector<files::Found>> Sweeper::list(unsigned folder)
{
    auto job = [this, folder]() -> asio::awaitable<std::vector<files::Found>> { co_return shelf_.list(folder); };
    co_return co_await asio::co_spawn(worker_, job, asio::use_awaitable);
}

asio::awaitable<std::vector<std::string>> Sweeper::unneeded(std::vector<files::Found> found,
                                                            std::chrono::seconds at_least)
{
    auto job = [found = std::move(found), at_least](Tx& tx) {
        std::vector<std::string> names;
        for (const files::Found& file : found)
            if (file.age >= at_least && !tx.attachments().needs(file.sha256))
                names.push_back(file.sha256);
        return names;
    };
    auto names = co_await store_.read(std::move(job));
    co_return names ? std::move(*names) : std::vector<std::string>{};
}

} // namespace langnghe::daemon
