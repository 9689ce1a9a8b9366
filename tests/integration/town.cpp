#include "tests/integration/town.hpp"

#include "bot/commune/setup.hpp"
#include "bot/log/log.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>

namespace langnghe::test {
namespace {

constexpr std::chrono::milliseconds between_asks{10};
constexpr std::chrono::seconds to_clean_up{20};

std::string make_folder()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "langnghe-town-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    return pattern;
}

} // namespace

Town::Town(TownOptions given)
    : options(std::move(given)), accounts(sandbox_run::make_accounts()), folder_(make_folder()),
      client_(io.get_executor())
{
    if (options.begins)
        ahead_ = *options.begins - system_now();
    log::divert([this](std::string_view line) { log_lines.emplace_back(line); });
    if (!options.zalo_bot)
        accounts.zalo_bot_token = Secret{};
    if (options.accounts)
        options.accounts(accounts);
}

Town::~Town()
{
    log::divert({});
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Town::run(Body body, std::chrono::seconds deadline)
{
    bool ended = false;
    std::exception_ptr failure;
    asio::cancellation_signal over;
    const auto done = [&](std::exception_ptr error) {
        ended = true;
        failure = error;
    };
    asio::co_spawn(io, whole(std::move(body)), asio::bind_cancellation_slot(over.slot(), done));
    io.run_for(deadline);
    if (!ended) {
        FAIL_CHECK("over its deadline");
        over.emit(asio::cancellation_type::terminal);
        io.run_for(to_clean_up);
    }
    REQUIRE(ended);
    if (failure)
        std::rethrow_exception(failure);
    // What still waits would wait for ever: nothing may.
    io.run_for(to_clean_up);
    CHECK(io.stopped());
}

asio::awaitable<void> Town::whole(Body body)
{
    std::exception_ptr failure;
    try {
        open_pocket();
        co_await start_daemon();
        if (options.officers) {
            const bool in = co_await bring_in();
            REQUIRE(in);
        }
        co_await body();
    } catch (...) {
        failure = std::current_exception();
    }
    co_await asio::this_coro::reset_cancellation_state();
    co_await close();
    if (failure)
        std::rethrow_exception(failure);
}

asio::awaitable<bool> Town::bring_in()
{
    auto& service = *daemon->service(sandbox_run::commune_slug());
    const std::string why = co_await sandbox_run::bring_in(service, *pocket, demo);
    INFO(why);
    REQUIRE(why.empty());
    for (const std::string key : {"area5", "women"}) {
        const bool bound = co_await hears(group(key), 1, "Đã gắn");
        if (!bound)
            co_return false;
    }
    co_return true;
}

void Town::open_pocket()
{
    sandbox::PocketOptions made;
    made.telegram.emplace();
    made.telegram->token = accounts.telegram_token;
    made.zalo = sandbox_run::zalo_side(accounts);
    made.zalo->receipts = options.receipts;
    made.zalo->echoes = options.echoes;
    if (options.zalo_bot) {
        made.zalo_bot.emplace();
        made.zalo_bot->token = accounts.zalo_bot_token;
        made.zalo_bot->name = "Bot " + sandbox_run::commune_name();
    }
    options.zalo(*made.zalo);
    made.clock = [this] { return now(); };
    made.speed = 100;
    made.api_fault = options.faults;
    made.deliveries = options.deliveries;
    pocket = std::make_unique<sandbox::Pocket>(io.get_executor(), std::move(made));
    REQUIRE(pocket->start().has_value());
    if (options.gate)
        gate = std::make_unique<FaultGate>(io.get_executor(), pocket->port());
    demo = sandbox::make_demo(*pocket).value();
}

asio::awaitable<void> Town::start_daemon()
{
    const std::string platform = gate ? gate->base_url() : pocket->base_url();
    auto configuration = sandbox_run::demo_configuration(folder_, platform, accounts);
    if (options.configure)
        options.configure(configuration);
    daemon::DaemonOptions how;
    how.start_delay = std::chrono::milliseconds{0};
    how.send_timeout = options.send_timeout;
    how.helper = LANGNGHE_IMAGE_HELPER;
    how.now = [this] { return now(); };
    daemon = std::make_unique<daemon::Daemon>(io, configuration, std::move(how));
    const auto problems = daemon->open();
    CAPTURE(problems);
    REQUIRE(problems.empty());
    daemon->start();
    aim();
    co_return;
}

asio::awaitable<void> Town::stop_daemon()
{
    if (!daemon)
        co_return;
    co_await daemon->stop();
    daemon.reset();
}

void Town::aim()
{
    sandbox::WebhookTargets targets;
    targets.telegram_url = hook("telegram");
    targets.telegram_secret = accounts.telegram_secret;
    targets.zalo_url = hook("zalo");
    targets.zalo_bot_url = options.zalo_bot && !options.zalo_bot_polls ? hook("zalobot") : std::string{};
    targets.zalo_bot_secret = accounts.zalo_bot_secret;
    pocket->set_webhook_targets(targets);
}

asio::awaitable<void> Town::close()
{
    co_await stop_daemon();
    if (pocket)
        co_await pocket->shutdown();
    if (gate)
        co_await gate->shutdown();
    client_.close();
}

asio::awaitable<void> Town::jump(Duration time)
{
    ahead_ += time;
    // Any operation makes the dispatchers look again.
    json nothing = json::object();
    co_await ask("store.info", std::move(nothing));
}

asio::awaitable<bool> Town::eventually(Condition condition)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    const std::function<bool()> never = [] { return false; };
    for (;;) {
        const bool holds = co_await condition();
        if (holds)
            co_return true;
        if (std::chrono::steady_clock::now() >= until)
            co_return false;
        co_await pocket->wait_for(never, between_asks);
    }
}

