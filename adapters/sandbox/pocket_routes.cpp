#include "adapters/sandbox/pocket_impl.hpp"

#include <fmt/format.h>

namespace langnghe::sandbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_tasks = 16'384;
constexpr std::size_t largest_upload = std::size_t{12} << 20;

net::ServerOptions server_options(const std::string& listen)
{
    net::ServerOptions options;
    options.listen = listen;
    options.bounds.body.bytes = std::size_t{6} * 1024 * 1024; // an upload, and what stands around it
    options.bounds.connections = 1'000;
    options.bounds.connections_per_address = 1'000;
    options.bounds.body.bytes = largest_upload;
    return options;
}

net::ClientOptions client_options()
{
    net::ClientOptions options;
    options.connections_per_origin = 64;
    options.idle_per_origin = 64;
    return options;
}

Clock system_clock()
{
    return [] { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); };
}

bool is_download(std::string_view path) { return path.starts_with("/files/") || path.starts_with("/file/"); }

net::Response refusal(Network network, const Fault& fault)
{
    if (network == Network::zalo)
        return net::json(fault.status, R"({"error":-32,"message":"Your application reached limit call api"})");
    if (network == Network::zalo_bot)
        return net::json(200, fmt::format(R"({{"ok":false,"error_code":{},"description":"{}"}})", fault.status,
                                          net::reason_phrase(fault.status)));
    const auto seconds = fault.retry_after.count();
    if (seconds == 0)
        return net::json(fault.status, fmt::format(R"({{"ok":false,"error_code":{},"description":"{}"}})", fault.status,
                                                   net::reason_phrase(fault.status)));
    return net::json(fault.status, fmt::format(R"({{"ok":false,"error_code":{},"description":"Too Many Requests: )"
                                               R"(retry after {}","parameters":{{"retry_after":{}}}}})",
                                               fault.status, seconds, seconds));
}

// What the gate is to do; empty when it has no part in it.
std::string_view mark_of(Fault::Kind kind)
{
    switch (kind) {
    case Fault::Kind::reset:
        return "reset";
    case Fault::Kind::drip:
        return "drip";
    case Fault::Kind::cut:
        return "cut";
    case Fault::Kind::torn:
        return "torn";
    case Fault::Kind::corrupt:
        return "corrupt";
    default:
        return {};
    }
}

net::Response raw_answer(const Fault& fault)
{
    net::Response response;
    response.status = fault.status;
    response.body = fault.body;
    if (!fault.retry_after_text.empty())
        response.headers.push_back({"Retry-After", fault.retry_after_text});
    return response;
}

} // namespace

Pocket::Impl::Impl(asio::any_io_executor io, PocketOptions given)
    : options(std::move(given)), telegram_side(options.telegram.value_or(TelegramSide())),
      zalo_side(options.zalo.value_or(ZaloSide())), zalo_bot_side(options.zalo_bot.value_or(ZaloBotSide())),
      page_side(options.page.value_or(PageSide())), changed(io),
      world(options.clock ? options.clock : system_clock(), changed), client(io, client_options()),
      tasks(
          io, [](std::string_view, std::exception_ptr) {}, most_tasks),
      tools{io, world, changed, client, tasks, options.speed, options.deliveries, {}},
      telegram_feed(tools, telegram_side), telegram(tools, telegram_side, telegram_feed), zalo_feed(tools, zalo_side),
      zalo_events(tools, zalo_side, zalo_feed), zalo_oauth(tools, zalo_side),
      zalo(tools, zalo_side, zalo_events, zalo_oauth), zalo_bot_feed(tools, zalo_bot_side),
      zalo_bot(tools, zalo_bot_side, zalo_bot_feed),
      acts(world, options.telegram ? &telegram : nullptr, options.zalo ? &zalo_events : nullptr,
           options.zalo_bot ? &zalo_bot : nullptr),
      page(tools, page_side, acts, [this](Network network) { return state(network); }),
      server(io, server_options(options.listen), [this](const net::Request& request) { return handle(request); })
{}

