#pragma once
// Fetches the files that came with messages, behind the acknowledgement and without anybody waiting: asks the platform
// where a file is, takes it from allowed hosts alone, and puts it on the shelf under its content. What the store cannot
// take now is left as it was. On the I/O thread; disks and images on the worker.

#include "adapters/files/incoming.hpp"
#include "adapters/files/policy.hpp"
#include "adapters/sql/store.hpp"
#include "bot/commune/setup.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/sweeper.hpp"
#include "core/attachment/fetch.hpp"

#include <set>

namespace langnghe::daemon {

class Fetcher : public Chore
{
public:
    Fetcher(Environment& environment, const CommuneSetup& setup, sql::Store& store, Sweeper& sweeper,
            std::function<void()> on_told);

    boost::asio::awaitable<void> run() override;

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    using Fetched = attachment::Fetched;

    boost::asio::awaitable<void> follow();
    boost::asio::awaitable<std::chrono::milliseconds> round();
    boost::asio::awaitable<void> fetch(AttachedFile file);
    boost::asio::awaitable<std::optional<Fetched>> get(const AttachedFile& file);
    boost::asio::awaitable<Located> locate(const FileSource& source, const Attachment& said);
    boost::asio::awaitable<std::optional<Fetched>> download(const Located& located, files::Admission admitted);
    boost::asio::awaitable<std::optional<Fetched>> shelve(std::unique_ptr<files::Incoming> incoming);

    Environment& environment_;
    const CommuneSetup& setup_;
    sql::Store& store_;
    Sweeper& sweeper_;
    std::function<void()> on_told_;
    net::TaskGroup fetches_;
    std::set<AttachmentId> busy_;
    TimePoint seen_at_{};    // the clock at the last round
    TimePoint held_until_{}; // the disk was full
};

} // namespace langnghe::daemon
