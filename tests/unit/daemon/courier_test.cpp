#include "adapters/net/server.hpp"
#include "bot/daemon/courier.hpp"
#include "core/hash/hash.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/file_link.hpp"
#include "core/people/copy.hpp"
#include "tests/contract/temp_dir.hpp"
#include "tests/unit/net/live.hpp"

#include <boost/asio/thread_pool.hpp>
#include <catch2/catch.hpp>

#include <deque>
#include <fstream>

using namespace langnghe;
using langnghe::test::TempDir;
using net::test::Live;
using net::test::Task;
using Kind = Outcome::Kind;

namespace {

constexpr std::chrono::milliseconds too_long{5'000};
constexpr TimePoint now = from_millis(1'795'000'000'000);

// A platform whose words are plain: "upload NAME" is answered with a handle, the message names all of them.
class Plain final : public Platform, public FileSender
{
public:
    const ChannelTraits& traits() const override { return traits_; }
    Reception receive(const WebhookRequest&) const override { return {}; }
    std::vector<InboundEvent> parse(std::string_view, TimePoint) const override { return {}; }
    PlatformCall send(const OutboxItem& item) const override { return call("/message", item.text); }
    Outcome read(const PlatformAnswer& answer, const OutboxItem&) const override { return outcome(answer); }
    PlatformCall probe() const override { return {}; }
    std::string read_probe(const PlatformAnswer&) const override { return {}; }
    std::string missing() const override { return {}; }

    bool fetches() const override { return links; }
    std::optional<PlatformCall> upload(const OutboxItem&, const OutgoingFile& file) const override
    {
        if (inlined)
            return std::nullopt;
        return call("/upload", file.name + ":" + file.content);
    }
    Uploaded read_upload(const PlatformAnswer& answer) const override
    {
        return {outcome(answer), answer.body, std::chrono::hours{1}};
    }
    PlatformCall send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const override
    {
        std::string words = item.text;
        for (const OutgoingFile& file : files)
            words += "|" + (file.handle.empty() ? file.content + file.link : file.handle);
        return call("/message", words);
    }

    std::string base;
    bool inlined = false;
    bool links = false;

private:
    PlatformCall call(std::string path, std::string body) const
    {
        PlatformCall made;
        made.url = base + path;
        made.body = std::move(body);
        return made;
    }
    static Outcome outcome(const PlatformAnswer& answer)
    {
        Outcome made;
        if (answer.stage != PlatformAnswer::Stage::answered)
            made.kind = answer.stage == PlatformAnswer::Stage::written ? Kind::ambiguous : Kind::temporary;
        else if (answer.status == 200)
            made.kind = Kind::accepted;
        else
            made.kind = answer.status == 429 ? Kind::retry_at : Kind::permanent;
        made.message = answer.body;
        return made;
    }

    ChannelTraits traits_;
};

// A platform's server with answers in store, a commune with one file, and the courier between them.
struct Post
{
    Post()
    {
        std::filesystem::create_directories(shelf.path_of(name).parent_path());
        std::ofstream(shelf.path_of(name)) << content;
        commune.slug = "luong-son";
        commune.public_url = "https://x.vn";
        commune.progress_key = Secret{"key"};
        auto made = std::make_unique<Plain>();
        platform = made.get();
        channel.files = made.get();
        channel.platform = std::move(made);
        REQUIRE(server.open());
        server.start();
        platform->base = "http://127.0.0.1:" + std::to_string(server.port());
        item.id = OutboxId{5};
        item.text = "xem";
        item.files = {{name, "a.pdf", AttachmentKind::document, "application/pdf", 4}};
    }

    Task<net::Response> answer(const net::Request& request)
    {
        seen.push_back(request.path + " " + request.body);
        net::Response response = net::text(200, "h" + std::to_string(seen.size()));
        if (!statuses.empty()) {
            response.status = statuses.front();
            statuses.pop_front();
        }
        if (response.status == 0)
            co_await net::test::pause(too_long); // no answer in time
        co_return response;
    }

    Outcome send()
    {
        Outcome outcome;
        auto steps = [&]() -> Task<> { outcome = co_await courier.send(item); };
        live.run(steps());
        return outcome;
    }

    ~Post()
    {
        client.close();
        live.finish(server);
    }

    const std::string content = "%PDF-1.4";
    const std::string name = hash::sha256_hex(content);
    TempDir folder;
    files::Shelf shelf{folder / "files"};
    Live live;
    boost::asio::thread_pool worker{1};
    std::vector<std::string> seen;
    std::deque<unsigned> statuses; // 200 when there is none
    net::Server server{live.io.get_executor(), {}, [this](const net::Request& request) { return answer(request); }};
    net::Client client{live.io.get_executor()};
    metrics::Metrics metrics{"test"};
    daemon::Environment environment{live.io.get_executor(), [] { return now; }, {}, metrics, client};
    Commune commune;
    Channel channel;
    Plain* platform = nullptr;
    OutboxItem item;
    int copies = 0;
    boost::asio::awaitable<Result<daemon::Outgoing::Copy>> copy_of(IdentityId person)
    {
        if (person != static_cast<IdentityId>(7))
            co_return Errc::not_found;
        ++copies;
        co_return daemon::Outgoing::Copy{"Dữ liệu", "Cống tắc"};
    }
    daemon::Outgoing outgoing{folder / "files", "/nowhere", worker.get_executor(),
                              [this](IdentityId person) { return copy_of(person); }};
    daemon::Courier courier{environment, commune, channel, outgoing};
};

using Calls = std::vector<std::string>;

} // namespace

TEST_CASE("a file is handed over, then the message names it")
{
    Post post;
    const auto outcome = post.send();
    CHECK(outcome.kind == Kind::accepted);
    CHECK(outcome.message == "h2");
    CHECK(post.seen == Calls{"/upload a.pdf:%PDF-1.4", "/message xem|h1"});
    // To the next recipient it need not go again.
    CHECK(post.send().kind == Kind::accepted);
    CHECK(post.seen.back() == "/message xem|h1");
    CHECK(post.seen.size() == 3);
}

TEST_CASE("an upload without an answer is done again; a message without one is in doubt")
{
    Post post;
    post.environment.send_timeout = std::chrono::milliseconds{200};
    post.statuses = {500};
    CHECK(post.send().kind == Kind::adjust); // refused: the words go alone
    post.statuses = {0};
    CHECK(post.send().kind == Kind::temporary);
    post.statuses = {200, 0};
    CHECK(post.send().kind == Kind::ambiguous);
    post.statuses = {200, 429};
    CHECK(post.send().kind == Kind::retry_at);
    post.seen.clear();
    CHECK(post.send().kind == Kind::accepted);
    CHECK(post.seen.size() == 2); // a handle that may have been the fault is not used again
}

TEST_CASE("bytes go into the message, or the platform fetches them by a link that proves itself")
{
    Post post;
    post.platform->inlined = true;
    CHECK(post.send().kind == Kind::accepted);
    CHECK(post.seen == Calls{"/message xem|%PDF-1.4"});
    post.platform->links = true;
    CHECK(post.send().kind == Kind::accepted);
    const std::string start = "/message xem|https://x.vn/luong-son/tep/";
    REQUIRE(post.seen.back().starts_with(start));
    const outbox::FileLink link{OutboxId{5}, 0, now + outbox::file_link_life};
    CHECK(outbox::read_file_token(post.seen.back().substr(start.size()), Secret{"key"}, now) == link);
}

TEST_CASE("a file that is gone or was altered is left out")
{
    Post post;
    std::ofstream(post.shelf.path_of(post.name)) << "%PDX";
    auto outcome = post.send();
    CHECK(outcome.kind == Kind::adjust);
    CHECK(outcome.adjustment == Outcome::Adjustment::drop_files);
    CHECK(post.seen.empty());
    const auto left = outbox::settle(post.item, outcome, post.platform->traits(), now, 0);
    CHECK(left.state == DeliveryState::queued);
    CHECK(left.files.empty());
    CHECK(left.text == "xem");
    // Nothing else to say: that is a dead letter.
    post.item.text.clear();
    CHECK(outbox::settle(post.item, outcome, post.platform->traits(), now, 0).state == DeliveryState::failed);
}

TEST_CASE("somebody's copy is drawn anew each time, and is left out when nobody is there any more")
{
    Post post;
    post.item.files = {copy_file(post.commune, static_cast<IdentityId>(7))};
    CHECK(post.send().kind == Kind::accepted);
    REQUIRE(post.seen.size() == 2);
    CHECK(post.seen[0].find("%PDF") != std::string::npos);
    CHECK(post.send().kind == Kind::accepted);
    CHECK(post.seen.size() == 4); // what the platform has of the first is of another moment
    CHECK(post.copies == 2);
    post.item.files = {copy_file(post.commune, static_cast<IdentityId>(8))};
    const auto outcome = post.send();
    CHECK(outcome.kind == Kind::adjust);
    CHECK(outcome.adjustment == Outcome::Adjustment::drop_files);
}
