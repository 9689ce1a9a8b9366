#pragma once
// The head of an answer as it goes over the wire. Pure. A header that could end the line, or that the server itself
// sets, is left out.

#include "adapters/net/http.hpp"

#include <string>
#include <string_view>

namespace langnghe::net {

struct AnswerFacts
{
    std::string_view request_id;
    bool close = false;
    bool keep_alive_said = false; // an HTTP/1.0 client wants to hear it
};

struct ResponseHead
{
    std::string bytes;
    bool left_out = false; // a header could not be sent
};

ResponseHead response_head(const Response& response, const AnswerFacts& facts);

// 1xx, 204 and 304 bear no body.
bool bears_body(unsigned status);

} // namespace langnghe::net
