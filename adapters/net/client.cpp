#include "adapters/net/client.hpp"

#include "adapters/net/buffer.hpp"
#include "adapters/net/connector.hpp"
#include "adapters/net/parser.hpp"
#include "adapters/net/pool.hpp"
#include "adapters/net/route.hpp"

#include <boost/asio/error.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace asio = boost::asio;

namespace langnghe::net {

namespace {

constexpr std::size_t read_room = 16 * 1024;
constexpr std::size_t most_unparsed = 64 * 1024; // the head of an answer, a chunk's head, trailers

bool is_ours(std::string_view name)
{
    return equal_ignoring_case(name, "Host") || equal_ignoring_case(name, "Content-Length") ||
           equal_ignoring_case(name, "Transfer-Encoding") || equal_ignoring_case(name, "Connection");
}

bool sendable(const ClientRequest& request)
{
    const auto good = [](const Header& header) {
        return is_header_name(header.name) && is_header_value(header.value) && !is_ours(header.name);
    };
    return is_header_name(request.method) && std::all_of(request.headers.begin(), request.headers.end(), good);
}

std::string request_head(const ClientRequest& request, const Url& url)
{
    std::string head = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", request.method, url.target, url.host_field());
    for (const Header& header : request.headers)
        head.append(header.name).append(": ").append(header.value).append("\r\n");
    const bool bodiless = request.method == "GET" || request.method == "HEAD";
    if (!bodiless || !request.body.empty())
        head += fmt::format("Content-Length: {}\r\n", request.body.size());
    return head += "\r\n";
}

// One request over one connection.
struct Exchange
{
    const ClientRequest& request;
    const Url& url;
    std::shared_ptr<Call> call;
    ClientReply reply;
    ResponseParser parser{};
    Buffer buffer{};
    bool complete = false;
    bool reusable = false;
    std::string fault{}; // why there is no complete answer

    asio::awaitable<void> run(Wire& wire);
    asio::awaitable<void> write(Wire& wire);
    asio::awaitable<void> read(Wire& wire);
    bool feed();
    bool pass_on();
    void conclude();
};

asio::awaitable<void> Exchange::write(Wire& wire)
{
    std::string head = request_head(request, url);
    Pieces pieces{asio::buffer(head), asio::buffer(request.body)};
    if (request.body.size() <= read_room) {
        head += request.body;
        pieces = {asio::buffer(head), asio::const_buffer()};
    }
    const auto [code, count] = co_await wire.write(pieces);
    if (!code || count > 0)
        reply.stage = Stage::written; // a part counts: an early answer may still be on its way
    if (code)
        fault = "write failed: " + code.message();
}

// True when there is nothing more to read.
bool Exchange::feed()
{
    const bool to_head = request.method == "HEAD";
    while (!buffer.empty()) {
        const Fed fed = parser.feed(buffer.view());
        buffer.consume(fed.used);
        reply.too_large = fed.status == 413;
        if (request.sink && !pass_on())
            return true;
        if (fed.status != 0 || (!fed.done && buffer.size() > most_unparsed)) {
            fault = fed.status == 413 ? "answer too large" : "malformed answer";
            return true;
        }
        if (!fed.done)
            return false;
        const unsigned status = parser.answer().status;
        if (status >= 200) {
            complete = true;
            reusable = parser.keep_alive() && buffer.empty() && fault.empty();
            return true;
        }
        if (status == 101) {
            fault = "unexpected upgrade";
            return true;
        }
        parser.start(to_head, request.body_limit); // an interim answer; the real one follows
    }
    return false;
}

// What came of the body goes to the sink at once; false when it takes no more.
bool Exchange::pass_on()
{
    Answer& answer = parser.answer();
    reply.sink_refused = answer.status == 200 && !answer.body.empty() && !request.sink(answer.body);
    answer.body.clear();
    if (reply.sink_refused)
        fault = "refused by the receiver";
    return !reply.sink_refused;
}

asio::awaitable<void> Exchange::read(Wire& wire)
{
    parser.start(request.method == "HEAD", request.body_limit);
    while (true) {
        const auto space = buffer.room(read_room);
        const auto [code, count] = co_await wire.read_some(space);
        buffer.commit(count);
        const bool finished = feed();
        if (finished)
            co_return;
        if (!code)
            continue;
        complete = code == asio::error::eof && parser.end();
        if (!complete && fault.empty())
            fault = code == asio::error::eof ? "closed before a complete answer" : "read failed: " + code.message();
        co_return;
    }
}

void Exchange::conclude()
{
    Answer& answer = parser.answer();
    reply.status = answer.status;
    reply.headers = std::move(answer.headers);
    reply.body = std::move(answer.body);
    const bool refusal = reply.status >= 300;
    if (complete || refusal)
        reply.stage = Stage::answered;
    if (!complete)
        reply.error = call->abandoned ? "timed out" : fault;
}

asio::awaitable<void> Exchange::run(Wire& wire)
{
    call->guard(wire, call->due);
    co_await write(wire);
    if (reply.stage == Stage::written)
        co_await read(wire);
    call->unguard();
    if (reply.stage == Stage::written)
        conclude();
    else
        reply.error = call->abandoned ? "timed out" : fault;
}

} // namespace

struct Client::Impl
{
    Impl(const asio::any_io_executor& on, const ClientOptions& with)
        : executor(on), options(with), pool(std::make_shared<Pool>(on, with)), connector(on, with)
    {}

