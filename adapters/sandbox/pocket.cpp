#include "adapters/sandbox/pocket.hpp"

#include "adapters/net/server.hpp"
#include "adapters/sandbox/page.hpp"
#include "adapters/sandbox/zalo_api.hpp"

#include <fmt/format.h>

namespace langnghe::sandbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t most_tasks = 16'384;
constexpr auto grace = std::chrono::seconds{1};

net::ServerOptions server_options(const std::string& listen)
{
    net::ServerOptions options;
    options.listen = listen;
    options.bounds.connections = 1'000;
    options.bounds.connections_per_address = 1'000;
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

net::Response refusal(Network network, const Fault& fault)
{
    if (network == Network::zalo)
        return net::json(fault.status, R"({"error":-32,"message":"Your application reached limit call api"})");
    const auto seconds = fault.retry_after.count();
    if (seconds == 0)
        return net::json(fault.status, fmt::format(R"({{"ok":false,"error_code":{},"description":"{}"}})", fault.status,
                                                   net::reason_phrase(fault.status)));
    return net::json(fault.status, fmt::format(R"({{"ok":false,"error_code":{},"description":"Too Many Requests: )"
                                               R"(retry after {}","parameters":{{"retry_after":{}}}}})",
                                               fault.status, seconds, seconds));
}

} // namespace

struct Pocket::Impl
{
    Impl(asio::any_io_executor io, PocketOptions given);

    asio::awaitable<net::Response> handle(const net::Request& request);
    asio::awaitable<net::Response> platform(const net::Request& request, Network network);
    asio::awaitable<net::Response> spoil(const net::Request& request, Network network, Fault fault);
    asio::awaitable<net::Response> api(const net::Request& request, Network network);
    net::Response file(const net::Request& request) const;
    DeliveryState state(Network network) const;

    PocketOptions options;
    TelegramSide telegram_side;
    ZaloSide zalo_side;
    PageSide page_side;
    Signal changed;
    World world;
    net::Client client;
    net::TaskGroup tasks;
    Tools tools;
    TelegramFeed telegram_feed;
    TelegramApi telegram;
    ZaloFeed zalo_feed;
    ZaloEvents zalo_events;
    ZaloApi zalo;
    Acts acts;
    Page page;
    net::Server server;
    std::uint64_t calls = 0;
    bool closing = false;
};

Pocket::Impl::Impl(asio::any_io_executor io, PocketOptions given)
    : options(std::move(given)), telegram_side(options.telegram.value_or(TelegramSide())),
      zalo_side(options.zalo.value_or(ZaloSide())), page_side(options.page.value_or(PageSide())), changed(io),
      world(options.clock ? options.clock : system_clock(), changed), client(io, client_options()),
      tasks(
          io, [](std::string_view, std::exception_ptr) {}, most_tasks),
      tools{io, world, changed, client, tasks, options.speed, options.deliveries, {}},
      telegram_feed(tools, telegram_side), telegram(tools, telegram_side, telegram_feed), zalo_feed(tools, zalo_side),
      zalo_events(tools, zalo_side, zalo_feed), zalo(tools, zalo_side, zalo_events),
      acts(world, options.telegram ? &telegram : nullptr, options.zalo ? &zalo_events : nullptr),
      page(tools, page_side, acts, [this](Network network) { return state(network); }),
      server(io, server_options(options.listen), [this](const net::Request& request) { return handle(request); })
{}

asio::awaitable<net::Response> Pocket::Impl::handle(const net::Request& request)
{
    const std::string_view path = request.path;
    const bool telegram_path = path.starts_with("/bot") || path.starts_with("/file/bot");
    const bool zalo_path = path.starts_with("/v2.0/") || path.starts_with("/v3.0/");
    if (telegram_path || zalo_path) {
        const Network network = zalo_path ? Network::zalo : Network::telegram;
        if (!acts.has(network))
            co_return net::problem(404, "Not found");
        co_return co_await platform(request, network);
    }
    if (path.starts_with("/files/"))
        co_return file(request);
    if (options.page)
        co_return co_await page.handle(request);
    co_return net::problem(404, "Not found");
}

