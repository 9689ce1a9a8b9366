#pragma once
// What names lead to. The system looks up one name after another and cannot be interrupted, so each name is asked for
// once at a time, however many wait; and whom it keeps waiting, or refuses, is given what the name led to before: TLS
// says whether that is still right. One thread.

#include "adapters/net/call.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace langnghe::net {

struct Named
{
    std::vector<boost::asio::ip::address> addresses;
    boost::system::error_code code; // why there is none
};

class Names
{
public:
    // `patience`: before what is known already is used.
    Names(boost::asio::any_io_executor executor, std::chrono::milliseconds patience)
        : executor_(std::move(executor)), patience_(patience)
    {}
    ~Names() { close(); }
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;

    // Ends at `until` at the latest, also when the resolver hangs.
    boost::asio::awaitable<Named> find(std::string host, std::shared_ptr<Call> call, Call::Time until);
    // What has not begun yet is not asked any more.
    void close();

private:
    struct Entry;
    std::shared_ptr<Entry> entry_of(const std::string& host);

    boost::asio::any_io_executor executor_;
    std::chrono::milliseconds patience_;
    std::map<std::string, std::shared_ptr<Entry>> entries_;
};

} // namespace langnghe::net
