#include "adapters/files/incoming.hpp"
#include "adapters/sql/store.hpp"
#include "core/attachment/exif.hpp"
#include "core/outbox/file_link.hpp"
#include "tests/integration/town.hpp"
#include "tests/support/call_log.hpp"
#include "tests/unit/images/samples.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string picture = "\xff\xd8\xff\xe0 the broken bridge";

constexpr Duration later = std::chrono::minutes{1};
constexpr Duration too_long = std::chrono::hours{25};

sandbox::Photo photo(const std::string& caption)
{
    sandbox::Photo made;
    made.bytes = picture;
    made.caption = caption;
    return made;
}

asio::awaitable<json> first_file(Town& town)
{
    const json ticket = co_await town.only_ticket();
    co_return ticket.at("messages").at(0).at("attachments").at(0);
}

asio::awaitable<bool> becomes(Town& town, std::string state)
{
    const auto reached = [&]() -> asio::awaitable<bool> {
        const json list = co_await town.tickets();
        if (list.size() != 1)
            co_return false;
        const json file = co_await first_file(town);
        co_return file.at("state") == state;
    };
    co_return co_await town.eventually(reached);
}

bool holds(const std::filesystem::path& folder, std::string_view bytes)
{
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file())
            continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string content(std::istreambuf_iterator<char>(file), {});
        if (content.find(bytes) != std::string::npos)
            return true;
    }
    return false;
}

asio::awaitable<bool> fetched(Town& town, std::size_t count)
{
    const auto all = [&]() -> asio::awaitable<bool> {
        const auto metrics = co_await town.admin("/metrics");
        const auto line = "langnghe_files{commune=\"luong-son\",state=\"waiting\"} 0";
        const json list = co_await town.tickets();
        std::size_t stored = 0;
        for (const json& ticket : list) {
            json asked{{"code", ticket.at("code")}};
            const json shown = co_await town.ask("ticket.show", std::move(asked));
            for (const json& message : shown.at("messages"))
                for (const json& file : message.at("attachments"))
                    stored += file.at("state") == "stored" ? 1U : 0U;
        }
        co_return stored == count&& metrics.body.find(line) != std::string::npos;
    };
    co_return co_await town.eventually(all);
}

asio::awaitable<json> verified(Town& town)
{
    json nothing = json::object();
    co_return co_await town.ask("store.verify", std::move(nothing));
}

} // namespace

TEST_CASE("a photo is fetched from either platform, kept by its content and checked by verify")
{
    for (const Network network : {Network::telegram, Network::zalo}) {
        Town town;
        const auto body = [&]() -> asio::awaitable<void> {
            const auto lan = town.person("lan", network);
            REQUIRE(town.pocket->person_sends_photo(lan, lan, photo("Cầu hỏng")).has_value());
            const bool stored = co_await becomes(town, "stored");
            REQUIRE(stored);
            const json file = co_await first_file(town);
            CHECK(file.at("kind") == "photo");
            CHECK(file.at("bytes") == picture.size());
            const auto name = file.at("sha256").get<std::string>();
            REQUIRE(name.size() == 64);
            const auto path = town.files() / name.substr(0, 2) / name.substr(2, 2) / name;
            std::ifstream kept(path);
            CHECK(std::string(std::istreambuf_iterator<char>(kept), {}) == picture);

            const json before = co_await verified(town);
            CHECK(before.at("sound") == true);
            std::ofstream(path) << "something else";
            const json altered = co_await verified(town);
            CHECK(altered.at("sound") == false);
            std::filesystem::remove(path);
            const json missing = co_await verified(town);
            CHECK(missing.at("faults").at(0).at("what").get<std::string>().ends_with("is missing"));
        };
        town.run(body);
        for (const std::string& line : town.log_lines)
            CHECK(line.find(town.accounts.telegram_token.reveal()) == std::string::npos);
    }
}

TEST_CASE("the acknowledgement waits for no file, and a platform in trouble is asked again")
{
    CallLog log;
    log.spoil("file", "", status_fault(500));
    log.spoil("getFile", "", status_fault(500));
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        REQUIRE(town.pocket->person_sends_photo(lan, lan, photo("Cầu hỏng")).has_value());
        const bool acknowledged = co_await town.hears(lan, 1, "LS-");
        CHECK(acknowledged);
        for (int attempt = 0; attempt < 2; ++attempt) {
            const auto tried = [&]() -> asio::awaitable<bool> {
                co_return log.left() == static_cast<std::size_t>(1 - attempt);
            };
            const bool failed = co_await town.eventually(tried);
            CHECK(failed);
            const json file = co_await first_file(town);
            CHECK(file.at("state") == "waiting");
            co_await town.jump(later);
        }
        const bool stored = co_await becomes(town, "stored");
        CHECK(stored);
    };
    town.run(body);
}

