#include "bot/daemon/fetcher.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/support/commune.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/thread_pool.hpp>
#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace langnghe;
using langnghe::test::TempDir;
using net::test::Live;
using net::test::Peer;
using net::test::Raw;
using net::test::Task;

namespace {

constexpr TimePoint now = from_millis(1'795'000'000'000);

constexpr std::chrono::seconds an_hour{3600};
constexpr std::chrono::seconds no_time{0};

// A platform whose files are where its messages say.
class Direct final : public Platform, public FileSource
{
public:
    const ChannelTraits& traits() const override { return traits_; }
    Reception receive(const WebhookRequest&) const override { return {}; }
    std::vector<InboundEvent> parse(std::string_view, TimePoint) const override { return {}; }
    PlatformCall send(const OutboxItem&) const override { return {}; }
    Outcome read(const PlatformAnswer&, const OutboxItem&) const override { return {}; }
    PlatformCall probe() const override { return {}; }
    std::string read_probe(const PlatformAnswer&) const override { return {}; }
    std::string missing() const override { return {}; }
    std::vector<std::string_view> hosts() const override { return {"zdn.vn"}; }
    std::string_view base() const override { return own; }

    std::string own;

private:
    ChannelTraits traits_;
};

// A commune with one message that has a file, a peer that serves it in its own words, and the fetcher.
struct Kiosk
{
    Kiosk()
    {
        setup.facts = test::luong_son();
        auto platform = std::make_unique<Direct>();
        platform->own = peer.url("");
        setup.channels["zalo"].source = platform.get();
        setup.channels["zalo"].platform = std::move(platform);
        sql::StoreOptions options;
        options.path = folder / "store.db";
        store = sql::Store::open(std::move(options)).value();
        sweeper.emplace(environment, "luong-son", folder / "files", *store, worker.get_executor());
        fetcher.emplace(environment, setup, *store, *sweeper, [this] { ended.open(); });
    }

    void expect(const std::string& source)
    {
        store
            ->write_now([&](Tx& tx) {
                Ticket ticket;
                ticket.channel = "zalo";
                ticket.chat = "c";
                ticket.created_at = now;
                ticket = tx.tickets().open(ticket);
                journal::Entry entry;
                entry.at = now;
                entry.ticket = ticket.id;
                entry.actor = "citizen:1";
                entry.action = "receive";
                entry.to = Status::received;
                MessageRow row;
                row.seq = tx.journal().append(entry).seq;
                row.ticket = ticket.id;
                row.channel = "zalo";
                row.chat = "c";
                row.message = std::to_string(row.seq);
                row.at = now;
                Attachment photo;
                photo.source = source;
                row.attachments = {photo};
                tx.messages().add(row);
            })
            .value();
    }

    // The file after one attempt to fetch what the peer says.
    AttachedFile fetch(std::string words, bool hang_up = true)
    {
        expect(peer.url("/a.jpg"));
        auto part = [this, words = std::move(words), hang_up]() -> Task<> {
            auto raw = co_await peer.accept();
            asked = co_await raw.message();
            co_await raw.send(words);
            if (!hang_up)
                co_await ended.wait();
        };
        live.beside(part());
        return run();
    }

    AttachedFile run()
    {
        auto steps = [this]() -> Task<> { co_await ended.wait(); };
        auto stop = [this]() -> Task<> {
            co_await ended.wait();
            fetcher->stop();
        };
        live.beside(fetcher->run());
        live.beside(stop());
        live.run(steps());
        live.drain();
        return store->read_now([](Tx& tx) { return tx.attachments().of_ticket(TicketId{1}).at(0); }).value();
    }

    std::size_t left_over() const
    {
        std::error_code none;
        const std::filesystem::directory_iterator all(folder / "files/passing", none);
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }

    ~Kiosk()
    {
        client.close();
        worker.join();
    }

    TempDir folder;
    Live live;
    Peer peer{live.io};
    net::test::Gate ended{live.io};
    std::string asked;
    boost::asio::thread_pool worker{1};
    metrics::Metrics metrics{"test"};
    net::Client client{live.io.get_executor()};
    daemon::Environment environment{live.io.get_executor(), [] { return now; },
                                    [] { return std::array<std::uint8_t, 16>{}; }, metrics, client};
    CommuneSetup setup;
    std::unique_ptr<sql::Store> store;
    std::optional<daemon::Sweeper> sweeper;
    std::optional<daemon::Fetcher> fetcher;
};

std::string whole(const std::string& body, const std::string& fields = {})
{
    return fmt::format("HTTP/1.1 200 OK\r\n{}Content-Length: {}\r\n\r\n{}", fields, body.size(), body);
}

const std::string jpeg = "\xff\xd8\xff\xe0 a photo";

} // namespace

