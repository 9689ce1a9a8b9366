#pragma once
// Follows the store's erasures into the register beside it, seconds behind: what is in the register is erased again
// when an old backup comes back. On the I/O thread; the file is written by a worker.

#include "adapters/sql/store.hpp"
#include "bot/commune/register_file.hpp"
#include "bot/daemon/chore.hpp"
#include "bot/daemon/environment.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <string>

namespace langnghe::daemon {

class Registrar : public Chore
{
public:
    Registrar(const Environment& environment, std::string commune, sql::Store& store,
              boost::asio::any_io_executor worker);

    // Both ways, before anything else happens on the store. Blocking; a line for people when it cannot be done.
    std::string settle(const CommuneSetup& setup, const Random& random, TimePoint now);

private:
    boost::asio::awaitable<std::chrono::milliseconds> once() override;
    boost::asio::awaitable<void> follow();

    std::string commune_;
    sql::Store& store_;
    boost::asio::any_io_executor worker_;
    std::int64_t through_ = 0; // the journal's entry of the last erasure that is in the register
};

} // namespace langnghe::daemon
