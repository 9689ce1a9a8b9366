#pragma once
// Keeps the shelf of a commune's files as the store says it should be: what a crash left half written goes at the
// start, at once what was erased, and once a day what no message and no delivery needs any more. On the I/O thread; the
// disk on the worker, where files are put on the shelf too, so that none is removed while it comes back.

#include "adapters/files/shelf.hpp"
#include "adapters/sql/store.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace langnghe::daemon {

class Sweeper : public Chore
{
public:
    // While one lives, a file may stand on the shelf before its row does.
    class Arrival
    {
    public:
        explicit Arrival(Sweeper& sweeper) : sweeper_(sweeper)
        {
            ++sweeper_.arriving_;
            ++sweeper_.arrivals_;
        }
        ~Arrival() { --sweeper_.arriving_; }
        Arrival(const Arrival&) = delete;
        Arrival& operator=(const Arrival&) = delete;

    private:
        Sweeper& sweeper_;
    };

    Sweeper(const Environment& environment, std::string commune, std::filesystem::path folder, sql::Store& store,
            boost::asio::any_io_executor worker);

    // Goes over the whole shelf once; returns how many files were removed. Younger ones than this stay in any case.
    boost::asio::awaitable<std::size_t> sweep(std::chrono::seconds at_least);
    // Removes what was erased; false when some of it is left for later.
    boost::asio::awaitable<bool> discard();

    const files::Shelf& shelf() const { return shelf_; }
    const boost::asio::any_io_executor& worker() const { return worker_; }
    // Bytes on the shelf, as of the last sweep and with what came since.
    std::int64_t bytes() const { return bytes_; }
    void added(std::int64_t bytes) { bytes_ += bytes; }

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<std::vector<files::Found>> list(unsigned folder);
    boost::asio::awaitable<std::vector<std::string>> unneeded(std::vector<files::Found> found,
                                                              std::chrono::seconds at_least);
    struct Discarded
    {
        std::vector<std::string> names;
        std::vector<std::string> unneeded; // of them
    };
    boost::asio::awaitable<Result<Discarded>> look_up();
    boost::asio::awaitable<files::Removed> remove(const std::vector<std::string>& names, std::chrono::seconds at_least);
    // Of these, what is on the shelf no more, or needed there, is done with; returns how many are not.
    boost::asio::awaitable<Result<std::size_t>> settle(Discarded discarded);

    std::string commune_;
    files::Shelf shelf_;
    sql::Store& store_;
    boost::asio::any_io_executor worker_;
    std::chrono::steady_clock::time_point next_; // when the whole shelf is gone over
    std::int64_t bytes_ = 0;
    std::size_t arriving_ = 0;
    std::size_t arrivals_ = 0; // ever
};

} // namespace langnghe::daemon
