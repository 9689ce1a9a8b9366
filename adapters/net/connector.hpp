#pragma once
// From a host's name to a connection that is ready to be written to.

#include "adapters/net/call.hpp"
#include "adapters/net/url.hpp"

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
    // An empty `ca_file` means the system's store.
    Connector(boost::asio::any_io_executor executor, const std::string& ca_file);

    // Ends at `until` at the latest, also when the resolver hangs.
    // With a `proxy`, by way of it.
    boost::asio::awaitable<Connected> connect(const Url& url, const Url* proxy, std::shared_ptr<Call> call,
                                              Call::Time until);

private:
    boost::asio::any_io_executor executor_;
    boost::asio::ssl::context tls_;
    boost::system::error_code tls_fault_;
};

} // namespace langnghe::net
