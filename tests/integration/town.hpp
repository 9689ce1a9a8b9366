#pragma once
// A commune in one process: a pocket platform, the daemon of `serve` on a store in a temporary folder, and a client,
// all on one io_context over real loopback HTTP. A test is a coroutine that must end within its deadline.

#include "adapters/net/client.hpp"
#include "adapters/sandbox/demo.hpp"
#include "bot/sandbox/demo_commune.hpp"
#include "tests/support/fault_gate.hpp"
#include "tests/support/pocket_faults.hpp"

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace langnghe::test {

namespace asio = boost::asio;
using nlohmann::json;
using sandbox::Network;

inline constexpr std::chrono::seconds patience{30};

struct TownOptions
{
    bool officers = false; // linked, and their groups bound
    bool gate = false;     // before the pocket's API, for faults below HTTP
    bool receipts = true;  // Zalo tells what was received and seen
    bool echoes = true;    // Zalo repeats our own sends
    bool zalo_bot = false; // a third channel
    bool zalo_bot_polls = false;
    std::function<void(sandbox::ZaloSide&)> zalo = [](sandbox::ZaloSide&) {};
    sandbox::ApiHook faults{};
    sandbox::DeliveryHook deliveries{};
    std::chrono::milliseconds send_timeout{30'000};
    std::function<void(sandbox_run::Accounts&)> accounts{};
    std::function<void(config::Configuration&)> configure{};
    std::optional<TimePoint> begins{}; // empty: now
};

class Town
{
public:
    using Body = std::function<asio::awaitable<void>()>;
    using Condition = std::function<asio::awaitable<bool>()>;

    explicit Town(TownOptions given = TownOptions());
    ~Town();

    // Starts everything, runs the body, ends everything in order.
    void run(Body body, std::chrono::seconds deadline = std::chrono::seconds{60});

    // The daemon alone: what it stores stays.
    asio::awaitable<void> start_daemon();
    asio::awaitable<void> stop_daemon();

    // Everybody's clock goes on by so much, and the dispatchers look at it.
    asio::awaitable<void> jump(Duration time);

    TimePoint now() const { return system_now() + ahead_; }

    // Asked again and again until it holds; false after `patience`.
    asio::awaitable<bool> eventually(Condition condition);

    // What the administrator's command line would ask.
    asio::awaitable<json> ask(std::string verb, json arguments);
    asio::awaitable<json> tickets();
    asio::awaitable<json> only_ticket(); // shown whole; requires that there is exactly one
    asio::awaitable<json> outbox();
    // Deliveries that wait or are under way.
    asio::awaitable<std::size_t> unsettled();

    asio::awaitable<net::ClientReply> send(net::ClientRequest request);
    asio::awaitable<net::ClientReply> admin(std::string path);

    std::string hook(std::string_view channel) const;
    std::filesystem::path store() const;                                                // its file
    std::filesystem::path files() const { return store().replace_extension(".files"); } // the folder of attachments
    sandbox::PersonId person(std::string_view key, Network network) const;
    sandbox::ChatId group(std::string_view key) const;
    // Our own messages in this chat with this part; oldest first.
    std::vector<sandbox::Message> ours(const sandbox::ChatId& chat, std::string_view part = "LS-") const;
    sandbox::MessageId says(const sandbox::PersonId& person, const std::string& text);
    // Until we have said so many such things there.
    asio::awaitable<bool> hears(sandbox::ChatId chat, std::size_t count, std::string part);

    asio::io_context io;
    TownOptions options;
    sandbox_run::Accounts accounts;
    std::unique_ptr<sandbox::Pocket> pocket;
    std::unique_ptr<FaultGate> gate;
    std::unique_ptr<daemon::Daemon> daemon;
    sandbox::Demo demo;
    std::vector<std::string> log_lines; // of the whole program

private:
    asio::awaitable<bool> bring_in();
    void open_pocket();
    void aim();
    asio::awaitable<void> whole(Body body);
    asio::awaitable<void> close();

    std::string folder_;
    Duration ahead_{0};
    net::Client client_;
};

// "LS-26-0001" in a text; empty when there is none.
std::string code_in(std::string_view text);

} // namespace langnghe::test
