#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Actor citizen(Scene& scene, const std::string& who) { return actor_of(*scene.identity(who)); }

} // namespace

TEST_CASE("a rejection says why, to the reporter too")
{
    Scene scene;
    Ticket ticket = scene.report();
    scene.said();
    CHECK(scene.try_act(scene.front, ticket, step(Action::reject)).error() == Errc::missing_text);
    CHECK(scene.try_act(scene.handler, ticket, step(Action::reject, "x")).error() == Errc::not_found);
    ticket = scene.act(scene.front, ticket, step(Action::reject, "Không thuộc địa bàn xã"));
    CHECK(ticket.status == Status::rejected);
    CHECK(ticket.closed_at == scene.now);
    CHECK(has(scene.last_to("dan"), "Không thuộc địa bàn xã"));
    CHECK(scene.try_act(scene.front, ticket, step(Action::verify)).error() == Errc::wrong_state);
}

TEST_CASE("what the law gives a way of its own is told that way, once, and never rejected")
{
    for (const auto& [kind, law] :
         {std::pair{Nature::complaint, "Luật Khiếu nại"}, std::pair{Nature::crime_report, "Bộ luật Tố tụng hình sự"}}) {
        Scene scene;
        Ticket ticket = scene.report();
        scene.said();
        ticket = scene.act(scene.front, ticket, nature(kind));
        CHECK(has(scene.last_to("dan"), law));
        ticket = scene.act(scene.front, ticket, nature(kind));
        CHECK(scene.peek("dan").empty());
        CHECK(scene.try_act(scene.front, ticket, step(Action::reject, "Không nhận")).error() == Errc::wrong_state);
    }
    Scene scene;
    const Ticket ticket = scene.report();
    scene.said();
    CHECK(scene.try_act(scene.front, ticket, step(Action::set_nature)).error() == Errc::malformed);
    CHECK(scene.try_act(scene.front, ticket, nature(Nature::unset)).error() == Errc::malformed);
    scene.act(scene.front, ticket, nature(Nature::petition));
    CHECK(scene.said().empty());
}

TEST_CASE("a department gives back what is not its own")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    CHECK(scene.try_act(scene.handler, ticket, step(Action::give_back)).error() == Errc::missing_text);
    ticket = scene.act(scene.handler, ticket, step(Action::give_back, "Việc này của Trạm Y tế"));
    CHECK(ticket.status == Status::classified);
    CHECK(ticket.department.empty());
    CHECK(ticket.assignee == UserId::none);
    CHECK(scene.peek("dan").empty());
    CHECK(has(scene.last_to("mai"), "Việc này của Trạm Y tế"));
    CHECK(scene.try_act(scene.handler, ticket, step(Action::accept)).error() == Errc::not_found);

    scene.now += 2h;
    ticket = scene.act(scene.front, ticket, transfer("tram_y_te"));
    CHECK(scene.course(ticket).due_from == scene.now);
    CHECK(scene.peek("tuan").empty());
    CHECK(scene.peek("hoa").size() == 1);
    CHECK(scene.act(scene.other, ticket, step(Action::accept)).assignee == scene.other.id);
}

TEST_CASE("a question is answered straight away")
{
    Scene scene;
    Ticket ticket = scene.report("dan", "Bộ phận một cửa mở cửa lúc nào?");
    scene.said();
    CHECK(scene.try_act(scene.front, ticket, step(Action::answer_now)).error() == Errc::missing_text);
    ticket = scene.act(scene.front, ticket, step(Action::answer_now, "Từ 7 giờ 30 ạ"));
    CHECK(ticket.status == Status::resolved);
    CHECK(ticket.nature == Nature::question);
    REQUIRE(ticket.result);
    CHECK(ticket.result->kind == ResultKind::answered);
    CHECK(has(scene.last_to("dan"), "Từ 7 giờ 30 ạ"));
    // Nobody has it in hand: it goes to those who distribute.
    CHECK(scene.act(citizen(scene, "dan"), ticket, {step(Action::reopen, "Chưa rõ")}).status == Status::verified);
}

TEST_CASE("why something cannot be solved needs words, no photo")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    CHECK(scene.try_act(scene.handler, ticket, resolve("Một nửa", ResultKind::partly)).error() ==
          Errc::missing_evidence);
    ticket = scene.act(scene.handler, ticket, resolve("Đường này của tỉnh", ResultKind::impossible));
    CHECK(ticket.status == Status::resolved);
    CHECK(has(scene.last_to("dan"), "Đường này của tỉnh"));
}

TEST_CASE("within the window the reporter reopens, and its handler hears of it without words")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::published);
    scene.report("khac", "Đèn hỏng ở Khu 1");
    scene.said();
    scene.now += 29 * 24h;
    const std::vector<Step> again{step(Action::reopen, "Ổ gà lại sụt")};
    CHECK(scene.try_act(citizen(scene, "khac"), ticket, again).error() == Errc::not_found);
    ticket = scene.act(citizen(scene, "dan"), ticket, again);
    CHECK(ticket.status == Status::in_progress);
    CHECK(!ticket.result);
    CHECK(!ticket.closed_at);
    CHECK(ticket.public_text.empty());
    CHECK(scene.course(ticket).reopened == 1);
    CHECK(scene.course(ticket).due_from == scene.now);
    const auto heard = scene.peek("tuan");
    REQUIRE(heard.size() == 1);
    CHECK(!has(heard[0], "sụt"));
}

TEST_CASE("after the window what comes is a successor")
{
    Scene scene;
    const Ticket ticket = scene.reported(Status::closed);
    const auto sent = scene.send_all();
    const auto told = std::ranges::find_if(sent, [&](const OutboxItem& item) {
        return item.chat == "dan" && item.ticket == ticket.id && item.kind == DeliveryKind::answer;
    });
    REQUIRE(told != sent.end());
    scene.now += 31 * 24h;
    CHECK(scene.try_act(scene.front, ticket, step(Action::reopen, "Lại sụt")).error() == Errc::wrong_state);
    Message late = scene.message("dan", "Ổ gà lại sụt rồi");
    late.reply_to = told->message;
    scene.take(late);
    REQUIRE(scene.tickets().size() == 2);
    CHECK(scene.tickets()[1].follows == ticket.id);
    CHECK(scene.stored(ticket).version == ticket.version);
}