asio::awaitable<json> Town::ask(std::string verb, json arguments)
{
    const std::string text = arguments.dump();
    auto* service = daemon->service(sandbox_run::commune_slug());
    const auto reply = co_await service->operate(verb, text);
    INFO(verb << ": " << reply.error);
    REQUIRE(reply.ok);
    co_return json::parse(reply.document);
}

asio::awaitable<json> Town::tickets()
{
    json all{{"limit", 1000}};
    co_return co_await ask("ticket.list", std::move(all));
}

asio::awaitable<json> Town::only_ticket()
{
    const json list = co_await tickets();
    REQUIRE(list.size() == 1);
    json which{{"code", list[0].at("code")}};
    co_return co_await ask("ticket.show", std::move(which));
}

asio::awaitable<json> Town::outbox()
{
    json all{{"limit", 1000}};
    co_return co_await ask("outbox.list", std::move(all));
}

asio::awaitable<std::size_t> Town::unsettled()
{
    const json rows = co_await outbox();
    std::size_t count = 0;
    for (const json& row : rows)
        count += row.at("state") == "queued" || row.at("state") == "claimed";
    co_return count;
}

asio::awaitable<net::ClientReply> Town::send(net::ClientRequest request)
{
    co_return co_await client_.send(std::move(request));
}

asio::awaitable<net::ClientReply> Town::admin(std::string path)
{
    net::ClientRequest request;
    request.url = "http://127.0.0.1:" + std::to_string(daemon->admin_port()) + path;
    co_return co_await send(std::move(request));
}

std::string Town::hook(std::string_view channel) const
{
    return "http://127.0.0.1:" + std::to_string(daemon->port()) + "/" + sandbox_run::commune_slug() + "/hook/" +
           std::string{channel};
}

std::filesystem::path Town::store() const
{
    return std::filesystem::path{folder_} / (sandbox_run::commune_slug() + ".db");
}

sandbox::PersonId Town::person(std::string_view key, Network network) const { return demo.person(key, network)->id; }

sandbox::ChatId Town::group(std::string_view key) const { return demo.group(key)->id; }

std::vector<sandbox::Message> Town::ours(const sandbox::ChatId& chat, std::string_view part) const
{
    std::vector<sandbox::Message> found;
    for (auto& message : pocket->messages(chat))
        if (message.author.empty() && message.text.find(part) != std::string::npos)
            found.push_back(std::move(message));
    return found;
}

sandbox::MessageId Town::says(const sandbox::PersonId& person, const std::string& text)
{
    return pocket->person_says(person, person, text).value();
}

asio::awaitable<bool> Town::hears(sandbox::ChatId chat, std::size_t count, std::string part)
{
    const auto heard = [&] { return ours(chat, part).size() >= count; };
    const std::function<bool()> enough = heard;
    co_return co_await pocket->wait_for(enough, patience);
}

std::string code_in(std::string_view text)
{
    const auto at = text.find("LS-");
    if (at == std::string_view::npos)
        return {};
    const auto end = text.find_first_not_of("0123456789-", at + 3);
    return std::string{text.substr(at, end == std::string_view::npos ? end : end - at)};
}

} // namespace langnghe::test
