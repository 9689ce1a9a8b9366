#pragma once
// The strict check of a request's head, before any parser sees it. Pure. Sources: RFC 9112 and RFC 9110; Boost.Beast
// 1.81 reads "Transfer-Encoding: xchunked" as an empty body and the rest as the next request, so nothing doubtful
// may pass. Views point into the bytes that were checked.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace langnghe::net {

struct HeadBounds
{
    std::size_t bytes = 8 * 1024; // request line, fields and the empty line
    std::size_t fields = 64;
};

// Where the head ends, looking at what has arrived so far.
struct HeadEnd
{
    enum class State
    {
        incomplete,
        complete,
        malformed, // a line feed without its carriage return
    };
    State state = State::incomplete;
    std::size_t size = 0; // complete: bytes up to and with the empty line; incomplete: bytes that need no second look
};

// `seen` is the size of an earlier incomplete answer.
HeadEnd find_head_end(std::string_view bytes, std::size_t seen = 0);

struct CheckedHead
{
    unsigned status = 0;     // 0: well-formed; else what to answer before closing
    std::string_view reason; // a short fixed text, never the client's bytes

    std::string_view method;
    std::string_view target;
    int minor = 1; // HTTP/1.0 or HTTP/1.1
    bool keep_alive = false;
    bool chunked = false;
    bool expect_continue = false;
    std::uint64_t content_length = 0;

    bool ok() const { return status == 0; }
};

// `head` is everything up to and with the empty line.
CheckedHead check_head(std::string_view head, const HeadBounds& bounds = {});

} // namespace langnghe::net
