#include "adapters/net/connector.hpp"

#include "adapters/net/tunnel.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace asio = boost::asio;
using asio::ip::tcp;

namespace langnghe::net {

namespace {

AddressBytes bytes_of(const asio::ip::address& address)
{
    return address.is_v4() ? asio::ip::make_address_v6(asio::ip::v4_mapped, address.to_v4()).to_bytes()
                           : address.to_v6().to_bytes();
}

asio::ip::address address_of(const AddressBytes& bytes)
{
    const asio::ip::address_v6 address(bytes);
    if (address.is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address);
    return address;
}

// Those of the addresses where the call may go.
tcp::resolver::results_type endpoints_of(const Named& named, const Url& url, const Admits& admits)
{
    std::vector<tcp::endpoint> endpoints;
    for (const auto& address : named.addresses)
        if (!admits || admits(bytes_of(address)))
            endpoints.emplace_back(address, url.port);
    return tcp::resolver::results_type::create(endpoints.begin(), endpoints.end(), url.host, "");
}

// Debian keeps each certificate under the hash of its subject: OpenSSL then looks only for those that a chain needs.
// Reading all of them at once was nine tenths of the time to start.
bool has_hashed_certificates()
{
    if (std::getenv(X509_get_default_cert_file_env()) != nullptr ||
        std::getenv(X509_get_default_cert_dir_env()) != nullptr)
        return false;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(X509_get_default_cert_dir(), failed), end; !failed && entry != end;
         entry.increment(failed))
        if (entry->path().extension() == ".0")
            return true;
    return false;
}

} // namespace

Connector::Connector(asio::any_io_executor executor, const ClientOptions& options)
    : executor_(std::move(executor)), resolve_(options.resolve), names_(executor_, options.name_patience),
      tls_(asio::ssl::context::tls_client)
{
    SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_2_VERSION);
    SSL_CTX_set_mode(tls_.native_handle(), SSL_MODE_RELEASE_BUFFERS);
    if (!options.ca_file.empty())
        tls_.load_verify_file(options.ca_file, tls_fault_);
    else if (!has_hashed_certificates() || SSL_CTX_set_default_verify_dir(tls_.native_handle()) != 1)
        tls_.set_default_verify_paths(tls_fault_);
}

asio::awaitable<Named> Connector::look_up(const Url& url, std::shared_ptr<Call> call, Call::Time until)
{
    Named named;
    boost::system::error_code not_numeric;
    const auto address = asio::ip::make_address(url.host, not_numeric);
    if (!not_numeric) {
        named.addresses = {address};
        co_return named;
    }
    if (resolve_) {
        for (const AddressBytes& bytes : resolve_(url.host))
            named.addresses.push_back(address_of(bytes));
        co_return named;
    }
    co_return co_await names_.find(url.host, std::move(call), until);
}

asio::awaitable<Connected> Connector::connect(const Route& route, const Admits& admits, std::shared_ptr<Call> call,
                                              Call::Time until)
{
    Connected result;
    const bool direct = !route.proxy;
    const Url& first = direct ? route.url : *route.proxy;
    const auto named = co_await look_up(first, call, until);
    if (named.code || call->over()) {
        const auto why = named.code ? named.code : make_error_code(asio::error::timed_out);
        result.error = (direct ? "no address: " : "no address of the proxy: ") + why.message();
        co_return result;
    }
    const auto endpoints = endpoints_of(named, first, direct ? admits : Admits{});
    if (endpoints.empty()) {
        result.error = "no address that is allowed";
        co_return result;
    }
    tcp::socket socket(executor_);
    auto wire = std::make_unique<Wire>(std::move(socket));
    call->guard(*wire, until);
    boost::system::error_code code = co_await wire->connect(endpoints);
    std::string_view step = direct ? "connection failed: " : "connection to the proxy failed: ";
    if (!code && !direct)
        result.error = co_await open_tunnel(*wire, route.url);
    const bool open = !code && result.error.empty();
    if (open && route.url.secure) {
        step = "TLS failed: ";
        code = tls_fault_;
        if (!code) {
            const auto [failed] = co_await wire->connect_tls(tls_, route.url.host);
            code = failed;
        }
    }
    call->unguard();
    if (call->abandoned)
        code = asio::error::timed_out;
    if (code)
        result.error = std::string(step) + code.message();
    if (result.error.empty())
        result.wire = std::move(wire);
    co_return result;
}

} // namespace langnghe::net
