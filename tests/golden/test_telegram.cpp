#include "adapters/telegram/platform.hpp"
#include "tests/golden/support.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <set>

using namespace langnghe;
using Verdict = Reception::Verdict;

namespace {

const std::string folder = "payloads/telegram/";
constexpr TimePoint now = from_millis(1'795'300'000'000);

telegram::TelegramPlatform bot()
{
    telegram::TelegramOptions options;
    options.channel = "telegram";
    options.token = Secret{"7012345678:invented-key"};
    options.webhook_secret = Secret{"invented_secret-1"};
    options.bot_username = "phananh_p5_bot";
    return telegram::TelegramPlatform{std::move(options)};
}

Reception receive(std::string_view body)
{
    WebhookRequest request;
    request.body = body;
    request.header = [](std::string_view name) {
        return name == "X-Telegram-Bot-Api-Secret-Token" ? std::string_view{"invented_secret-1"} : std::string_view{};
    };
    request.received_at = now;
    return bot().receive(request);
}

// The ids that an event bears.
std::vector<std::string> ids_of(const InboundEvent& event)
{
    if (const auto* message = std::get_if<Message>(&event.content))
        return {message->id, message->chat.id, message->from.id, message->reply_to, message->chat.thread};
    if (const auto* press = std::get_if<ButtonPress>(&event.content))
        return {press->id, press->chat.id, press->from.id, press->message};
    if (const auto* reaction = std::get_if<Reaction>(&event.content))
        return {reaction->chat, reaction->from.id, reaction->message};
    if (const auto* change = std::get_if<GroupChange>(&event.content))
        return {change->chat.id};
    if (const auto* migrated = std::get_if<GroupMigrated>(&event.content))
        return {migrated->from, migrated->to};
    if (const auto* contact = std::get_if<Contact>(&event.content))
        return {contact->who.id};
    return {};
}

} // namespace

TEST_CASE("every recorded update of Telegram becomes what is expected of it")
{
    const auto files = golden::names(folder);
    REQUIRE(files.size() == 60);
    for (const auto& file : files) {
        CAPTURE(file);
        const auto reception = receive(golden::read(folder + file));
        CHECK(reception.verdict == Verdict::events);
        CHECK(golden::to_text(reception.events) == golden::expected("expected/telegram/" + file, reception.events));
    }
}

TEST_CASE("no two recorded updates of Telegram have the same key")
{
    std::set<std::string> keys;
    const auto files = golden::names(folder);
    for (const auto& file : files)
        keys.insert(receive(golden::read(folder + file)).events.at(0).key);
    CHECK(keys.size() == files.size());
}

TEST_CASE("an update with a member missing or of another type still gives one event and no invented id")
{
    for (const auto& file : golden::names(folder))
        for (const auto& body : golden::mutations(golden::read(folder + file))) {
            const auto reception = receive(body);
            const auto written = golden::values_in(body);
            if (reception.verdict != Verdict::events || reception.events.size() != 1)
                FAIL(file << ": " << body);
            for (const auto& id : ids_of(reception.events.front()))
                if (!written.contains(id))
                    FAIL("invented id " << id << " in " << body);
        }
}

TEST_CASE("each recorded answer of Telegram says what to do next")
{
    using Kind = Outcome::Kind;
    using Adjustment = Outcome::Adjustment;
    struct Case
    {
        std::string file;
        Kind kind;
        Adjustment adjustment = Adjustment::none;
    };
    const std::vector<Case> cases{
        {"err_400_chat_not_found.json", Kind::chat_gone},
        {"err_400_file_too_big.json", Kind::permanent},
        {"err_400_migrated.json", Kind::adjust, Adjustment::new_chat},
        {"err_400_not_modified.json", Kind::accepted},
        {"err_400_query_too_old.json", Kind::accepted},
        {"err_400_thread_not_found.json", Kind::adjust, Adjustment::drop_thread},
        {"err_401_unauthorized.json", Kind::channel_paused},
        {"err_403_blocked.json", Kind::chat_gone},
        {"err_403_cant_initiate.json", Kind::chat_gone},
        {"err_403_kicked_supergroup.json", Kind::chat_gone},
        {"err_404_method.json", Kind::channel_paused},
        {"err_409_webhook_active.json", Kind::channel_paused},
        {"err_429_retry_after.json", Kind::retry_at},
        {"ok_sendMessage.json", Kind::accepted},
    };
    REQUIRE(golden::names(folder + "responses").size() == cases.size());
    for (const auto& [file, kind, adjustment] : cases) {
        CAPTURE(file);
        PlatformAnswer answer;
        answer.stage = PlatformAnswer::Stage::answered;
        answer.body = golden::read(folder + "responses/" + file);
        answer.status = nlohmann::json::parse(answer.body).value("error_code", 200U);
        OutboxItem item;
        item.chat = "-4518810793";
        item.thread = "12";
        const auto outcome = bot().read(answer, item);
        CHECK(outcome.kind == kind);
        CHECK(outcome.adjustment == adjustment);
        CHECK(outcome.message == (file == "ok_sendMessage.json" ? "2230" : ""));
        CHECK(outcome.new_chat == (file == "err_400_migrated.json" ? "-1002471352452" : ""));
        CHECK(outcome.error.empty() == (kind == Kind::accepted));
    }
}