    asio::awaitable<ClientReply> send(const ClientRequest& request);
    asio::awaitable<ClientReply> send_to(const Route& route, const ClientRequest& request, std::shared_ptr<Call> call);

    asio::any_io_executor executor;
    ClientOptions options;
    std::shared_ptr<Pool> pool;
    Connector connector;
    std::set<Call*> calls;
    bool closed = false;
};

namespace {

// Known to the client from beginning to end, so that close() can end it.
class Enrolled
{
public:
    Enrolled(std::set<Call*>& calls, Call& call) : calls_(calls), call_(call) { calls_.insert(&call_); }
    ~Enrolled()
    {
        call_.unguard();
        calls_.erase(&call_);
    }
    Enrolled(const Enrolled&) = delete;
    Enrolled& operator=(const Enrolled&) = delete;

private:
    std::set<Call*>& calls_;
    Call& call_;
};

ClientReply not_sent(std::string error)
{
    ClientReply reply;
    reply.error = std::move(error);
    return reply;
}

} // namespace

asio::awaitable<ClientReply> Client::Impl::send(const ClientRequest& request)
{
    const auto route = route_of(request);
    if (closed || !route || !sendable(request))
        co_return not_sent(closed ? "client closed" : "malformed request");
    const auto call = std::make_shared<Call>(executor, std::chrono::steady_clock::now() + request.timeout);
    const Enrolled enrolled(calls, *call);
    const bool granted = co_await pool->wait_turn(route->origin, call);
    if (!granted)
        co_return not_sent(call->ended ? "client closed" : "timed out waiting for a connection");
    const Turn turn(*pool, route->origin);
    co_return co_await send_to(*route, request, call);
}

asio::awaitable<ClientReply> Client::Impl::send_to(const Route& route, const ClientRequest& request,
                                                   std::shared_ptr<Call> call)
{
    const bool pooled = !request.admits;
    auto wire = pooled ? pool->take(route.origin) : nullptr;
    const bool kept = wire != nullptr;
    for (bool fresh = !kept;; fresh = true) {
        if (fresh) {
            const auto until = std::min(call->due, std::chrono::steady_clock::now() + options.connect_timeout);
            auto connected = co_await connector.connect(route, request.admits, call, until);
            wire = std::move(connected.wire);
            if (!wire)
                co_return not_sent(std::move(connected.error));
        }
        Exchange exchange{request, route.url, call, ClientReply{}};
        co_await exchange.run(*wire);
        if (pooled && exchange.reusable && !call->abandoned)
            pool->keep(route.origin, std::exchange(wire, nullptr));
        // A kept connection that took nothing was dead: nothing was sent, so a new one may try.
        if (fresh || exchange.reply.stage != Stage::not_sent || call->over())
            co_return std::move(exchange.reply);
    }
}

Client::Client(asio::any_io_executor executor, ClientOptions options) : impl_(std::make_shared<Impl>(executor, options))
{}

Client::~Client() { close(); }

asio::awaitable<ClientReply> Client::send(ClientRequest request)
{
    const auto impl = impl_;
    co_return co_await impl->send(request);
}

void Client::close()
{
    impl_->closed = true;
    impl_->pool->close();
    impl_->connector.close();
    const std::set<Call*> calls = impl_->calls;
    for (Call* const call : calls)
        call->end();
}

} // namespace langnghe::net
