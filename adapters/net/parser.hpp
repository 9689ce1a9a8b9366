#pragma once
// Beast's incremental parser behind plain values. It writes straight into the message. A request's head must have
// passed check_head() before; trailers are read and dropped.

#include "adapters/net/http.hpp"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace langnghe::net {

struct Fed
{
    std::size_t used = 0;
    unsigned status = 0; // 413 or 400 when the message cannot be accepted
    bool done = false;
};

class RequestParser
{
public:
    RequestParser();
    ~RequestParser();

    // Ready for the next request.
    void start(std::size_t header_limit, std::size_t body_limit);

    // Forgets the request and gives its memory back, until the next start().
    void release();

    // Takes what it can; what it leaves must come again with more behind it.
    Fed feed(std::string_view bytes);

    Request& request();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

struct Answer
{
    unsigned status = 0; // 0: no head yet
    std::vector<Header> headers;
    std::string body;
};

class ResponseParser
{
public:
    ResponseParser();
    ~ResponseParser();

    void start(bool to_head, std::size_t body_limit);
    Fed feed(std::string_view bytes);

    // The peer ended the connection in order; true when that completes the answer.
    bool end();

    bool keep_alive() const;
    Answer& answer();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace langnghe::net
