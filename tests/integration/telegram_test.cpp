#include "adapters/telegram/platform.hpp"
#include "bot/daemon/transport.hpp"
#include "tests/integration/town.hpp"
#include "tests/support/call_log.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;

namespace {

// The place of this button in the message, in reading order.
std::size_t place_of(const sandbox::Message& message, std::string_view title)
{
    std::size_t place = 0;
    for (const auto& row : message.rows)
        for (const auto& button : row) {
            if (button.title == title)
                return place;
            ++place;
        }
    FAIL("no button " << title);
    return place;
}

bool stands(const Town& town, const sandbox::ChatId& chat, std::string_view end)
{
    const auto said = town.ours(chat, end);
    return said.size() == 1 && said.front().text.ends_with(end) && said.front().rows.empty();
}

} // namespace

TEST_CASE("a press on Telegram is answered, and buttons that have served go away")
{
    CallLog log;
    TownOptions options;
    options.officers = true;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto mai = town.person("mai", Network::telegram);
        town.says(mai, "Nhờ kiểm tra cống ở khu 3");
        const bool asked = co_await town.hears(mai, 1, "muốn làm gì");
        REQUIRE(asked);
        sandbox::Fault fault;
        fault.kind = sandbox::Fault::Kind::status;
        log.spoil("answerCallbackQuery", "", fault, 1); // a 500: it is tried again
        const auto draft = town.ours(mai, "muốn làm gì").front();
        REQUIRE(town.pocket->person_taps(mai, mai, draft.id, place_of(draft, "Ghi thay dân")).has_value());
        const auto shown = [&]() -> asio::awaitable<bool> { co_return stands(town, mai, "✓ Ghi thay dân"); };
        const bool closed = co_await town.eventually(shown);
        CHECK(closed);
        CHECK(log.calls("answerCallbackQuery", "").size() == 2);
        const bool done = co_await town.hears(mai, 1, "Đã ghi thành phản ánh");
        CHECK(done);
        CHECK(town.pocket->complaints().empty());
    };
    town.run(body);
}

TEST_CASE("a button that serves again keeps its place")
{
    CallLog log;
    TownOptions options;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        town.says(lan, "Đèn đường hỏng ba hôm nay");
        const bool told = co_await town.hears(lan, 1, "Mã: LS-");
        REQUIRE(told);
        const auto receipt = town.ours(lan, "Mã: LS-").front();
        constexpr std::size_t own_tickets = 5; // after the areas of the town
        for (std::size_t turn = 1; turn <= 2; ++turn) {
            REQUIRE(town.pocket->person_taps(lan, lan, receipt.id, own_tickets).has_value());
            const bool listed = co_await town.hears(lan, turn, "Các phản ánh gần đây");
            CHECK(listed);
        }
        CHECK(log.calls("editMessageText", "").empty());
        CHECK(log.calls("answerCallbackQuery", "").size() == 2);
        CHECK(town.ours(lan, "Mã: LS-").front().rows.size() == receipt.rows.size());
    };
    town.run(body);
}

TEST_CASE("polling beside a webhook is refused in plain words, and connecting mends it without loss")
{
    TownOptions options;
    options.configure = [](config::Configuration& configuration) {
        for (auto& channel : configuration.communes.front().channels)
            if (channel.platform == config::PlatformKind::telegram)
                channel.receive = config::Receive::polling;
    };
    options.deliveries = [](const sandbox::DeliveryInfo& info) {
        sandbox::DeliveryPlan plan;
        if (info.network == Network::telegram)
            plan.delay = std::chrono::hours{1}; // what the webhook would bring comes too late
        return plan;
    };
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        const auto refused = [&]() -> asio::awaitable<bool> {
            const auto ready = co_await town.admin("/readyz");
            co_return ready.status == 503 && ready.body.find("langnghe channel connect") != std::string::npos;
        };
        const bool said = co_await town.eventually(refused);
        REQUIRE(said);
        town.says(lan, "Rác ở đầu ngõ chợ đã bốn ngày");
        test::json which{{"name", "telegram"}};
        const test::json connected = co_await town.ask("channel.set_up", std::move(which));
        CHECK(connected.at("facts").at("receive") == "polling");
        const bool told = co_await town.hears(lan, 1, "Mã: LS-");
        CHECK(told);
        const auto well = [&]() -> asio::awaitable<bool> {
            const auto ready = co_await town.admin("/readyz");
            co_return ready.status == 200;
        };
        const bool mended = co_await town.eventually(well);
        CHECK(mended);
    };
    town.run(body);
}

TEST_CASE("an official finds the menu of officials, everybody else theirs")
{
    CallLog log;
    TownOptions options;
    options.officers = true;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto mai = town.person("mai", Network::telegram);
        co_await town.stop_daemon();
        co_await town.start_daemon();
        const auto set = [&]() -> asio::awaitable<bool> { co_return !log.calls("setMyCommands", mai).empty(); };
        const bool done = co_await town.eventually(set);
        CHECK(done);
        const std::size_t general = log.calls("setMyCommands", "all_").size();
        CHECK(general == 2);
        co_await town.stop_daemon();
        const std::size_t asked = log.calls("getMyCommands", mai).size();
        co_await town.start_daemon();
        const auto looked = [&]() -> asio::awaitable<bool> {
            co_return log.calls("getMyCommands", mai).size() > asked;
        };
        const bool again = co_await town.eventually(looked);
        CHECK(again);
        CHECK(log.calls("setMyCommands", "all_").size() == general); // as it was: nothing to change
        CHECK(town.pocket->complaints().empty());
    };
    town.run(body);
}

