#include "adapters/net/response_head.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace langnghe::net {

namespace {

bool is_ours(std::string_view name)
{
    static constexpr std::array<std::string_view, 5> ours{"Content-Length", "Transfer-Encoding", "Connection",
                                                          "Keep-Alive", "X-Request-Id"};
    return std::any_of(ours.begin(), ours.end(), [&](auto own) { return equal_ignoring_case(own, name); });
}

void add(std::string& bytes, std::string_view name, std::string_view value)
{
    bytes.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool bears_body(unsigned status) { return status >= 200 && status != 204 && status != 304; }

ResponseHead response_head(const Response& response, const AnswerFacts& facts)
{
    ResponseHead head;
    std::string& bytes = head.bytes;
    bytes.reserve(512);
    fmt::format_to(std::back_inserter(bytes), "HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    for (const Header& header : response.headers) {
        if (!is_header_name(header.name) || !is_header_value(header.value))
            head.left_out = true;
        else if (!is_ours(header.name))
            add(bytes, header.name, header.value);
    }
    add(bytes, "X-Request-Id", facts.request_id);
    if (facts.close)
        add(bytes, "Connection", "close");
    else if (facts.keep_alive_said)
        add(bytes, "Connection", "keep-alive");
    if (bears_body(response.status))
        fmt::format_to(std::back_inserter(bytes), "Content-Length: {}\r\n", response.body.size());
    bytes += "\r\n";
    return head;
}

} // namespace langnghe::net
