#include "adapters/images/helper.hpp"
#include "bot/commands/commands.hpp"
#include "bot/daemon/serve.hpp"
#include "bot/sandbox/sandbox.hpp"

#include <sys/prctl.h>

namespace langnghe::commands {
namespace {

// Secrets are in memory: no core dump, and no other process of the user looks in.
int serve(const Face& face)
{
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const auto configuration = configured(face);
    return configuration ? daemon::serve(*configuration) : misused;
}

} // namespace

void add_daemon(CLI::App& app, Face& face)
{
    CLI::App& daemon =
        leaf(app, face, "serve", "Run the daemon", "langnghe serve --config /etc/langnghe/langnghe.toml");
    daemon.callback([&face] { face.run = [&face] { return serve(face); }; });

    const auto options = std::make_shared<sandbox_run::Options>();
    CLI::App& sandbox =
        bare_leaf(app, face, "sandbox", "Run a demo commune with a pocket chat platform on this machine",
                  "langnghe sandbox --listen 127.0.0.1:8480");
    sandbox.add_option("--listen", options->listen, "Where the page is; this machine only")
        ->capture_default_str()
        ->type_name("ADDR:PORT");
    sandbox.add_option("--data", options->data, "Keeps everything here; else in a temporary folder")->type_name("DIR");
    sandbox.callback([&face, options] { face.run = [options] { return sandbox_run::run(*options); }; });
}

// For the daemon alone: adapters/images starts it.
void add_helper(CLI::App& app)
{
    const auto most_bytes = std::make_shared<std::int64_t>(0);
    CLI::App& helper = *app.add_subcommand(std::string{images::helper_verb})->group("");
    helper.add_option("most_bytes", *most_bytes)->required()->check(CLI::PositiveNumber);
    helper.callback([most_bytes] { images::help(*most_bytes); });
}

} // namespace langnghe::commands
