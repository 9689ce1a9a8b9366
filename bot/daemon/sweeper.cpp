#include "bot/daemon/sweeper.hpp"

#include "bot/log/log.hpp"
#include "core/store/attachments.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds between = std::chrono::hours{24};
constexpr std::chrono::milliseconds after_start = std::chrono::minutes{1};
constexpr std::chrono::seconds settled = std::chrono::hours{24}; // a file stands here before its row does

} // namespace

Sweeper::Sweeper(const Environment& environment, std::string commune, std::filesystem::path folder, sql::Store& store,
                 asio::any_io_executor worker)
    : commune_(std::move(commune)), shelf_(std::move(folder)), store_(store), worker_(std::move(worker)),
      signal_(environment.executor)
{}

asio::awaitable<void> Sweeper::run()
{
    co_await signal_.wait_for(after_start);
    while (!stopping_) {
        const auto removed = co_await sweep(settled);
        if (removed > 0)
            log::info("files.swept", {{"commune", commune_}, {"removed", removed}});
        if (!stopping_)
            co_await signal_.wait_for(between);
    }
}

void Sweeper::stop()
{
    stopping_ = true;
    signal_.raise();
}

asio::awaitable<std::size_t> Sweeper::sweep(std::chrono::seconds at_least)
{
    std::int64_t bytes = 0;
    std::size_t removed = 0;
    for (unsigned folder = 0; folder < files::folders && !stopping_; ++folder) {
        auto found = co_await list(folder);
        for (const files::Found& file : found)
            bytes += file.bytes;
        auto names = co_await unneeded(std::move(found), at_least);
        if (names.empty())
            continue;
        auto job = [this, names = std::move(names), at_least]() -> asio::awaitable<files::Removed> {
            co_return shelf_.remove(names, at_least);
        };
        const auto gone = co_await asio::co_spawn(worker_, job, asio::use_awaitable);
        bytes -= gone.bytes;
        removed += gone.files;
    }
    if (!stopping_)
        bytes_ = bytes;
    co_return removed;
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