asio::awaitable<net::Response> Pocket::Impl::platform(const net::Request& request, Network network)
{
    Fault fault;
    ++calls;
    if (options.api_fault) {
        const auto slash = network == Network::telegram ? request.path.rfind('/') + 1 : 0;
        fault = options.api_fault(ApiCallInfo{network, request.path.substr(slash), request.body, calls});
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
    if (network == Network::zalo)
        co_return zalo.handle(request);
    co_return co_await telegram.handle(request);
}

asio::awaitable<net::Response> Pocket::Impl::spoil(const net::Request& request, Network network, Fault fault)
{
    net::Response response;
    if (fault.processed || fault.kind == Fault::Kind::drip)
        response = co_await api(request, network);
    switch (fault.kind) {
    case Fault::Kind::none:
        break;
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
        response.headers.push_back({std::string(fault_header), "reset"});
        break;
    case Fault::Kind::garbage:
        response = net::json(200, "<html><body>Bad gateway</body>");
        break;
    case Fault::Kind::drip:
        response.headers.push_back({std::string(fault_header), "drip"});
        break;
    }
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
    return network == Network::zalo ? zalo_feed.state() : telegram_feed.state();
}

Pocket::Pocket(asio::any_io_executor executor, PocketOptions options)
    : impl_(std::make_unique<Impl>(std::move(executor), std::move(options)))
{}

Pocket::~Pocket() = default;

Result<void> Pocket::start()
{
    auto opened = impl_->server.open();
    if (!opened)
        return opened;
    impl_->zalo_events.set_base_url(base_url());
    impl_->server.start();
    return {};
}

std::uint16_t Pocket::port() const { return impl_->server.port(); }

std::string Pocket::base_url() const { return fmt::format("http://127.0.0.1:{}", port()); }

void Pocket::set_webhook_targets(const WebhookTargets& targets)
{
    if (!targets.telegram_url.empty()) {
        Webhook webhook;
        webhook.url = targets.telegram_url;
        webhook.secret = targets.telegram_secret.reveal();
        impl_->telegram_feed.set_webhook(std::move(webhook));
    }
    if (!targets.zalo_url.empty())
        impl_->zalo_feed.set_url(targets.zalo_url);
}

asio::awaitable<void> Pocket::shutdown()
{
    impl_->closing = true;
    impl_->page.close();
    impl_->zalo_feed.close();
    impl_->telegram_feed.close();
    impl_->tasks.cancel();
    co_await impl_->server.shutdown(grace);
    impl_->client.close();
    co_await impl_->tasks.join();
}

asio::awaitable<bool> Pocket::wait_for(std::function<bool()> predicate, std::chrono::milliseconds timeout)
{
    const auto until = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        if (predicate())
            co_return true;
        if (std::chrono::steady_clock::now() >= until)
            co_return false;
        co_await impl_->changed.wait(until);
    }
}

DeliveryState Pocket::deliveries(Network network) const { return impl_->state(network); }

std::uint64_t Pocket::api_calls(Network network) const
{
    return network == Network::zalo ? impl_->zalo.calls() : impl_->telegram.calls();
}

std::vector<std::string> Pocket::complaints() const { return impl_->tools.complaints; }

Result<PersonId> Pocket::add_person(const NewPerson& person)
{
    if (!impl_->acts.has(person.network))
        return Errc::not_found;
    return impl_->world.add_person(person);
}

Result<ChatId> Pocket::add_group(Network network, std::string title)
{
    return impl_->acts.add_group(network, std::move(title));
}

Result<void> Pocket::join(const ChatId& group, const PersonId& person) { return impl_->acts.join(group, person); }

Result<void> Pocket::leave(const ChatId& group, const PersonId& person) { return impl_->acts.leave(group, person); }

Result<void> Pocket::set_bot_inside(const ChatId& group, bool inside)
{
    return impl_->acts.set_bot_inside(group, inside);
}

Result<void> Pocket::set_blocked(const PersonId& person, bool blocked)
{
    return impl_->acts.set_blocked(person, blocked);
}

std::vector<Person> Pocket::people() const
{
    std::vector<Person> all;
    for (const auto& [id, person] : impl_->world.people())
        all.push_back(person);
    return all;
}

std::vector<Chat> Pocket::chats() const
{
    std::vector<Chat> all;
    for (const auto& [id, chat] : impl_->world.chats())
        all.push_back(chat);
    return all;
}

std::vector<Message> Pocket::messages(const ChatId& chat) const
{
    const auto& list = impl_->world.messages(chat);
    return {list.begin(), list.end()};
}

std::vector<std::string> Pocket::samples() const { return impl_->page.samples; }

void Pocket::set_samples(std::vector<std::string> samples)
{
    impl_->page.samples = std::move(samples);
    impl_->world.touch();
}

Result<MessageId> Pocket::person_says(const ChatId& chat, const PersonId& person, std::string text,
                                      const MessageId& reply_to)
{
    Message message;
    message.chat = chat;
    message.author = person;
    message.text = std::move(text);
    message.reply_to = reply_to;
    return impl_->acts.say(std::move(message));
}

Result<void> Pocket::person_taps(const ChatId& chat, const PersonId& person, const MessageId& message,
                                 std::size_t button)
{
    return impl_->acts.tap(chat, person, message, button);
}

Result<MessageId> Pocket::person_sends_photo(const ChatId& chat, const PersonId& person, Photo photo)
{
    return impl_->acts.send_photo(chat, person, std::move(photo));
}

Result<MessageId> Pocket::person_sends_location(const ChatId& chat, const PersonId& person, Place place)
{
    return impl_->acts.send_place(chat, person, place);
}

} // namespace langnghe::sandbox
