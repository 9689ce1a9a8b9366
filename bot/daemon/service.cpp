#include "bot/daemon/service.hpp"

#include "bot/daemon/answers.hpp"
#include "bot/daemon/warnings.hpp"
#include "bot/log/log.hpp"
#include "core/outbox/post.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace langnghe::daemon {
namespace asio = boost::asio;
namespace {

// EX_IOERR: what systemd restarts the daemon on.
constexpr int io_error_status = 74;

net::TaskObserver observer_of(const std::string& slug)
{
    return [slug](std::string_view name, std::exception_ptr error) {
        if (!net::is_cancellation(error))
            log::error("task.failed", {{"commune", slug}, {"task", name}});
    };
}

} // namespace

Service::Service(Environment& environment, std::unique_ptr<CommuneSetup> setup, std::filesystem::path store,
                 asio::thread_pool& worker)
    : environment_(environment), setup_(std::move(setup)), path_(std::move(store)), worker_(worker),
      outgoing_(setup_->files, environment.helper, worker.get_executor(),
                [this](IdentityId person) { return copy_of(person); }),
      tasks_(environment.executor, observer_of(setup_->facts.slug))
{}

template <class T, class... Arguments>
std::unique_ptr<T> Service::take_on(std::string_view name, Arguments&&... arguments)
{
    auto chore = std::make_unique<T>(environment_, std::forward<Arguments>(arguments)...);
    chores_.emplace_back(name, chore.get());
    return chore;
}

// After an I/O error nothing may be trusted: end at once, before anything more is acknowledged.
sql::StoreObserver Service::observer()
{
    auto& metrics = environment_.metrics.store(setup_->facts.slug);
    sql::StoreObserver observer;
    observer.on_fatal = [slug = setup_->facts.slug](int code, std::string_view what) {
        log::error("store.failed", {{"commune", slug}, {"code", code}, {"what", what}});
        std::_Exit(io_error_status);
    };
    observer.on_commit = [&metrics](const sql::BatchFacts& batch) {
        metrics.batch(batch.jobs, std::chrono::duration<double>(batch.commit).count());
    };
    observer.on_writable = [slug = setup_->facts.slug](bool writable) {
        if (writable)
            log::info("store.writable", {{"commune", slug}});
        else
            log::error("store.full", {{"commune", slug}, {"what", "the disk is full; free some space"}});
    };
    observer.on_refused = [slug = setup_->facts.slug](Errc refused, std::string_view what) {
        log::error("store.refused", {{"commune", slug}, {"why", make_error_code(refused).message()}, {"what", what}});
    };
    return observer;
}

std::string Service::open()
{
    sql::StoreOptions options;
    options.path = path_;
    options.observer = observer();
    std::string why;
    auto opened = sql::Store::open(std::move(options), &why);
    if (!opened)
        return why.empty() ? fmt::format("{}: {}", path_.string(), opened.error().message()) : why;
    store_ = std::move(*opened);
    const auto worker = worker_.get_executor();
    sweeper_ = take_on<Sweeper>("sweeper", setup_->facts.slug, setup_->files, *store_, worker);
    sweeper_->shelf().clear_passing();
    fetcher_ = take_on<Fetcher>("fetcher", *setup_, *store_, *sweeper_, [this] { wake(); });
    housekeeping_ = take_on<Housekeeping>("housekeeping", *setup_, *store_, *sweeper_, worker);
    indexer_ = take_on<Indexer>("indexer", *store_);
    timekeeper_ = take_on<Timekeeper>("timekeeper", setup_->facts, *store_, [this] { wake_dispatchers(); });
    reporter_ = take_on<Reporter>("reporter", *setup_, *store_, worker, [this] { wake(); });
    report_desk_ = take_on<ReportDesk>("report desk", setup_->facts, *store_, [this] { wake_dispatchers(); });
    audit_desk_ = take_on<AuditDesk>("audit desk", setup_->facts, *store_, worker, [this] { wake_dispatchers(); });
    registrar_ = take_on<Registrar>("registrar", setup_->facts.slug, *store_, worker);
    if (auto trouble = registrar_->settle(*setup_, environment_.random, environment_.now()); !trouble.empty())
        return trouble;
    for (const auto& [name, channel] : setup_->channels)
        if (channel.platform)
            equip(name, channel);
    auto operate = [this](std::string verb, std::string arguments) {
        return this->operate(std::move(verb), std::move(arguments));
    };
    control_ =
        std::make_unique<control::ControlServer>(environment_.executor, control::socket_of(path_), std::move(operate));
    return control_->open();
}

