#include "tests/unit/operations/scene.hpp"

#include "core/intake/take_in.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace langnghe::test {
namespace {

std::filesystem::path fresh_folder()
{
    std::string name = (std::filesystem::temp_directory_path() / "operations.XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    return name;
}

std::unique_ptr<CommuneSetup> demo(const std::filesystem::path& folder)
{
    config::CommuneSection section;
    section.slug = "luong-son";
    section.name = "Commune";
    section.code = "LS";
    section.store = folder / "ls.db";
    section.files = folder / "ls.files";
    config::ChannelSection telegram;
    telegram.name = "telegram";
    telegram.platform = config::PlatformKind::telegram;
    telegram.token = Secret{"123456:test-token-of-nobody"};
    telegram.webhook_secret = Secret{"webhook-secret"};
    telegram.api_base = "http://127.0.0.1:1";
    section.channels.push_back(telegram);
    config::ServerSection server;
    server.public_url = "https://example.vn";
    server.master_key = Secret{std::string(32, 'k')};
    auto made = set_up(section, server);
    REQUIRE(made.setup);
    return std::move(made.setup);
}

} // namespace

Stage::Stage() : folder(fresh_folder()), setup(demo(folder))
{
    sql::StoreOptions options;
    options.path = folder / "ls.db";
    std::string why;
    auto opened = sql::Store::open(std::move(options), &why);
    INFO(why);
    REQUIRE(opened.has_value());
    store = std::move(*opened);
    random = [count = std::uint8_t{0}]() mutable {
        std::array<std::uint8_t, 16> bytes{};
        bytes.fill(++count);
        return bytes;
    };
}

Stage::~Stage()
{
    store.reset();
    std::filesystem::remove_all(folder);
}

operations::Scene Stage::scene()
{
    return {*store, *setup, random, [this] { return now; }};
}

operations::Reply Stage::run(std::string_view verb, const Json& arguments)
{
    auto here = scene();
    return operations::run(here, verb, arguments.dump());
}

operations::Reply Stage::run(std::string_view verb) { return run(verb, Json::object()); }
Json Stage::done(std::string_view verb) { return done(verb, Json::object()); }
std::string Stage::refused(std::string_view verb) { return refused(verb, Json::object()); }

Json Stage::done(std::string_view verb, const Json& arguments)
{
    const auto reply = run(verb, arguments);
    INFO(reply.error);
    REQUIRE(reply.ok);
    REQUIRE(reply.document.find('\n') == std::string::npos);
    return Json::parse(reply.document);
}

std::string Stage::refused(std::string_view verb, const Json& arguments)
{
    const auto reply = run(verb, arguments);
    INFO(reply.document);
    REQUIRE_FALSE(reply.ok);
    REQUIRE_FALSE(reply.error.empty());
    REQUIRE(reply.error.find('\n') == std::string::npos);
    return reply.error;
}

std::string Stage::say(const std::string& words, const std::string& from)
{
    Message message;
    message.id = std::to_string(++said_);
    message.chat.id = from;
    message.from = {from, "Reporter " + from, false};
    message.text = words;
    InboundEvent event;
    event.channel = "telegram";
    event.key = "k" + message.id;
    event.type = "message";
    event.at = now;
    event.content = message;
    return write([&](Tx& tx) {
        Context context{tx, setup->facts, random, now};
        REQUIRE(take_in(context, event, "{}") == Intake::accepted);
        return to_text(tx.tickets().list({}).front().code, "LS");
    });
}

} // namespace langnghe::test
