#include "tests/support/fault_gate.hpp"

#include "adapters/net/http.hpp"
#include "adapters/sandbox/faults.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace langnghe::test {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto tuple = asio::as_tuple(asio::use_awaitable);

// The value of a field in a head that ends with an empty line.
std::string field(std::string_view head, std::string_view name)
{
    while (!head.empty()) {
        const auto end = head.find("\r\n");
        const auto line = head.substr(0, end);
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
        const auto colon = line.find(':');
        if (colon == std::string_view::npos || !net::equal_ignoring_case(line.substr(0, colon), name))
            continue;
        const auto value = line.substr(colon + 1);
        return std::string(value.substr(std::min(value.find_first_not_of(' '), value.size())));
    }
    return {};
}

void reset(tcp::socket& socket)
{
    boost::system::error_code ignored;
    socket.set_option(asio::socket_base::linger(true, 0), ignored);
    socket.close(ignored);
}

std::size_t body_size(std::string_view answer)
{
    const auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? 0 : answer.size() - end - 4;
}

// Every other byte of the body.
void turn_over(std::string& answer)
{
    for (std::size_t at = answer.size() - body_size(answer); at < answer.size(); at += 2)
        answer[at] = static_cast<char>(~answer[at]);
}

} // namespace

FaultGate::FaultGate(asio::any_io_executor executor, std::uint16_t target, std::chrono::milliseconds drop)
    : executor_(executor), target_(target), drop_(drop),
      acceptor_(executor, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), port_(acceptor_.local_endpoint().port()),
      tasks_(executor, [](std::string_view, std::exception_ptr) {})
{
    tasks_.spawn("gate", accept());
}

void FaultGate::shut()
{
    acceptor_.close();
    for (const auto& known : pairs_)
        if (const auto pair = known.lock()) {
            reset(pair->client);
            reset(pair->server);
        }
    pairs_.clear();
}

void FaultGate::open()
{
    acceptor_ = tcp::acceptor(executor_, tcp::endpoint(asio::ip::address_v4::loopback(), port_));
    tasks_.spawn("gate", accept());
}

asio::awaitable<void> FaultGate::shutdown()
{
    tasks_.cancel();
    co_await tasks_.join();
}

asio::awaitable<void> FaultGate::accept()
{
    for (;;) {
        auto [error, client] = co_await acceptor_.async_accept(tuple);
        if (error)
            co_return;
        auto pair = std::make_shared<Pair>(Pair{std::move(client), Socket(executor_), {}});
        std::erase_if(pairs_, [](const auto& known) { return known.expired(); });
        pairs_.push_back(pair);
        tasks_.spawn("gate connection", serve(pair));
    }
}

asio::awaitable<void> FaultGate::serve(std::shared_ptr<Pair> pair)
{
    const tcp::endpoint target(asio::ip::address_v4::loopback(), target_);
    auto [failed] = co_await pair->server.async_connect(target, tuple);
    if (failed)
        co_return reset(pair->client);
    tasks_.spawn("gate upstream", upstream(pair));
    bool going = true;
    while (going) {
        std::string answer = co_await next_answer(*pair);
        going = co_await pass(*pair, std::move(answer));
    }
    boost::system::error_code ignored;
    pair->client.close(ignored);
    pair->server.close(ignored);
}

asio::awaitable<void> FaultGate::upstream(std::shared_ptr<Pair> pair)
{
    std::array<char, 4096> bytes{};
    for (;;) {
        auto [error, size] = co_await pair->client.async_read_some(asio::buffer(bytes), tuple);
        if (error)
            break;
        if (swallows_)
            continue;
        auto [failed, sent] = co_await asio::async_write(pair->server, asio::buffer(bytes.data(), size), tuple);
        if (failed)
            break;
    }
    boost::system::error_code ignored;
    if (pair->server.is_open())
        pair->server.shutdown(tcp::socket::shutdown_send, ignored);
}

// One whole answer, or what there is when the server closes.
asio::awaitable<std::string> FaultGate::next_answer(Pair& pair)
{
    auto& held = pair.from_server;
    auto [error, head] = co_await asio::async_read_until(pair.server, asio::dynamic_buffer(held), "\r\n\r\n", tuple);
    if (error)
        co_return std::string();
    const std::string length = field(std::string_view(held).substr(0, head), "Content-Length");
    const std::size_t whole = head + (length.empty() ? 0 : std::stoul(length));
    if (held.size() < whole) {
        const auto missing = asio::transfer_exactly(whole - held.size());
        auto [cut, size] = co_await asio::async_read(pair.server, asio::dynamic_buffer(held), missing, tuple);
        if (cut)
            co_return std::string();
    }
    std::string answer = held.substr(0, whole);
    held.erase(0, whole);
    co_return answer;
}

// False when the connection is over.
asio::awaitable<bool> FaultGate::pass(Pair& pair, std::string answer)
{
    if (answer.empty())
        co_return false;
    const std::string fault = field(answer, sandbox::fault_header);
    if (fault == "reset") {
        reset(pair.client);
        co_return false;
    }
    if (fault == "corrupt")
        turn_over(answer);
    const bool half = fault == "cut" || fault == "torn";
    if (half)
        answer.resize(answer.size() - body_size(answer) / 2 - 1);
    const std::size_t step = fault == "drip" ? 1 : answer.size();
    for (std::size_t at = 0; at < answer.size(); at += step) {
        const auto part = asio::buffer(answer.data() + at, step);
        auto [error, size] = co_await asio::async_write(pair.client, part, tuple);
        if (error)
            co_return false;
        if (step == answer.size())
            break;
        asio::steady_timer timer(executor_, drop_);
        co_await timer.async_wait(tuple);
    }
    if (fault == "torn") {
        // What was sent is to arrive before the reset.
        asio::steady_timer timer(executor_, drop_);
        co_await timer.async_wait(tuple);
        reset(pair.client);
    }
    co_return !half;
}

} // namespace langnghe::test
