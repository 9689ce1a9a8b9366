#pragma once
// Kept connections and turns, by origin. A turn is the right to one connection; senders without one wait in order.

#include "adapters/net/call.hpp"
#include "adapters/net/client.hpp"

#include <boost/asio/steady_timer.hpp>

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace langnghe::net {

class Pool : public std::enable_shared_from_this<Pool>
{
public:
    Pool(const boost::asio::any_io_executor& executor, const ClientOptions& options);

    // False when the call was over before its turn came.
    boost::asio::awaitable<bool> wait_turn(std::string origin, std::shared_ptr<Call> call);
    void end_turn(const std::string& origin);

    // The freshest kept connection that its peer has not closed, or none.
    std::unique_ptr<Wire> take(const std::string& origin);
    void keep(const std::string& origin, std::unique_ptr<Wire> wire);

    void close();

private:
    struct Idle
    {
        std::unique_ptr<Wire> wire;
        Call::Time since;
    };
    struct Origin
    {
        std::size_t turns = 0;
        std::vector<Idle> idle; // oldest first
        std::deque<std::shared_ptr<Call>> waiting;
    };

    void forget_if_unused(const std::string& origin);
    void drop_stale();
    void drop_later();

    ClientOptions options_;
    std::map<std::string, Origin> origins_;
    std::size_t idle_ = 0;
    boost::asio::steady_timer sweep_;
    bool sweeping_ = false;
    bool closed_ = false;
};

// Gives the turn back.
class Turn
{
public:
    Turn(Pool& pool, const std::string& origin) : pool_(pool), origin_(origin) {}
    ~Turn() { pool_.end_turn(origin_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

private:
    Pool& pool_;
    const std::string& origin_;
};

} // namespace langnghe::net