asio::awaitable<net::Response> Pocket::Impl::handle(const net::Request& request)
{
    const std::string_view path = request.path;
    const bool telegram_path = path.starts_with("/bot") || path.starts_with("/file/bot");
    const bool zalo_path = path.starts_with("/v2.0/") || path.starts_with("/v3.0/") || path.starts_with("/v4/oa/");
    if (telegram_path || zalo_path) {
        const Network network = network_of(path);
        if (!acts.has(network))
            co_return net::problem(404, "Not found");
        co_return co_await platform(request, network);
    }
    if (path.starts_with("/files/") && acts.has(Network::zalo))
        co_return co_await platform(request, Network::zalo);
    if (path.starts_with("/files/"))
        co_return file(request);
    if (options.page)
        co_return co_await page.handle(request);
    co_return net::problem(404, "Not found");
}

// Both bot platforms have the same paths: the token tells which is meant.
Network Pocket::Impl::network_of(std::string_view path) const
{
    if (path.starts_with("/v"))
        return Network::zalo;
    return options.zalo_bot && (!options.telegram || zalo_bot.serves(path)) ? Network::zalo_bot : Network::telegram;
}

asio::awaitable<net::Response> Pocket::Impl::platform(const net::Request& request, Network network)
{
    Fault fault;
    ++calls;
    if (options.api_fault) {
        const auto slash = network == Network::zalo ? 0 : request.path.rfind('/') + 1;
        const auto method = is_download(request.path) ? std::string{"file"} : request.path.substr(slash);
        fault = options.api_fault(ApiCallInfo{network, method, request.body, calls});
    }
    net::Response response;
    if (fault.kind == Fault::Kind::none)
        response = co_await api(request, network);
    else
        response = co_await spoil(request, network, fault);
    world.touch();
    co_return response;
}

asio::awaitable<net::Response> Pocket::Impl::api(const net::Request& request, Network network)
{
    if (request.path.starts_with("/v4/oa/"))
        co_return zalo_oauth.handle(request);
    if (request.path.starts_with("/files/"))
        co_return file(request);
    if (network == Network::zalo)
        co_return zalo.handle(request);
    if (network == Network::zalo_bot)
        co_return co_await zalo_bot.handle(request);
    co_return co_await telegram.handle(request);
}

asio::awaitable<net::Response> Pocket::Impl::spoil(const net::Request& request, Network network, Fault fault)
{
    net::Response response;
    const std::string_view mark = mark_of(fault.kind);
    const bool true_answer = !mark.empty() && fault.kind != Fault::Kind::reset;
    if (fault.processed || true_answer)
        response = co_await api(request, network);
    switch (fault.kind) {
    case Fault::Kind::status:
        response = refusal(network, fault);
        break;
    case Fault::Kind::hang:
        while (!closing)
            co_await changed.wait(std::chrono::steady_clock::time_point::max());
        response = net::empty(503);
        break;
    case Fault::Kind::reset:
        response = net::empty(500);
        break;
    case Fault::Kind::garbage:
        response = net::json(200, "<html><body>Bad gateway</body>");
        break;
    case Fault::Kind::raw:
        response = raw_answer(fault);
        break;
    default:
        break;
    }
    if (!mark.empty())
        response.headers.push_back({std::string(fault_header), std::string(mark)});
    co_return response;
}

net::Response Pocket::Impl::file(const net::Request& request) const
{
    const File* found = world.file(std::string_view(request.path).substr(std::string_view("/files/").size()));
    if (!found || request.method != "GET")
        return net::problem(404, "Not found");
    net::Response response;
    response.headers.push_back({"Content-Type", found->type});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.body = found->bytes;
    return response;
}

DeliveryState Pocket::Impl::state(Network network) const
{
    if (network == Network::zalo_bot)
        return zalo_bot_feed.state();
    return network == Network::zalo ? zalo_feed.state() : telegram_feed.state();
}

} // namespace langnghe::sandbox
