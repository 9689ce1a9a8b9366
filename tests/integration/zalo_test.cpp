#include "tests/integration/posting.hpp"
#include "tests/support/call_log.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay.";

asio::awaitable<bool> has_event(Town& town, std::string action)
{
    const auto has = [&]() -> asio::awaitable<bool> {
        const json list = co_await town.tickets();
        if (list.size() != 1)
            co_return false;
        const json ticket = co_await town.only_ticket();
        for (const json& event : ticket.at("events"))
            if (event.at("action") == action)
                co_return true;
        co_return false;
    };
    co_return co_await town.eventually(has);
}

asio::awaitable<json> event_of(Town& town, std::string action)
{
    const json ticket = co_await town.only_ticket();
    for (const json& event : ticket.at("events"))
        if (event.at("action") == action)
            co_return event;
    co_return json::object();
}

bool logged(const Town& town, std::string_view words)
{
    return std::ranges::any_of(town.log_lines,
                               [&](const std::string& line) { return line.find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("what staff type in Zalo's console stands on the ticket, and is not said again")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        town.says(lan, lamp);
        const bool heard = co_await town.hears(lan, 1, "LS-");
        CHECK(heard);
        REQUIRE(town.pocket->staff_says(lan, "Chiều nay chúng tôi đến xem.").has_value());
        const bool kept = co_await has_event(town, "staff_reply");
        REQUIRE(kept);
        const json event = co_await event_of(town, "staff_reply");
        CHECK(event.at("note") == "Chiều nay chúng tôi đến xem.");
        CHECK(event.at("actor") == "platform");
        const json rows = co_await town.outbox();
        CHECK(rows.size() == 1);
        CHECK_FALSE(logged(town, "Chiều nay"));
    };
    town.run(body);
}

TEST_CASE("a number that a citizen gives is shown masked, and a withdrawal takes everything of theirs away")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto lan = town.person("lan", Network::zalo);
        town.says(lan, lamp);
        const bool heard = co_await town.hears(lan, 1, "LS-");
        CHECK(heard);
        REQUIRE(town.pocket->person_shares(lan, "84912345678", "Số 45 ngõ 12").has_value());
        const bool given = co_await has_event(town, "contact_details");
        REQUIRE(given);
        json ticket = co_await town.only_ticket();
        CHECK(ticket.at("reporter").at("phone") == "09xx xxx 678");
        CHECK(ticket.dump().find("912345") == std::string::npos);
        CHECK(ticket.dump().find("ngõ 12") == std::string::npos);

        REQUIRE(town.pocket->person_withdraws(lan).has_value());
        const bool erased = co_await has_event(town, "erase");
        REQUIRE(erased);
        ticket = co_await town.only_ticket();
        CHECK(ticket.at("reporter").at("phone").is_null());
        CHECK(ticket.at("messages").at(0).at("text") == "");
        CHECK_FALSE(logged(town, "912345"));
        CHECK_FALSE(logged(town, "Đèn đường"));
    };
    town.run(body);
}

TEST_CASE("buttons arrive in whichever shape the platform wants, or as plain words")
{
    using Shape = sandbox::ButtonTemplates;
    for (const Shape shape : {Shape::bare, Shape::named, Shape::none}) {
        TownOptions options;
        options.zalo = [shape](sandbox::ZaloSide& side) { side.button_templates = shape; };
        Town town{options};
        const auto body = [&]() -> asio::awaitable<void> {
            const auto lan = town.person("lan", Network::zalo);
            town.says(lan, lamp);
            const bool heard = co_await town.hears(lan, 1, "LS-");
            REQUIRE(heard);
            const auto ours = town.ours(lan);
            REQUIRE(ours.size() == 1);
            CHECK(ours[0].rows.empty() == (shape == Shape::none));
        };
        town.run(body);
    }
}

TEST_CASE("a group whose package runs out is warned of")
{
    TownOptions options;
    options.zalo = [](sandbox::ZaloSide& side) { side.groups_until = "01/01/2020"; };
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        const auto listed = [&]() -> asio::awaitable<bool> {
            json nothing = json::object();
            const json groups = co_await town.ask("group.list", std::move(nothing));
            co_return !groups.empty();
        };
        REQUIRE(town.pocket->add_group(Network::zalo, "Khu 9").has_value());
        const bool known = co_await town.eventually(listed);
        REQUIRE(known);
        co_await town.stop_daemon();
        co_await town.start_daemon();
        const auto warned = [&]() -> asio::awaitable<bool> { co_return logged(town, "group.ends"); };
        const bool told = co_await town.eventually(warned);
        CHECK(told);
        const auto service = town.daemon->service(sandbox_run::commune_slug());
        const auto warnings = co_await service->warnings();
        const auto ends = [](const std::string& line) { return line.find("ended on 2020-01-02") != std::string::npos; };
        CHECK(std::ranges::any_of(warnings, ends));
    };
    town.run(body);
}

