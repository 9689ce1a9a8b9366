#include "bot/daemon/transport.hpp"

#include <algorithm>

namespace langnghe::daemon {

net::ClientRequest request_of(PlatformCall call, std::chrono::milliseconds timeout)
{
    net::ClientRequest request;
    request.method = std::move(call.method);
    request.url = std::move(call.url);
    for (auto& [name, value] : call.headers)
        request.headers.push_back({std::move(name), std::move(value)});
    request.body = std::move(call.body);
    request.proxy = std::move(call.proxy);
    request.timeout = timeout;
    return request;
}

PlatformAnswer answer_of(const net::ClientReply& reply)
{
    PlatformAnswer answer;
    switch (reply.stage) {
    case net::Stage::not_sent:
        answer.stage = PlatformAnswer::Stage::not_sent;
        break;
    case net::Stage::written:
        answer.stage = PlatformAnswer::Stage::written;
        break;
    case net::Stage::answered:
        answer.stage = PlatformAnswer::Stage::answered;
        break;
    }
    answer.status = reply.status;
    answer.body = reply.body;
    answer.retry_after = std::string{reply.header("Retry-After")};
    answer.error = reply.error;
    for (const net::Header& header : reply.headers) {
        auto& [name, value] = answer.headers.emplace_back(header.name, header.value);
        std::ranges::transform(name, name.begin(), [](unsigned char c) {
            return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        });
    }
    return answer;
}

} // namespace langnghe::daemon
