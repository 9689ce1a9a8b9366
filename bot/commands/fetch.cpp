#include "bot/commands/fetch.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <utility>

namespace langnghe::commands {

net::ClientReply fetch(net::ClientRequest request)
{
    boost::asio::io_context io;
    net::Client client(io.get_executor());
    net::ClientReply got;
    const auto done = [&](const std::exception_ptr& error, net::ClientReply reply) {
        if (!error)
            got = std::move(reply);
        client.close();
    };
    boost::asio::co_spawn(io, client.send(std::move(request)), done);
    io.run();
    return got;
}

} // namespace langnghe::commands
