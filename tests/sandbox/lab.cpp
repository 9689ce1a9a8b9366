#include "tests/sandbox/lab.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::test {

using sandbox::Network;

namespace {

constexpr std::chrono::seconds grace{1};

net::ServerOptions receiver_options()
{
    net::ServerOptions options;
    options.listen = "127.0.0.1:0";
    return options;
}

} // namespace

Receiver::Receiver(asio::any_io_executor executor)
    : executor_(executor),
      server_(executor, receiver_options(), [this](const net::Request& request) { return handle(request); })
{}

json Receiver::body(std::size_t index) const { return json::parse(requests.at(index).body); }

json Reply::body() const { return json::parse(raw, nullptr, false); }

asio::awaitable<net::Response> Receiver::handle(const net::Request& request)
{
    requests.push_back(request);
    most_in_flight = std::max(most_in_flight, ++in_flight);
    Scripted scripted;
    if (!answers.empty()) {
        scripted = answers.front();
        answers.pop_front();
    }
    if (on_request)
        on_request();
    asio::steady_timer timer(executor_, scripted.delay);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    --in_flight;
    net::Response response = net::empty(scripted.status);
    response.body = scripted.body;
    if (!scripted.retry_after.empty())
        response.headers.push_back({"Retry-After", scripted.retry_after});
    co_return response;
}

Lab::Lab() : receiver(io.get_executor()), client(io.get_executor())
{
    options.telegram = sandbox::TelegramSide{};
    options.zalo = sandbox::ZaloSide{};
    options.zalo->token_life = std::chrono::days{400}; // these tests jump over days
    options.clock = [this] { return now; };
    options.speed = 1000;
}

Lab::~Lab() { io.stop(); }

void Lab::run(Body body, std::chrono::seconds deadline)
{
    bool ended = false;
    std::exception_ptr failure;
    pocket = std::make_unique<sandbox::Pocket>(io.get_executor(), options);
    asio::co_spawn(io, whole(std::move(body)), [&](std::exception_ptr error) {
        ended = true;
        failure = error;
        io.stop();
    });
    io.run_for(deadline);
    if (failure)
        std::rethrow_exception(failure);
    REQUIRE(ended);
}

asio::awaitable<void> Lab::whole(Body body)
{
    REQUIRE(pocket->start().has_value());
    REQUIRE(receiver.server().open().has_value());
    receiver.server().start();
    co_await body();
    co_await pocket->shutdown();
    client.close();
    co_await receiver.server().shutdown(grace);
}

asio::awaitable<Reply> Lab::send(net::ClientRequest request)
{
    const auto answer = co_await client.send(std::move(request));
    Reply reply;
    reply.stage = answer.stage;
    reply.status = answer.status;
    reply.raw = answer.body;
    reply.headers = answer.headers;
    co_return reply;
}

asio::awaitable<Reply> Lab::telegram(std::string method, json parameters)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = pocket->base_url() + "/bot" + std::string(options.telegram->token.reveal()) + "/" + method;
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = parameters.dump();
    co_return co_await send(std::move(request));
}

asio::awaitable<Reply> Lab::zalo(std::string path, json body)
{
    net::ClientRequest request;
    request.method = body.is_null() ? "GET" : "POST";
    request.url = pocket->base_url() + path;
    request.headers.push_back({"access_token", std::string(options.zalo->access_token.reveal())});
    if (!body.is_null()) {
        request.headers.push_back({"Content-Type", "application/json"});
        request.body = body.dump();
    }
    co_return co_await send(std::move(request));
}

asio::awaitable<Reply> Lab::get(std::string path_and_query)
{
    net::ClientRequest request;
    request.url = pocket->base_url() + path_and_query;
    co_return co_await send(std::move(request));
}

asio::awaitable<Reply> Lab::post_page(std::string path, json body)
{
    net::ClientRequest request;
    request.method = "POST";
    request.url = pocket->base_url() + path;
    request.headers.push_back({"Content-Type", "application/json"});
    request.headers.push_back({"Origin", pocket->base_url()});
    request.headers.push_back({"Sec-Fetch-Site", "same-origin"});
    request.body = body.dump();
    co_return co_await send(std::move(request));
}

sandbox::PersonId Lab::person(Network network, const std::string& name)
{
    sandbox::NewPerson fresh;
    fresh.name = name;
    fresh.network = network;
    return pocket->add_person(fresh).value();
}

sandbox::ChatId Lab::group(Network network, const std::vector<sandbox::PersonId>& members)
{
    const auto id = pocket->add_group(network, "Khu 5 – tin tức").value();
    for (const auto& member : members)
        REQUIRE(pocket->join(id, member).has_value());
    return id;
}

} // namespace langnghe::test
