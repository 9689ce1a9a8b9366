#include "bot/daemon/daemon.hpp"

#include "adapters/net/server.hpp"
#include "bot/log/log.hpp"

#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#ifndef LANGNGHE_VERSION
#error "LANGNGHE_VERSION comes from CMake"
#endif

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::milliseconds grace{5'000};

net::ServerOptions listener(const config::ServerSection& section, const std::string& listen)
{
    net::ServerOptions options;
    options.listen = listen;
    for (const std::string& proxy : section.trusted_proxies)
        if (auto cidr = net::Cidr::parse(proxy))
            options.trusted_proxies.push_back(*cidr);
    return options;
}

// A handler's exception is our fault, a client's nonsense is not: only the first is logged.
std::function<void(const net::ServerNote&)> observer(std::string_view name)
{
    return [name](const net::ServerNote& note) {
        if (note.event == net::ServerEvent::handler_failed)
            log::error("http.handler_failed", {{"listener", name}, {"request", note.request_id}});
        if (note.event == net::ServerEvent::accept_failed || note.event == net::ServerEvent::over_capacity)
            log::warn("http.over_capacity", {{"listener", name}, {"what", note.detail}});
    };
}

} // namespace

struct Daemon::Impl
{
    Impl(asio::io_context& io, const config::Configuration& from, DaemonOptions options)
        : configuration(from), metrics(LANGNGHE_VERSION),
          client(io.get_executor()), environment{io.get_executor(),
                                                 options.now ? std::move(options.now) : system_now,
                                                 system_random,
                                                 metrics,
                                                 client,
                                                 options.start_delay,
                                                 options.send_timeout,
                                                 options.helper},
          public_routes(environment, services), admin_routes(environment, services)
    {
        for (const config::CommuneSection& commune : configuration.communes)
            for (const config::ChannelSection& channel : commune.channels)
                for (const Secret* secret : {&channel.token, &channel.webhook_secret, &channel.older_webhook_secret,
                                             &channel.oa_secret_key, &channel.older_oa_secret_key,
                                             &channel.app_secret_key, &channel.access_token, &channel.refresh_token})
                    log::add_secret(*secret);
        open_listeners_for(io);
    }

    void open_listeners_for(asio::io_context& io)
    {
        auto open_to_all = listener(configuration.server, configuration.server.listen);
        open_to_all.tls_certificate = configuration.server.tls_certificate.string();
        open_to_all.tls_key = configuration.server.tls_key.string();
        open_to_all.observer = observer("public");
        public_server = std::make_unique<net::Server>(
            io.get_executor(), std::move(open_to_all),
            [this](const net::Request& request) { return public_routes.handle(request); });
        auto for_administrators = listener(configuration.server, configuration.server.admin_listen);
        for_administrators.observer = observer("admin");
        admin_server =
            std::make_unique<net::Server>(io.get_executor(), std::move(for_administrators),
                                          [this](const net::Request& request) { return admin_routes.handle(request); });
    }

    config::Configuration configuration;
    metrics::Metrics metrics;
    net::Client client;
    Environment environment;
    Services services;
    PublicRoutes public_routes;
    AdminRoutes admin_routes;
    std::unique_ptr<net::Server> public_server;
    std::unique_ptr<net::Server> admin_server;
    asio::thread_pool worker{1};
};

Daemon::Daemon(asio::io_context& io, const config::Configuration& configuration, DaemonOptions options)
    : impl_(std::make_unique<Impl>(io, configuration, std::move(options)))
{}

Daemon::~Daemon() = default;

std::vector<std::string> Daemon::open()
{
    std::vector<std::string> problems;
    for (const config::CommuneSection& section : impl_->configuration.communes) {
        auto made = set_up(section, impl_->configuration.server);
        for (const config::Problem& problem : made.problems)
            problems.push_back(to_string(problem));
        if (!made.setup)
            continue;
        auto service =
            std::make_unique<Service>(impl_->environment, std::move(made.setup), section.store, impl_->worker);
        if (auto why = service->open(); !why.empty())
            problems.push_back(std::move(why));
        else
            impl_->services.emplace(section.slug, std::move(service));
    }
    const auto& server = impl_->configuration.server;
    for (const auto& [listening, address] : {std::pair{impl_->public_server.get(), &server.listen},
                                             std::pair{impl_->admin_server.get(), &server.admin_listen}})
        if (const auto opened = listening->open(); !opened)
            problems.push_back(fmt::format("cannot listen on {}: {}", *address, opened.error().message()));
    return problems;
}

void Daemon::start()
{
    for (auto& [slug, service] : impl_->services)
        service->start();
    impl_->public_server->start();
    impl_->admin_server->start();
    log::info("daemon.started", {{"version", LANGNGHE_VERSION},
                                 {"port", impl_->public_server->port()},
                                 {"admin_port", impl_->admin_server->port()},
                                 {"communes", impl_->services.size()}});
}

asio::awaitable<void> Daemon::stop()
{
    log::info("daemon.stopping");
    impl_->admin_routes.shutting_down();
    for (auto& [slug, service] : impl_->services)
        service->stop_claiming();
    co_await impl_->public_server->shutdown(grace);
    const auto until = std::chrono::steady_clock::now() + grace; // for all of them
    for (auto& [slug, service] : impl_->services)
        co_await service->stop_sending(until);
    co_await impl_->admin_server->shutdown(grace);
    impl_->client.close();
    for (auto& [slug, service] : impl_->services)
        co_await service->close();
    impl_->worker.join();
    log::info("daemon.stopped");
}

std::uint16_t Daemon::port() const { return impl_->public_server->port(); }
std::uint16_t Daemon::admin_port() const { return impl_->admin_server->port(); }

bool Daemon::ready() const
{
    return std::ranges::all_of(impl_->services, [](const auto& entry) { return entry.second->troubles().empty(); });
}

Service* Daemon::service(std::string_view slug)
{
    const auto found = impl_->services.find(slug);
    return found == impl_->services.end() ? nullptr : found->second.get();
}

} // namespace langnghe::daemon
