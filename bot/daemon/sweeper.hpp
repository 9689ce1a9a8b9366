#pragma once
// Keeps the shelf of a commune's files as the store says it should be: what a crash left half written goes at the
// start, and once a day what no message and no delivery needs any more. On the I/O thread; the disk on the worker,
// where files are put on the shelf too, so that none is removed while it comes back.

#include "adapters/files/shelf.hpp"
#include "adapters/sql/store.hpp"
#include "bot/daemon/environment.hpp"
#include "bot/daemon/signal.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace langnghe::daemon {

class Sweeper
{
public:
    Sweeper(const Environment& environment, std::string commune, std::filesystem::path folder, sql::Store& store,
            boost::asio::any_io_executor worker);

    boost::asio::awaitable<void> run(); // until stop()
    void stop();
    // Goes over the whole shelf once; returns how many files were removed. Younger ones than this stay in any case.
    boost::asio::awaitable<std::size_t> sweep(std::chrono::seconds at_least);

    const files::Shelf& shelf() const { return shelf_; }
    const boost::asio::any_io_executor& worker() const { return worker_; }
    // Bytes on the shelf, as of the last sweep and with what came since.
    std::int64_t bytes() const { return bytes_; }
    void added(std::int64_t bytes) { bytes_ += bytes; }

private:
    boost::asio::awaitable<std::vector<files::Found>> list(unsigned folder);
    boost::asio::awaitable<std::vector<std::string>> unneeded(std::vector<files::Found> found,
                                                              std::chrono::seconds at_least);

    std::string commune_;
    files::Shelf shelf_;
    sql::Store& store_;
    boost::asio::any_io_executor worker_;
    Signal signal_;
    std::int64_t bytes_ = 0;
    bool stopping_ = false;
};

} // namespace langnghe::daemon