TEST_CASE("a file that is gone for good is shown as failed and told to its sender")
{
    CallLog log;
    log.spoil("file", "", status_fault(404));
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        REQUIRE(town.pocket->person_sends_photo(lan, lan, photo("Cầu hỏng")).has_value());
        const bool told = co_await town.hears(lan, 1, "chưa tải được ảnh");
        CHECK(told);
        const bool failed = co_await becomes(town, "failed");
        CHECK(failed);
        const auto metrics = co_await town.admin("/metrics");
        CHECK(metrics.body.find(R"(langnghe_files{commune="luong-son",state="failed"} 1)") != std::string::npos);
    };
    town.run(body);
}

TEST_CASE("a platform fetches a picture by its link, without what the camera wrote, until the link ends")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto photograph = jpeg_with_exif(400, 300, 1);
        REQUIRE(langnghe::attachment::read_exif(photograph).position);
        co_await town.stop_daemon();
        OutboxItem item;
        item.channel = "telegram";
        item.chat = "1";
        item.state = DeliveryState::held;
        const files::Shelf shelf(town.files());
        auto incoming = files::Incoming::open(shelf).value();
        REQUIRE(incoming->write(photograph));
        item.files = {{incoming->keep().value().sha256, "cầu.png", AttachmentKind::photo, "image/png", 1}};
        sql::StoreOptions options;
        options.path = town.store();
        sql::Store::open(std::move(options))
            .value()
            ->write_now([&](Tx& tx) { item.id = tx.outbox().add(item); })
            .value();
        co_await town.start_daemon();

        const auto& service = *town.daemon->service(sandbox_run::commune_slug());
        const outbox::FileLink link{item.id, 0, system_now() + std::chrono::hours{24}};
        net::ClientRequest request;
        request.url = town.hook("x");
        request.url = request.url.substr(0, request.url.find("/hook/")) + "/tep/" +
                      outbox::make_file_token(link, service.facts().progress_key);
        const net::ClientRequest fetch = request;
        const auto served = co_await town.send(fetch);
        CHECK(served.status == 200);
        CHECK(served.header("Content-Type") == "image/jpeg");
        CHECK(served.header("X-Content-Type-Options") == "nosniff");
        CHECK(served.header("Content-Disposition") == "inline; filename*=UTF-8''c%E1%BA%A7u.jpg");
        CHECK(served.body.starts_with("\xff\xd8"));
        CHECK(served.body.find("Exif") == std::string::npos);

        net::ClientRequest forged = request;
        forged.url.back() = forged.url.back() == 'A' ? 'B' : 'A';
        const auto refused = co_await town.send(forged);
        CHECK(refused.status == 404);
        net::ClientRequest posted = request;
        posted.method = "POST";
        const auto wrong = co_await town.send(posted);
        CHECK(wrong.status == 405);
        co_await town.jump(too_long);
        const auto late = co_await town.send(fetch);
        CHECK(late.status == 404);
    };
    town.run(body);
}

TEST_CASE("what an erased person sent is in no file any more, unless somebody else sent it too")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto folder = town.store().parent_path();
        const auto lan = town.person("lan", Network::zalo);
        const auto ba = town.person("ba", Network::zalo);
        sandbox::Photo common = photo("Cầu hỏng");
        common.bytes += " as two saw it";
        REQUIRE(town.pocket->person_sends_photo(lan, lan, photo("Cầu hỏng")).has_value());
        REQUIRE(town.pocket->person_sends_photo(lan, lan, common).has_value());
        REQUIRE(town.pocket->person_sends_photo(ba, ba, common).has_value());
        const bool stored = co_await fetched(town, 3);
        REQUIRE(stored);
        CHECK(holds(folder, picture + " as"));

        REQUIRE(town.pocket->person_withdraws(lan).has_value());
        const auto only_common = [&]() -> asio::awaitable<bool> {
            std::size_t left = 0;
            for (const auto& entry : std::filesystem::recursive_directory_iterator(town.files()))
                left += entry.is_regular_file() ? 1U : 0U;
            co_return left == 1 && holds(folder, common.bytes);
        };
        const bool half = co_await town.eventually(only_common);
        CHECK(half);
        const json sound = co_await verified(town);
        CHECK(sound.at("sound") == true);

        REQUIRE(town.pocket->person_withdraws(ba).has_value());
        const auto gone = [&]() -> asio::awaitable<bool> { co_return !holds(folder, picture); };
        const bool nothing = co_await town.eventually(gone);
        CHECK(nothing);
    };
    town.run(body);
}
