#include "adapters/zalo_bot/platform.hpp"
#include "tests/golden/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace langnghe;
using Verdict = Reception::Verdict;

namespace {

const std::string folder = "payloads/zalo_bot/";
const std::string probe = "12_webhook_test_probe.json";
constexpr TimePoint now = from_millis(1'795'300'000'000);

zalo_bot::ZaloBotPlatform bot()
{
    zalo_bot::ZaloBotOptions options;
    options.channel = "zalobot";
    options.token = Secret{"1459232241454765289:invented-key"};
    options.webhook_secret = Secret{"invented_secret-1"};
    options.names = {"Bot Phường 5"};
    return zalo_bot::ZaloBotPlatform{std::move(options)};
}

Reception receive(std::string_view body)
{
    WebhookRequest request;
    request.body = body;
    request.header = [](std::string_view name) {
        return name == "X-Bot-Api-Secret-Token" ? std::string_view{"invented_secret-1"} : std::string_view{};
    };
    request.received_at = now;
    return bot().receive(request);
}

std::vector<std::string> ids_of(const InboundEvent& event)
{
    if (const auto* message = std::get_if<Message>(&event.content))
        return {message->id, message->chat.id, message->from.id};
    if (const auto* unsupported = std::get_if<Unsupported>(&event.content))
        return {unsupported->message, unsupported->chat.id, unsupported->from.id};
    return {};
}

} // namespace

TEST_CASE("every recorded event of Zalo Bot becomes what is expected of it")
{
    const auto files = golden::names(folder);
    REQUIRE(files.size() == 11);
    for (const auto& file : files) {
        CAPTURE(file);
        const auto reception = receive(golden::read(folder + file));
        if (file == probe) {
            CHECK(reception.verdict == Verdict::probe);
            CHECK(reception.events.empty());
            continue;
        }
        CHECK(reception.verdict == Verdict::events);
        CHECK(golden::to_text(reception.events) == golden::expected("expected/zalo_bot/" + file, reception.events));
    }
}

TEST_CASE("an event of Zalo Bot has one key, however it comes and how often")
{
    std::set<std::string> keys;
    std::set<std::string> messages;
    for (const auto& file : golden::names(folder)) {
        const auto body = golden::read(folder + file);
        const auto document = nlohmann::json::parse(body);
        const auto& event = document.contains("result") ? document.at("result") : document;
        for (const auto& one : receive(body).events) {
            keys.insert(one.key);
            messages.insert(event.at("message").at("message_id").get<std::string>());
        }
    }
    CHECK(keys.size() == messages.size());
    CHECK(keys.size() == 7); // the same text three times, the same photo twice
}

TEST_CASE("an event of Zalo Bot with a member missing or of another type still gives one event and no invented id")
{
    for (const auto& file : golden::names(folder))
        for (const auto& body : golden::mutations(golden::read(folder + file))) {
            const auto reception = receive(body);
            if (file == probe && reception.verdict == Verdict::probe)
                continue;
            const auto written = golden::values_in(body);
            if (reception.verdict != Verdict::events || reception.events.size() != 1)
                FAIL(file << ": " << body);
            for (const auto& id : ids_of(reception.events.front()))
                if (!written.contains(id))
                    FAIL("invented id " << id << " in " << body);
        }
}

TEST_CASE("each recorded answer of Zalo Bot says what to do next")
{
    using Kind = Outcome::Kind;
    const std::vector<std::pair<std::string, Kind>> cases{
        {"err_401.json", Kind::channel_paused},
        {"err_410_bad_chat_id_http200.json", Kind::chat_gone},
        {"err_429_quota.json", Kind::channel_paused},
        {"getUpdates_none_408.json", Kind::ambiguous}, // for a send; a poll has its own reading
        {"getUpdates_one.json", Kind::accepted},
        {"ok_getMe.json", Kind::accepted},
        {"ok_sendMessage.json", Kind::accepted},
        {"ok_setWebhook_with_verification.json", Kind::accepted},
    };
    REQUIRE(golden::names(folder + "responses").size() == cases.size());
    for (const auto& [file, kind] : cases) {
        CAPTURE(file);
        PlatformAnswer answer;
        answer.stage = PlatformAnswer::Stage::answered;
        answer.status = 200;
        answer.body = golden::read(folder + "responses/" + file);
        const auto outcome = bot().read(answer, {});
        CHECK(outcome.kind == kind);
        CHECK(outcome.message == (file == "ok_sendMessage.json" ? "82599fa32f56d00e8941" : ""));
        CHECK(outcome.error.empty() == (kind == Kind::accepted));
        if (file == "ok_getMe.json")
            CHECK(bot().read_probe(answer).empty());
        if (file.starts_with("getUpdates"))
            CHECK(bot().read_poll(answer).updates.size() == (file == "getUpdates_one.json" ? 1 : 0));
    }
}