void Service::equip(const std::string& name, const Channel& channel)
{
    Line& line = lines_[name];
    if (channel.renewing != nullptr)
        line.keeper = std::make_unique<Keeper>(environment_, *setup_, *store_, channel, [this, name] {
            Line& usable = lines_.at(name);
            usable.prober->wake();
            if (usable.backfill)
                usable.backfill->wake();
            wake();
        });
    Keeper* const keeper = line.keeper.get();
    line.dispatcher = std::make_unique<Dispatcher>(environment_, setup_->facts, *store_, channel, outgoing_, keeper);
    line.prober = take_on<Prober>("prober", setup_->facts, channel, keeper);
    line.presses = std::make_unique<Presses>(environment_, setup_->facts, channel);
    if (channel.care != nullptr)
        line.groups = take_on<GroupWatch>("groups", setup_->facts, *store_, channel);
    if (channel.history != nullptr)
        line.quotes = take_on<QuoteReader>("quotes", setup_->facts, *store_, channel, [this] { wake(); });
    if (channel.menus != nullptr)
        line.menus = take_on<Menus>("menus", setup_->facts, *store_, channel);
    const Arrivals arrivals{[this] { wake(); },
                            [presses = line.presses.get()](const ButtonPress& press) { presses->answer(press); }};
    if (channel.polling != nullptr)
        line.poller = take_on<Poller>("poller", setup_->facts, *store_, channel, arrivals);
    line.webhook = std::make_unique<Webhook>(environment_, setup_->facts, *store_, channel, arrivals);
    if (channel.backlog == nullptr)
        return;
    line.backfill = take_on<Backfill>("backfill", setup_->facts, *store_, channel, keeper, arrivals.stored);
    line.webhook->on_refused([missed = line.backfill.get()] { missed->missed(); });
}

void Service::start()
{
    for (auto& [name, line] : lines_) {
        if (line.keeper)
            line.keeper->start();
        line.dispatcher->start();
    }
    for (const auto& [name, chore] : chores_)
        tasks_.spawn(std::string{name}, chore->run());
    tasks_.spawn("warnings", log_warnings());
    control_->start();
}

void Service::Line::look_again(bool of_channel)
{
    if (keeper)
        of_channel ? keeper->reload() : keeper->wake();
    if (backfill)
        backfill->wake();
}

void Service::wake_dispatchers()
{
    for (auto& [name, line] : lines_)
        line.dispatcher->wake();
}

void Service::wake()
{
    wake_dispatchers();
    for (auto& [name, line] : lines_)
        if (line.quotes)
            line.quotes->wake();
    indexer_->wake();
    timekeeper_->wake();
    report_desk_->wake();
    audit_desk_->wake();
    fetcher_->wake();
    sweeper_->wake();
}

void Service::stop_claiming()
{
    for (auto& [name, line] : lines_)
        line.dispatcher->stop_claiming();
}

asio::awaitable<void> Service::stop_sending(std::chrono::steady_clock::time_point until)
{
    stopping_ = true;
    for (const auto& [name, chore] : chores_)
        chore->stop();
    co_await control_->stop();
    const auto left = [until] {
        constexpr std::chrono::milliseconds none{0};
        return std::max(none, std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()));
    };
    for (auto& [name, line] : lines_) {
        co_await line.dispatcher->stop(left());
        co_await line.presses->stop(left());
        if (line.keeper)
            co_await line.keeper->stop(left());
    }
}

asio::awaitable<void> Service::close()
{
    tasks_.cancel();
    co_await tasks_.join();
    store_->close();
}

Webhook* Service::webhook(std::string_view channel)
{
    const auto found = lines_.find(channel);
    return found == lines_.end() ? nullptr : found->second.webhook.get();
}

std::vector<std::string> Service::troubles() const
{
    std::vector<std::string> troubles;
    if (!store_->writable())
        troubles.emplace_back("the store cannot be written");
    for (const auto& [name, channel] : setup_->channels) {
        if (!channel.platform) {
            troubles.push_back(fmt::format("channel {}: this version does not speak {}", name,
                                           config::name_of(channel.section.platform)));
            continue;
        }
        const Line& line = lines_.at(name);
        const std::string missing = channel.platform->missing();
        if (!missing.empty())
            troubles.push_back(fmt::format("channel {}: not configured yet: {}", name, missing));
        for (const std::string& trouble :
             {line.keeper ? line.keeper->trouble() : std::string{}, line.dispatcher->trouble(), line.prober->trouble(),
              line.poller ? line.poller->trouble() : std::string{}})
            if (!trouble.empty())
                troubles.push_back(fmt::format("channel {}: {}", name, trouble));
    }
    return troubles;
}

asio::awaitable<std::vector<std::string>> Service::warnings()
{
    auto job = [this, now = environment_.now()](Tx& tx) { return warnings_of(tx, setup_->facts, now); };
    auto found = co_await store_->read(std::move(job));
    std::vector<std::string> warnings;
    if (found)
        warnings = std::move(*found);
    for (const auto& [name, line] : lines_)
        if (!line.prober->warning().empty())
            warnings.push_back(fmt::format("channel {}: {}", name, line.prober->warning()));
    co_return warnings;
}

asio::awaitable<void> Service::log_warnings()
{
    const auto all = co_await warnings();
    for (const std::string& warning : all)
        log::warn("commune.warning", {{"commune", setup_->facts.slug}, {"what", warning}});
}

// Operations block, so they run on the worker; what they changed may have to be sent.
asio::awaitable<operations::Reply> Service::operate(std::string verb, std::string arguments)
{
    if (stopping_)
        co_return operations::Reply{false, {}, "the daemon is stopping; try again in a moment"};
    const bool of_channel = verb.starts_with("channel.");
    auto job = [this, verb = std::move(verb),
                arguments = std::move(arguments)]() -> asio::awaitable<operations::Reply> {
        operations::Scene scene{*store_, *setup_, environment_.random, environment_.now};
        co_return operations::run(scene, verb, arguments);
    };
    const auto worker = worker_.get_executor();
    auto reply = co_await asio::co_spawn(worker, job, asio::use_awaitable);
    for (auto& [name, line] : lines_)
        line.look_again(of_channel);
    wake();
    co_return reply;
}

} // namespace langnghe::daemon
