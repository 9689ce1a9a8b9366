#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Step ask_extension(int days, std::string text = "Chờ vật tư")
{
    Step made = step(Action::ask_extension, std::move(text));
    made.days = days;
    return made;
}

} // namespace

TEST_CASE("while the reporter is asked the deadline stands still")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    const TimePoint due = *ticket.due_at;
    CHECK(scene.try_act(scene.handler, ticket, step(Action::ask)).error() == Errc::missing_text);
    ticket = scene.act(scene.handler, ticket, step(Action::ask, "Nhà số mấy ạ?"));
    CHECK(ticket.status == Status::needs_info);
    CHECK(!ticket.due_at);
    CHECK(scene.course(ticket).paused_at == scene.now);
    CHECK(has(scene.last_to("dan"), "Nhà số mấy ạ?"));

    scene.now += 24h; // a working day
    scene.say("dan", "Số 12 ạ");
    const auto told = scene.peek("tuan");
    REQUIRE(told.size() == 1);
    CHECK(has(told.front(), "đã bổ sung thông tin, hạn mới"));
    CHECK(!has(told.front(), "Số 12")); // the nature is not set
    CHECK(has(scene.last_to("mai"), "Số 12 ạ"));
    ticket = scene.stored(ticket);
    CHECK(scene.tickets().size() == 1);
    CHECK(ticket.status == Status::in_progress);
    CHECK(ticket.due_at == due + 24h);
    CHECK(scene.course(ticket).paused == 8h);
    CHECK(!scene.course(ticket).paused_at);
    const auto entry = scene.journal().back();
    CHECK(entry.action == "supply");
    CHECK(has(entry.facts, "due_at="));
    CHECK(scene.faults().empty());
}

TEST_CASE("whoever handles a ticket hears what is added, and who took it in reads what is not for him yet")
{
    Scene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    const auto add = [&](const std::string& words) {
        Message message = scene.message("dan", words);
        message.reply_to = scene.messages(ticket).front().message;
        scene.said();
        scene.take(message);
    };
    add("Sát cổng trường ạ");
    REQUIRE(scene.peek("tuan").size() == 1);
    CHECK(!has(scene.peek("tuan").front(), "cổng trường"));
    REQUIRE(scene.peek("mai").size() == 1);
    CHECK(has(scene.peek("mai").front(), "cổng trường"));

    scene.act(scene.front, scene.stored(ticket), nature(Nature::field_report));
    add("Trời mưa là ngập ạ");
    REQUIRE(scene.peek("tuan").size() == 1);
    CHECK(has(scene.peek("tuan").front(), "Trời mưa"));
    CHECK(scene.peek("mai").empty());

    Step done = resolve("Đã vá");
    done.files = {photo()};
    scene.act(scene.handler, scene.stored(ticket), done);
    add("Vẫn còn ngập");
    CHECK(has(scene.peek("tuan").front(), "Vẫn còn ngập"));
    CHECK(has(scene.peek("mai").front(), "Vẫn còn ngập")); // who may reopen it
}

TEST_CASE("a question that nobody answers may be the end")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::transferred);
    ticket = scene.act(scene.front, ticket, step(Action::ask, "Ở đâu ạ?"));
    const auto close = step(Action::close, "Không liên lạc được");
    scene.now += 15 * 24h - 1ms;
    CHECK(scene.try_act(scene.front, ticket, close).error() == Errc::wrong_state);
    scene.now += 1ms;
    CHECK(scene.try_act(scene.front, ticket, step(Action::close)).error() == Errc::missing_text);
    ticket = scene.act(scene.front, ticket, close);
    CHECK(ticket.status == Status::closed);
    CHECK(ticket.closed_at == scene.now);
    CHECK(!scene.course(ticket).paused_at);
    CHECK(has(scene.last_to("dan"), "Không liên lạc được"));
}

TEST_CASE("more time is asked for by one and approved by another, and the reporter hears of it")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    const TimePoint due = *ticket.due_at;
    for (const int days : {0, -1, 61})
        CHECK(scene.try_act(scene.handler, ticket, ask_extension(days)).error() == Errc::malformed);
    CHECK(scene.try_act(scene.handler, ticket, ask_extension(3, " ")).error() == Errc::missing_text);
    CHECK(scene.try_act(scene.leader, ticket, step(Action::approve_extension)).error() == Errc::wrong_state);

    ticket = scene.act(scene.handler, ticket, ask_extension(3));
    CHECK(ticket.due_at == due);
    CHECK(scene.peek("dan").empty());
    CHECK(has(scene.last_to("lanh"), "Chờ vật tư"));
    CHECK(scene.try_act(scene.handler, ticket, step(Action::approve_extension)).error() == Errc::not_allowed);
    CHECK(scene.try_act(scene.front, ticket, step(Action::approve_extension)).error() == Errc::not_allowed);

    ticket = scene.act(scene.leader, ticket, step(Action::approve_extension));
    CHECK(ticket.due_at == due + 72h); // from Monday to Thursday
    CHECK(scene.course(ticket).extended_days == 3);
    CHECK(has(scene.peek("dan").at(0), "17:30 03/12/2026"));
    CHECK(scene.peek("tuan").size() == 1);
    CHECK(scene.try_act(scene.leader, ticket, step(Action::approve_extension)).error() == Errc::wrong_state);
}

TEST_CASE("nobody approves the time that he asked for himself")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    ticket = scene.act(scene.leader, ticket, ask_extension(2));
    CHECK(scene.try_act(scene.leader, ticket, step(Action::approve_extension)).error() == Errc::not_allowed);
    const User second = scene.add_official("pho", {Role::leader});
    CHECK(scene.act(second, ticket, step(Action::approve_extension)).due_at == *ticket.due_at + 48h);
}