TEST_CASE("an official takes down in a Telegram group what somebody said there")
{
    TownOptions options;
    options.officers = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto area = town.group("area5");
        const auto ba = town.person("ba", Network::telegram);
        const auto mai = town.person("mai", Network::telegram);
        const auto said = town.pocket->person_says(area, ba, "Cống ở đầu ngõ lại tắc");
        REQUIRE(said.has_value());
        REQUIRE(town.pocket->person_says(area, mai, "/ghi", *said).has_value());
        const bool done = co_await town.hears(area, 1, "LS-");
        CHECK(done);
        const test::json ticket = co_await town.only_ticket();
        CHECK(ticket.at("messages").at(0).at("text") == "Cống ở đầu ngõ lại tắc");
        CHECK(ticket.at("forwarded_by") == "Hoàng Thị Mai");
        CHECK(town.pocket->complaints().empty());
    };
    town.run(body);
}

TEST_CASE("a group that sends the bot away is left alone until it comes back")
{
    TownOptions options;
    options.officers = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto area = town.group("area5");
        const auto unreachable = [&town, &area](bool wanted) -> Town::Condition {
            return [&town, &area, wanted]() -> asio::awaitable<bool> {
                const test::json groups = co_await town.ask("group.list", test::json::object());
                co_return std::any_of(groups.begin(), groups.end(), [&](const test::json& group) {
                    return group.at("chat") == area && group.at("unreachable") == wanted && group.at("bound") == true;
                });
            };
        };
        REQUIRE(town.pocket->set_bot_inside(area, false).has_value());
        const Town::Condition alone = unreachable(true);
        const bool gone = co_await town.eventually(alone);
        CHECK(gone);
        REQUIRE(town.pocket->set_bot_inside(area, true).has_value());
        const Town::Condition together = unreachable(false);
        const bool back = co_await town.eventually(together);
        CHECK(back);
    };
    town.run(body);
}

TEST_CASE("a group that became a supergroup keeps its binding, and what waits for it goes to the new address")
{
    CallLog log;
    TownOptions options;
    options.officers = true;
    options.faults = log.hook();
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto area = town.group("area5");
        const auto lan = town.person("lan", Network::telegram);
        const std::size_t before = log.calls("sendMessage", area).size();
        const auto fresh = town.pocket->migrate(area);
        REQUIRE(fresh.has_value());
        const auto moved = [&]() -> asio::awaitable<bool> {
            const test::json groups = co_await town.ask("group.list", test::json::object());
            co_return std::any_of(groups.begin(), groups.end(), [&](const test::json& group) {
                return group.at("chat") == *fresh && group.at("bound") == true && group.at("unreachable") == false;
            });
        };
        const bool bound = co_await town.eventually(moved);
        CHECK(bound);
        const auto typed = town.pocket->person_says(*fresh, lan, "/trogiup");
        REQUIRE(typed.has_value());
        const bool answered = co_await town.hears(*fresh, 1, "Bà con");
        CHECK(answered);
        CHECK(log.calls("sendMessage", area).size() == before);
    };
    town.run(body);
}

TEST_CASE("an edit in the pocket reaches the ticket beside the first words")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        const auto said = town.says(lan, "Đèn đường trước số 27 hỏng");
        const bool told = co_await town.hears(lan, 1, "Mã: LS-");
        REQUIRE(told);
        REQUIRE(town.pocket->person_edits(lan, lan, said, "Đèn đường trước số 72 hỏng").has_value());
        const auto edited = [&]() -> asio::awaitable<bool> {
            const test::json ticket = co_await town.only_ticket();
            co_return ticket.at("messages").at(0).at("edited") == true;
        };
        const bool kept = co_await town.eventually(edited);
        CHECK(kept);
    };
    town.run(body);
}

TEST_CASE("photos and documents that we send stand in the chat as they were meant")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::telegram);
        telegram::TelegramOptions options;
        options.token = town.accounts.telegram_token;
        options.api_base = town.pocket->base_url();
        const telegram::TelegramPlatform platform{std::move(options)};
        OutgoingFile photo;
        photo.kind = AttachmentKind::photo;
        photo.name = "ảnh \"1\".jpg";
        photo.mime = "image/jpeg";
        photo.content = std::string("\xff\xd8\xff\xe0\0\r\n--langnghe", 16);
        OutgoingFile paper = photo;
        paper.kind = AttachmentKind::document;
        paper.name = "biên bản.pdf";
        OutboxItem item;
        item.chat = lan;
        item.text = "Kết quả xử lý LS-26-0042";
        const std::vector<std::vector<OutgoingFile>> sets{{photo}, {paper}, {photo, photo, photo}, {paper, paper}};
        for (const auto& files : sets) {
            auto request = daemon::request_of(platform.send(item, files), patience);
            const auto reply = co_await town.send(std::move(request));
            const auto outcome = platform.read(daemon::answer_of(reply), item);
            CAPTURE(reply.body);
            CHECK(outcome.kind == Outcome::Kind::accepted);
            CHECK_FALSE(outcome.message.empty());
        }
        const auto shown = town.ours(lan, "");
        REQUIRE(shown.size() == 7);
        CHECK(shown[0].text == item.text);
        CHECK_FALSE(shown[0].photo.empty());
        CHECK(shown[1].file_name == "biên bản.pdf");
        CHECK(shown[2].text == item.text);
        CHECK(shown[3].text.empty());
        CHECK(town.pocket->complaints().empty());
    };
    town.run(body);
}
