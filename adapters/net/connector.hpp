#pragma once
// From a host's name to a connection that is ready to be written to.

#include "adapters/net/call.hpp"
#include "adapters/net/names.hpp"
#include "adapters/net/route.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ssl/context.hpp>

#include <memory>
#include <string>

namespace langnghe::net {

struct Connected
{
    std::unique_ptr<Wire> wire; // none: `error` says why
    std::string error;
};

class Connector
{
public:
    Connector(boost::asio::any_io_executor executor, const ClientOptions& options);

    void close() { names_.close(); }

    // Ends at `until` at the latest, also when the resolver hangs. The name is looked up once, and the connection goes
    // to one of the addresses found that `admits` takes; a proxy is the operator's word, and looks up by itself.
    boost::asio::awaitable<Connected> connect(const Route& route, const Admits& admits, std::shared_ptr<Call> call,
                                              Call::Time until);

private:
    boost::asio::awaitable<Named> look_up(const Url& url, std::shared_ptr<Call> call, Call::Time until);

    boost::asio::any_io_executor executor_;
    std::function<std::vector<AddressBytes>(const std::string&)> resolve_;
    Names names_;
    boost::asio::ssl::context tls_;
    boost::system::error_code tls_fault_;
};

} // namespace langnghe::net