namespace {

constexpr std::chrono::minutes half_an_hour{31};

sandbox::Fault answered(const std::string& body)
{
    sandbox::Fault made;
    made.kind = sandbox::Fault::Kind::raw;
    made.status = 200;
    made.body = body;
    return made;
}

// Receipts may go out in the words of this template.
void approve(config::Configuration& configuration)
{
    FormTemplate form;
    form.id = "204512";
    form.kinds = {DeliveryKind::receipt};
    form.fields.emplace_back("ma_phan_anh", *message::Template::parse("{code}"));
    form.fields.emplace_back("trang_thai", *message::Template::parse("{status}"));
    for (auto& channel : configuration.communes.front().channels)
        if (channel.platform == config::PlatformKind::zalo_oa)
            channel.forms.push_back(form);
}

} // namespace

TEST_CASE("where Zalo says that the window is closed an approved template goes out, or the row says so")
{
    for (const bool approved : {true, false}) {
        CAPTURE(approved);
        CallLog log;
        TownOptions options;
        options.faults = log.hook();
        options.zalo = [](sandbox::ZaloSide& side) { side.templates["204512"] = {"ma_phan_anh", "trang_thai"}; };
        if (approved)
            options.configure = approve;
        Town town{options};
        const auto body = [&]() -> asio::awaitable<void> {
            const auto lan = town.person("lan", Network::zalo);
            log.spoil(zalo_send, lan, answered(R"({"error":-230,"message":"User has not interacted in 7 days"})"));
            town.says(lan, lamp);
            const auto settled = [&]() -> asio::awaitable<bool> {
                const json rows = co_await town.outbox();
                co_return rows.size() == 1 && rows[0].at("state") != "queued" && rows[0].at("state") != "claimed";
            };
            const bool done = co_await town.eventually(settled);
            CHECK(done);
            const json rows = co_await town.outbox();
            const auto ours = town.ours(lan);
            CHECK(log.calls(zalo_send, lan).size() == 1);
            if (approved) {
                REQUIRE(ours.size() == 1);
                CHECK(ours[0].text.starts_with("[204512]\nma_phan_anh: LS-"));
                CHECK(ours[0].text.find("Đèn") == std::string::npos);
            } else {
                CHECK(ours.empty());
                CHECK(rows[0].at("state") == "undeliverable");
            }
            // Who writes again has an open window, for plain words.
            town.says(lan, "/trogiup");
            const bool open = co_await town.hears(lan, ours.size() + 1, "");
            CHECK(open);
            CHECK(log.calls(zalo_send, lan).size() == 2);
        };
        town.run(body);
    }
}

TEST_CASE("a message of a Zalo group that an official quotes is read from the group's past, and only from there")
{
    const std::string past = "/v3.0/oa/group/conversation";
    for (const bool readable : {true, false}) {
        CAPTURE(readable);
        CallLog log;
        log.spoil(past, "", status_fault(500), readable ? 1 : 100);
        TownOptions options;
        options.officers = true;
        options.faults = log.hook();
        Town town{options};
        const auto body = [&]() -> asio::awaitable<void> {
            const auto women = town.group("women");
            const auto said = town.pocket->person_says(women, town.person("lan", Network::zalo), lamp);
            REQUIRE(said.has_value());
            const auto mai = town.person("mai", Network::zalo);
            REQUIRE(town.pocket->person_says(women, mai, "/ghi gấp", *said).has_value());
            for (std::size_t attempt = 1; attempt <= (readable ? 1 : 6); ++attempt) {
                const auto asked = [&]() -> asio::awaitable<bool> { co_return log.calls(past, "").size() >= attempt; };
                const bool tried = co_await town.eventually(asked);
                CHECK(tried);
                const json none = co_await town.tickets();
                CHECK(none.empty());
                co_await town.jump(half_an_hour);
            }
            const std::string answer = readable ? "LS-" : "không đọc được tin được trích";
            const bool told = co_await town.hears(women, 1, answer);
            CHECK(told);
            const json list = co_await town.tickets();
            CHECK(list.size() == (readable ? 1 : 0));
            if (!readable)
                co_return;
            const json ticket = co_await town.only_ticket();
            CHECK(ticket.at("messages").at(0).at("text") == lamp);
            CHECK(ticket.at("reporter").at("name") == "Nguyễn Thị Lan");
            CHECK(ticket.at("forwarded_by") == "Hoàng Thị Mai");
        };
        town.run(body);
    }
}
