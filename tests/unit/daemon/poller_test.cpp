#include "bot/daemon/poller.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/unit/net/live.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace langnghe;
using langnghe::test::TempDir;
using net::test::Live;
using net::test::Task;
using namespace std::chrono_literals;

namespace {

// A commune that polls a platform at this address.
struct Polling
{
    explicit Polling(const std::string& api_base)
    {
        config::CommuneSection section;
        section.slug = "luong-son";
        section.name = "Xã Lương Sơn";
        section.code = "LS";
        section.store = folder / "ls.db";
        section.files = folder / "ls.files";
        config::ChannelSection telegram;
        telegram.name = "telegram";
        telegram.platform = config::PlatformKind::telegram;
        telegram.token = Secret{"123456:test-token-of-nobody"};
        telegram.webhook_secret = Secret{"webhook-secret"};
        telegram.receive = config::Receive::polling;
        telegram.api_base = api_base;
        section.channels.push_back(telegram);
        config::ServerSection server;
        server.public_url = "https://example.vn";
        server.master_key = Secret{std::string(32, 'k')};
        setup = set_up(section, server).setup;
        REQUIRE(setup);
        sql::StoreOptions options;
        options.path = section.store;
        store = sql::Store::open(std::move(options)).value();
        poller.emplace(environment, setup->facts, *store, setup->channels.at("telegram"), daemon::Arrivals{[] {}, {}});
    }

    ~Polling() { client.close(); }

    TempDir folder;
    Live live;
    metrics::Metrics metrics{"test"};
    net::Client client{live.io.get_executor()};
    daemon::Environment environment{live.io.get_executor(), [] { return from_millis(1'795'000'000'000); },
                                    [] { return std::array<std::uint8_t, 16>{}; }, metrics, client};
    std::unique_ptr<CommuneSetup> setup;
    std::unique_ptr<sql::Store> store;
    std::optional<daemon::Poller> poller;
};

} // namespace

TEST_CASE("a platform that is away is asked ever less often, from the first failure on")
{
    Polling polling("http://127.0.0.1:1");
    std::vector<std::chrono::milliseconds> pauses;
    auto ask = [&]() -> Task<> {
        for (int i = 0; i < 8; ++i) {
            const auto pause = co_await polling.poller->once();
            pauses.push_back(pause);
        }
    };
    polling.live.run(ask());
    CHECK(pauses == std::vector<std::chrono::milliseconds>{2s, 4s, 8s, 16s, 32s, 60s, 60s, 60s});
    CHECK_FALSE(polling.poller->trouble().empty());
}
