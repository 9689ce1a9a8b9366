#pragma once
// HTTP messages as plain values; no Beast behind them. Names of headers compare without case.
// A Request is whole when a handler sees it: framing was checked and the body is within its bound.

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::net {

struct Header
{
    std::string name;
    std::string value;
};

// The first value of that name, empty when absent.
std::string_view find_header(const std::vector<Header>& headers, std::string_view name);

bool equal_ignoring_case(std::string_view a, std::string_view b);

struct Request
{
    std::string method;
    std::string target; // as sent: "/a/b?c=d"
    std::string path;   // before '?', still percent-encoded
    std::string query;  // after '?', still percent-encoded
    std::vector<Header> headers;
    std::string body;
    std::string remote_address; // numeric; the client's behind a trusted proxy
    std::string id;             // 16 hex digits, ours, never the client's

    std::string_view header(std::string_view name) const { return find_header(headers, name); }
};

struct Response
{
    unsigned status = 200;
    std::vector<Header> headers; // Content-Length, Connection and X-Request-Id belong to the server
    std::string body;
    bool close = false; // close the connection after this answer
};

Response empty(unsigned status);
Response text(unsigned status, std::string body);
Response json(unsigned status, std::string body);
Response html(unsigned status, std::string body);

// RFC 9457, application/problem+json.
Response problem(unsigned status, std::string_view title, std::string_view detail = {});

// The reason phrase of RFC 9110, or "Status".
std::string_view reason_phrase(unsigned status);

// A token of RFC 9110, and a value without control bytes: what may stand in a header.
bool is_header_name(std::string_view name);
bool is_header_value(std::string_view value);

using Handler = std::function<boost::asio::awaitable<Response>(const Request&)>;

} // namespace langnghe::net
