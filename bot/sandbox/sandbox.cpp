#include "bot/sandbox/sandbox.hpp"

#include "bot/daemon/until_signal.hpp"
#include "bot/log/log.hpp"
#include "bot/sandbox/demo_commune.hpp"

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

namespace langnghe::sandbox_run {
namespace asio = boost::asio;
namespace {

// A folder of its own that goes with the object, unless it was given.
class Folder
{
public:
    explicit Folder(const std::filesystem::path& given) : path_(given), kept_(!given.empty())
    {
        if (kept_) {
            std::filesystem::create_directories(path_);
            return;
        }
        std::string pattern = (std::filesystem::temp_directory_path() / "langnghe-sandbox-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::filesystem::filesystem_error{"cannot make a folder", pattern,
                                                    std::error_code{errno, std::generic_category()}};
        path_ = pattern;
    }
    ~Folder()
    {
        std::error_code ignored;
        if (!kept_)
            std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    bool kept_;
};

sandbox::PocketOptions pocket_options(const Options& options, const Accounts& accounts, std::function<bool()> ready)
{
    sandbox::PocketOptions pocket;
    pocket.listen = options.listen;
    pocket.telegram.emplace();
    pocket.telegram->token = accounts.telegram_token;
    pocket.telegram->username = "langnghe_bot";
    pocket.telegram->name = commune_name();
    pocket.zalo = zalo_side(accounts);
    pocket.zalo->name = commune_name();
    pocket.zalo_bot.emplace();
    pocket.zalo_bot->token = accounts.zalo_bot_token;
    pocket.zalo_bot->name = "Bot " + commune_name();
    pocket.page.emplace();
    pocket.page->commune = commune_name();
    pocket.page->ready = std::move(ready);
    return pocket;
}

void aim(sandbox::Pocket& pocket, const daemon::Daemon& daemon, const Accounts& accounts)
{
    const std::string hooks = fmt::format("http://127.0.0.1:{}/{}/hook/", daemon.port(), commune_slug());
    sandbox::WebhookTargets targets;
    targets.telegram_url = hooks + "telegram";
    targets.telegram_secret = accounts.telegram_secret;
    targets.zalo_url = hooks + "zalo";
    targets.zalo_bot_url = hooks + "zalobot";
    targets.zalo_bot_secret = accounts.zalo_bot_secret;
    pocket.set_webhook_targets(targets);
}

void introduce(const sandbox::Pocket& pocket, const daemon::Daemon& daemon, const std::filesystem::path& data,
               const sandbox::Demo& demo)
{
    fmt::print("\n  {}\n\n  Open {}/\n\n", commune_name(), pocket.base_url());
    fmt::print("  People: ");
    std::string before;
    for (const auto& person : demo.people) {
        if (person.network != sandbox::Network::zalo)
            continue;
        fmt::print("{}{} ({})", std::exchange(before, ", "), person.name,
                   person.side == sandbox::Side::officer ? "officer" : "citizen");
    }
    fmt::print("\n  Try:    type a complaint on the citizen's phone and watch the other two\n");
    fmt::print("  Health: http://127.0.0.1:{}/readyz\n", daemon.admin_port());
    fmt::print("  Store:  {}\n  End with Ctrl-C.\n\n", (data / (commune_slug() + ".db")).string());
    std::fflush(stdout);
}

// The sandbox from its pocket platform to its end.
int run_in(const std::filesystem::path& data, const Options& options)
{
    asio::io_context io{1};
    const Accounts accounts = make_accounts();
    std::unique_ptr<daemon::Daemon> daemon;
    sandbox::Pocket pocket{io.get_executor(),
                           pocket_options(options, accounts, [&daemon] { return daemon && daemon->ready(); })};
    if (const auto started = pocket.start(); !started) {
        fmt::print(stderr, "langnghe: cannot listen on {}: {}; choose another address with --listen\n", options.listen,
                   started.error().message());
        return 1;
    }
    const auto demo = sandbox::make_demo(pocket);
    daemon = std::make_unique<daemon::Daemon>(io, demo_configuration(data, pocket.base_url(), accounts),
                                              daemon::DaemonOptions{.start_delay = std::chrono::milliseconds{0}});
    const auto problems = daemon->open();
    for (const std::string& problem : problems)
        fmt::print(stderr, "langnghe: {}\n", problem);
    if (!problems.empty() || !demo)
        return 1;
    daemon->start();
    aim(pocket, *daemon, accounts);
    const auto report = [](std::exception_ptr error, const std::string& refusal) {
        if (error || !refusal.empty())
            log::warn("sandbox.officers", {{"what", refusal.empty() ? "failed" : refusal}});
    };
    asio::co_spawn(io, bring_in_all(*daemon->service(commune_slug()), pocket, *demo), report);
    introduce(pocket, *daemon, data, *demo);
    const auto stop = [&]() -> asio::awaitable<void> {
        co_await daemon->stop();
        co_await pocket.shutdown();
    };
    daemon::run_until_signal(io, stop);
    return 0;
}

} // namespace

int run(const Options& options)
{
    try {
        const Folder folder{options.data};
        return run_in(folder.path(), options);
    } catch (const std::filesystem::filesystem_error& error) {
        fmt::print(stderr, "langnghe: {}: {}\n", error.path1().string(), error.code().message());
        return 1;
    }
}

} // namespace langnghe::sandbox_run
