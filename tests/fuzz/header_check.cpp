// The strict header check beside Beast, as the server uses both: what the check lets through Beast reads as exactly one
// request with the framing that was announced, whole or in pieces; a chunked body is read as an own reader reads it.

#include "adapters/net/header_check.hpp"

#include "adapters/net/parser.hpp"
#include "tests/fuzz/chunked.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace langnghe;
using namespace langnghe::net;
using fuzz::require;

constexpr std::size_t body_limit = 600;

struct Delivered
{
    std::size_t used = 0;
    Fed last;
    Request request;
};

// As a session does: what the parser leaves stays in front of what comes next.
Delivered deliver(std::string_view bytes, std::size_t head_size, std::size_t step)
{
    Delivered delivered;
    RequestParser parser;
    parser.start(head_size + 1, body_limit);
    for (std::size_t arrived = 0; arrived < bytes.size() && !delivered.last.done && delivered.last.status == 0;) {
        arrived = std::min(bytes.size(), arrived + step);
        delivered.last = parser.feed(bytes.substr(delivered.used, arrived - delivered.used));
        delivered.used += delivered.last.used;
        require(delivered.used <= arrived, "the parser takes no more than there is");
    }
    delivered.request = std::move(parser.request());
    return delivered;
}

void check_plain(const CheckedHead& head, std::string_view body, std::size_t head_size, const Delivered& whole)
{
    if (head.content_length > body_limit) {
        require(whole.last.status == 413, "too long a body is refused");
        return;
    }
    require(whole.last.status == 0, "Beast takes a head that was checked");
    require(whole.last.done == (body.size() >= head.content_length), "the body ends where it was announced");
    if (!whole.last.done)
        return;
    require(whole.used == head_size + head.content_length, "one request is taken, and not a byte more");
    require(whole.request.body == body.substr(0, head.content_length), "the body is what came");
}

void check_chunked(std::string_view body, std::size_t head_size, const Delivered& whole)
{
    if (!whole.last.done)
        return;
    const auto own = fuzz::read_chunked(body);
    require(own.has_value(), "Beast reads no chunks that are none");
    require(whole.used == head_size + own->used, "the last chunk ends one request");
    require(whole.request.body == own->body, "the chunks are what came");
}

void check_request(std::string_view bytes, std::size_t head_size, const CheckedHead& head)
{
    const Delivered whole = deliver(bytes, head_size, bytes.size());
    const Delivered pieces = deliver(bytes, head_size, bytes.size() < 400 ? 1 : 7);
    require(whole.last.done == pieces.last.done, "pieces end like the whole");
    require(!whole.last.done || (whole.used == pieces.used && whole.request.body == pieces.request.body),
            "pieces give the same body");
    // Of chunks that are none Beast refuses some at once and waits for the end of others.
    require(head.chunked || whole.last.status == pieces.last.status, "pieces are refused like the whole");
    if (head.chunked)
        check_chunked(bytes.substr(head_size), head_size, whole);
    else
        check_plain(head, bytes.substr(head_size), head_size, whole);
    if (!whole.last.done)
        return;
    require(whole.request.method == head.method && whole.request.target == head.target, "both read one request line");
    require(head.minor == 0 || !whole.request.header("Host").empty(), "a host is named");
    require(whole.request.headers.size() <= HeadBounds{}.fields, "fields are bounded");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const HeadEnd end = find_head_end(bytes);
    const HeadEnd half = find_head_end(bytes.substr(0, size / 2));
    if (half.state == HeadEnd::State::incomplete) {
        const HeadEnd again = find_head_end(bytes, half.size);
        require(again.state == end.state && again.size == end.size, "a second look agrees with the first");
    } else {
        require(half.state == end.state && half.size == end.size, "an early verdict stays");
    }
    if (end.state != HeadEnd::State::complete)
        return 0;
    const CheckedHead head = check_head(bytes.substr(0, end.size));
    if (!head.ok()) {
        require(head.status >= 400 && head.status <= 505 && !head.reason.empty(), "a refusal says why");
        return 0;
    }
    require(!head.target.empty() && !head.method.empty(), "a request has a method and a target");
    require(!(head.chunked && head.content_length != 0), "one framing, not two");
    check_request(bytes, end.size, head);
    return 0;
}
