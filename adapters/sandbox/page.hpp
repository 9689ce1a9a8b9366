#pragma once
// The page of the pocket platform and its small JSON interface. Only for a browser on this machine: the Host must
// name loopback (against DNS rebinding), and a call must come from the page itself (Origin, Sec-Fetch-Site).
//   GET  /sandbox/changes?world=W&since=N   what changed since version N; waits up to 25 s for something
//   POST /sandbox/say {chat, person, text, reply_to?}   /sandbox/tap {chat, person, message, button}
//   POST /sandbox/photo {chat, person}   /sandbox/place {chat, person}   a sample picture, a place in the commune

#include "adapters/net/http.hpp"
#include "adapters/sandbox/acts.hpp"

#include <boost/asio/awaitable.hpp>
#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <vector>

namespace langnghe::sandbox {

class Page
{
public:
    using State = std::function<DeliveryState(Network)>;

    Page(Tools& tools, const PageSide& side, Acts& acts, State state);

    // "/", "/pocket.css", "/pocket.js" and everything below "/sandbox/".
    boost::asio::awaitable<net::Response> handle(const net::Request& request);
    void close() { closing_ = true; }

    std::vector<std::string> samples;

private:
    using Json = nlohmann::ordered_json;

    net::Response asset(std::string_view name) const;
    boost::asio::awaitable<net::Response> changes(const net::Request& request);
    net::Response act(const net::Request& request);
    Result<MessageId> perform(std::string_view path, const Json& body);
    std::string report(std::uint64_t since) const;
    Json status() const;
    int ready() const; // 1, 0, or -1 when nobody knows

    Tools& tools_;
    const PageSide& side_;
    Acts& acts_;
    State state_;
    std::string world_id_;
    std::size_t waiting_ = 0;
    bool closing_ = false;
};

} // namespace langnghe::sandbox
