#include "adapters/net/tunnel.hpp"

#include "adapters/net/buffer.hpp"
#include "adapters/net/parser.hpp"

#include <fmt/format.h>

namespace langnghe::net {
namespace {

constexpr std::size_t read_room = 4 * 1024;
constexpr std::size_t longest_head = 16 * 1024;

std::string verdict(ResponseParser& parser, const Buffer& buffer)
{
    const unsigned status = parser.answer().status;
    if (status < 200 || status >= 300)
        return fmt::format("the proxy refused: {}", status);
    return buffer.empty() ? std::string{} : "the proxy spoke out of turn";
}

} // namespace

boost::asio::awaitable<std::string> open_tunnel(Wire& wire, const Url& target)
{
    const auto colon = target.host.find(':');
    const std::string where = colon == std::string::npos ? fmt::format("{}:{}", target.host, target.port)
                                                         : fmt::format("[{}]:{}", target.host, target.port);
    const std::string head = fmt::format("CONNECT {0} HTTP/1.1\r\nHost: {0}\r\n\r\n", where);
    const Pieces pieces{boost::asio::buffer(head), boost::asio::const_buffer()};
    const auto [refused, sent] = co_await wire.write(pieces);
    if (refused)
        co_return "the proxy took nothing: " + refused.message();
    ResponseParser parser;
    Buffer buffer;
    parser.start(true, 0); // whatever its headers say, an answer to CONNECT bears no body
    while (buffer.size() < longest_head) {
        const auto space = buffer.room(read_room);
        const auto [code, count] = co_await wire.read_some(space);
        if (code)
            co_return "the proxy gave no answer: " + code.message();
        buffer.commit(count);
        const Fed fed = parser.feed(buffer.view());
        buffer.consume(fed.used);
        if (fed.status != 0)
            co_return "the proxy does not speak HTTP";
        if (fed.done)
            co_return verdict(parser, buffer);
    }
    co_return "the proxy does not speak HTTP";
}

} // namespace langnghe::net
