#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("a remark is heard by who handles the ticket, and answered")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    CHECK(scene.try_act(scene.front, ticket, step(Action::remark, "Chậm quá")).error() == Errc::not_allowed);
    CHECK(scene.try_act(scene.supervisor, ticket, step(Action::remark)).error() == Errc::missing_text);
    CHECK(scene.try_act(scene.handler, ticket, step(Action::answer_remark, "Vâng")).error() == Errc::wrong_state);

    ticket = scene.act(scene.supervisor, ticket, step(Action::remark, "Đề nghị làm trước mùa mưa"));
    CHECK(scene.course(ticket).remark);
    CHECK(scene.peek("dan").empty());
    CHECK(has(scene.last_to("tuan"), "Đề nghị làm trước mùa mưa"));
    ticket = scene.act(scene.handler, ticket, step(Action::answer_remark, "Xong trong tuần này"));
    CHECK(!scene.course(ticket).remark);
    CHECK(has(scene.last_to("giam"), "Xong trong tuần này"));
    CHECK(scene.try_act(scene.handler, ticket, step(Action::answer_remark, "Vâng")).error() == Errc::wrong_state);
    CHECK(ticket.status == Status::in_progress);
}

TEST_CASE("only a supervisor who did not act closes a re-check")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::resolved);
    const User both = scene.add_official("kiem", {Role::supervisor, Role::front_officer});
    CHECK(scene.try_act(scene.supervisor, ticket, step(Action::close_recheck, "Được")).error() == Errc::wrong_state);
    ticket = scene.act(both, ticket, step(Action::reveal, "Gọi hỏi người dân"));
    CHECK(scene.try_act(both, ticket, step(Action::ask_recheck, "Xem lại")).error() == Errc::not_allowed);
    CHECK(scene.try_act(both, ticket, step(Action::remark, "Xem lại")).error() == Errc::not_allowed);
    scene.said();

    ticket = scene.act(scene.supervisor, ticket, step(Action::ask_recheck, "Ổ gà vẫn còn"));
    CHECK(scene.course(ticket).recheck);
    for (const char* hearer : {"mai", "lanh"}) { // they may reopen it
        REQUIRE(scene.peek(hearer).size() == 1);
        CHECK(has(scene.peek(hearer).front(), "Ổ gà vẫn còn"));
    }
    CHECK(has(scene.last_to("tuan"), "Ổ gà vẫn còn"));
    const User second = scene.add_official("sat", {Role::supervisor});
    CHECK(scene.try_act(second, ticket, step(Action::ask_recheck, "Tôi cũng thấy")).error() == Errc::wrong_state);
    for (const User& none : {scene.front, scene.handler, scene.leader, both})
        CHECK(scene.try_act(none, ticket, step(Action::close_recheck, "Được")).error() == Errc::not_allowed);
    CHECK(scene.course(ticket).recheck);
    // Watching is no handling: who asked may close.
    ticket = scene.act(scene.supervisor, ticket, step(Action::close_recheck, "Đã vá lại"));
    CHECK(!scene.course(ticket).recheck);
    CHECK(ticket.status == Status::resolved);
}

TEST_CASE("to see who reported is recorded, with the reason, and told to the supervisors")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::transferred);
    CHECK(scene.try_act(scene.handler, ticket, step(Action::reveal)).error() == Errc::missing_text);
    CHECK(scene.try_act(scene.other, ticket, step(Action::reveal, "Hỏi đường")).error() == Errc::not_found);
    CHECK(scene.try_act(scene.supervisor, ticket, step(Action::reveal, "Hỏi")).error() == Errc::not_allowed);
    CHECK(scene.said().empty());
    ticket = scene.act(scene.handler, ticket, step(Action::reveal, "Hẹn giờ đến xem"));
    const auto entry = scene.journal().back();
    CHECK(entry.action == "reveal");
    CHECK(entry.text == "Hẹn giờ đến xem");
    CHECK(entry.actor == "user:2");
    CHECK(scene.peek("dan").empty());
    const auto told = scene.last_to("giam");
    CHECK(has(told, "tuan"));
    CHECK(has(told, "Hẹn giờ đến xem"));
}
