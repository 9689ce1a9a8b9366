#pragma once
// The demo commune: its configuration against a pocket platform, and the way its officers come in: users by the
// administrator, then /lienket and /ketnoi typed in chat, as in real life.

#include "adapters/sandbox/demo.hpp"
#include "bot/config/config.hpp"
#include "bot/daemon/daemon.hpp"

#include <filesystem>
#include <string>

namespace langnghe::sandbox_run {

// The secrets both sides share.
struct Accounts
{
    Secret telegram_token;
    Secret telegram_secret;
    Secret zalo_secret;
    Secret zalo_app_secret;
    Secret zalo_access;
    Secret zalo_refresh;
    std::string zalo_app;
    std::string zalo_oa;
    Secret zalo_bot_token; // empty: no such channel
    Secret zalo_bot_secret;
};

// Fresh ones, made for this run.
Accounts make_accounts();

// The official account of these.
sandbox::ZaloSide zalo_side(const Accounts& accounts);

// The name of the demo commune, and its path segment.
std::string commune_name();
std::string commune_slug();

// Throws std::filesystem::filesystem_error when the folder cannot be used.
config::Configuration demo_configuration(const std::filesystem::path& data, const std::string& platform,
                                         const Accounts& accounts);

// Adds the officers, and lets them type their codes. Once for each store: says what refused, empty when nothing did.
boost::asio::awaitable<std::string> bring_in(daemon::Service& service, sandbox::Pocket& pocket,
                                             const sandbox::Demo& demo);
// And those who watch them: the leader and the supervisor.
boost::asio::awaitable<std::string> bring_in_all(daemon::Service& service, sandbox::Pocket& pocket,
                                                 const sandbox::Demo& demo);

} // namespace langnghe::sandbox_run