TEST_CASE("a file is fetched, told by its content, and on the shelf")
{
    Kiosk kiosk;
    const auto file = kiosk.fetch(whole(jpeg, "Content-Type: text/html\r\n"));
    CHECK(file.state == FileState::stored);
    CHECK(file.mime == "image/jpeg");
    CHECK(file.bytes == static_cast<std::int64_t>(jpeg.size()));
    CHECK(kiosk.sweeper->shelf().read(file.sha256).value() == jpeg);
    CHECK(kiosk.left_over() == 0);
    CHECK(kiosk.asked.find("Accept-Encoding: identity\r\n") != std::string::npos);
    CHECK(kiosk.sweeper->bytes() == file.bytes);
}

TEST_CASE("too large by its own word, or by never ending, is cut at the bound and gone")
{
    Kiosk kiosk;
    const bool endless = GENERATE(false, true);
    std::string words = "HTTP/1.1 200 OK\r\nContent-Length: 20000001\r\n\r\nsome";
    if (endless) {
        words = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        const std::string part = "100000\r\n" + std::string(0x100000, '\0') + "\r\n"; // a bomb, were it inflated
        for (int i = 0; i < 21; ++i)
            words += part;
    }
    const auto file = kiosk.fetch(words, false);
    CHECK(file.state == FileState::failed);
    CHECK(file.last_error == "larger than 20 MB");
    CHECK(kiosk.left_over() == 0);
    CHECK(kiosk.sweeper->bytes() == 0);
}

TEST_CASE("what is cut off, wrong in length or not there yet is tried again")
{
    const std::string words =
        GENERATE(as<std::string>{}, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                 "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                 "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n",
                 "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno",
                 "garbage\r\n\r\n", "");
    INFO(words);
    Kiosk kiosk;
    const auto file = kiosk.fetch(words);
    CHECK(file.state == FileState::waiting);
    CHECK(file.attempts == 1);
    CHECK(file.next_at > now);
    CHECK_FALSE(file.last_error.empty());
    CHECK(kiosk.left_over() == 0);
}

TEST_CASE("who sends us elsewhere, or sends something packed, is not followed")
{
    Kiosk kiosk;
    const bool packed = GENERATE(false, true);
    const std::string away =
        fmt::format("HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n", kiosk.peer.url("/inner"));
    const auto file = kiosk.fetch(packed ? whole("\x1f\x8b zip", "Content-Encoding: gzip\r\n") : away);
    CHECK(file.state == FileState::failed);
    CHECK(file.last_error == (packed ? "sent compressed" : "sent elsewhere"));
    CHECK(kiosk.left_over() == 0);
}

TEST_CASE("what is gone is given up, and the sender hears of it")
{
    Kiosk kiosk;
    const auto file = kiosk.fetch("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    CHECK(file.state == FileState::failed);
    CHECK(kiosk.store->read_now([](Tx& tx) { return tx.outbox().list({}).size(); }).value() == 1);
}

TEST_CASE("an address that is not the platform's is not asked")
{
    Kiosk kiosk;
    kiosk.expect("https://127.0.0.1/a.jpg");
    const auto file = kiosk.run();
    CHECK(file.state == FileState::failed);
    CHECK(file.last_error == "not a host of the platform");
}

TEST_CASE("the sweep takes what nobody needs, and leaves the rest")
{
    Kiosk kiosk;
    const auto file = kiosk.fetch(whole(jpeg));
    auto other = files::Incoming::open(kiosk.sweeper->shelf()).value();
    REQUIRE(other->write("nobody's"));
    const auto unneeded = other->keep().value();
    std::size_t young = 0;
    std::size_t removed = 0;
    auto steps = [&]() -> Task<> {
        young = co_await kiosk.sweeper->sweep(an_hour);
        removed = co_await kiosk.sweeper->sweep(no_time);
    };
    auto sweeping = steps();
    kiosk.live.io.restart();
    kiosk.live.run(std::move(sweeping));
    CHECK(young == 0);
    CHECK(removed == 1);
    CHECK_FALSE(kiosk.sweeper->shelf().read(unneeded.sha256));
    CHECK(kiosk.sweeper->shelf().read(file.sha256));
    CHECK(kiosk.sweeper->bytes() == file.bytes);
}
