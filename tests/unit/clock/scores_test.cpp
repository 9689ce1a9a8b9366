#include "core/score/ask.hpp"
#include "tests/unit/clock/days.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace langnghe;
using namespace langnghe::test;

namespace {

struct Closed : World
{
    Ticket ticket;

    Closed()
    {
        now = vietnam("2026-11-25 09:00");
        ticket = finish(*this, report(*this, "dan"));
        said();
        keep(*this);
    }
    std::string button(int score) const { return fmt::format("ln:score:{}:1:{}", number(ticket.id), score); }
    Score score()
    {
        return run([&](Context& context) { return context.tx.scores().find(ticket.id, 1).value(); });
    }
    ScoreFigures figures()
    {
        return run([&](Context& context) {
            return context.tx.scores().figures(vietnam("2026-11-01 00:00"), vietnam("2026-12-01 00:00"), {});
        });
    }
};

} // namespace

TEST_CASE("the reporter is asked once, with five buttons, and reminded once")
{
    Closed closed;
    const auto items = closed.said();
    REQUIRE(items.size() == 1);
    CHECK(items[0].chat == "dan");
    CHECK(items[0].buttons.size() == 5);
    CHECK(items[0].text.find(closed.code(closed.ticket)) != std::string::npos);
    pass(closed, "2026-11-26 08:50", 3);
    CHECK(closed.said_to("dan").empty());
    pass(closed, "2026-12-05 09:00", 9);
    CHECK(heard(closed.said_to("dan"), "chưa cho biết ý kiến") == 1);
    CHECK(closed.figures().asked == 1);
    CHECK(closed.figures().answered == 0);
    CHECK_FALSE(closed.figures().average());
}

TEST_CASE("a score is taken by button or number, and a later one replaces it")
{
    Closed closed;
    closed.said();
    closed.press("dan", closed.button(5));
    CHECK(heard(closed.said_to("dan"), "5/5") == 1);
    closed.say("dan", "4");
    CHECK(heard(closed.said_to("dan"), "4/5") == 1);
    CHECK(closed.score().score == 4);
    CHECK(closed.tickets().size() == 1);
    CHECK(closed.figures().asked == 1);
    CHECK(closed.figures().answered == 1);
    CHECK(closed.figures().average() == 4.0);
    CHECK(closed.figures().response_rate() == 1.0);
    int journalled = 0;
    for (const auto& entry : closed.journal())
        journalled += entry.action == "score" ? 1 : 0;
    CHECK(journalled == 2);
    pass(closed, "2026-11-27 12:00");
    CHECK(closed.said_to("dan").empty()); // no reminder
    CHECK(closed.faults() == std::vector<std::string>{});
}

TEST_CASE("a bare number is a report where no score was asked for")
{
    World world;
    world.now = vietnam("2026-11-25 09:00");
    world.say("dan", "3");
    CHECK(world.tickets().size() == 1);
}

TEST_CASE("a number after the question's time is no score")
{
    Closed closed;
    pass(closed, "2026-11-30 09:00", 0);
    closed.said();
    closed.press("dan", closed.button(2));
    CHECK(heard(closed.said_to("dan"), "đã hết") == 1);
    CHECK(closed.score().score == 0);
}

TEST_CASE("nobody else scores it")
{
    Closed closed;
    closed.say("khác", "Xin hỏi về rác");
    closed.press("khác", closed.button(1));
    closed.press("dan", "ln:score:1:1:6");
    closed.press("dan", "ln:score:1:x:5");
    closed.press("dan", "ln:score:99:1:5");
    CHECK(closed.score().score == 0);
}

TEST_CASE("a low score asks why, keeps the words on the ticket and offers to reopen")
{
    Closed closed;
    closed.said();
    closed.say("dan", "1");
    const auto items = closed.said();
    REQUIRE(items.size() == 1);
    CHECK(items[0].text.find("vì sao") != std::string::npos);
    REQUIRE(items[0].buttons.size() == 1);
    closed.say("dan", "Cống vẫn tắc như cũ");
    CHECK(closed.tickets().size() == 1);
    CHECK(closed.score().comment == "Cống vẫn tắc như cũ");
    closed.said();
    closed.press("dan", items[0].buttons[0].data);
    CHECK(heard(closed.said_to("dan"), "Đã mở lại") == 1);
    CHECK(is_open(closed.only_ticket().status));
    CHECK(closed.faults() == std::vector<std::string>{});
}

TEST_CASE("two words reopen the newest finished ticket, and a number may still follow a low score")
{
    Closed closed;
    closed.say("dan", "2");
    closed.say("dan", "3");
    CHECK(closed.score().score == 3);
    closed.say("dan", "mở lại");
    CHECK(is_open(closed.only_ticket().status));
    closed.said();
    closed.say("dan", "Mo lai");
    CHECK(closed.tickets().size() == 1);
}

TEST_CASE("a second closure is asked about anew")
{
    Closed closed;
    closed.press("dan", closed.button(1));
    closed.say("dan", "mở lại");
    finish(closed, closed.only_ticket());
    closed.said();
    keep(closed);
    CHECK(heard(closed.said_to("dan"), "hài lòng đến mức nào") == 1);
    CHECK(closed.figures().asked == 2);
    CHECK(closed.figures().answered == 1);
}

TEST_CASE("what was refused, merged or sealed is not scored")
{
    World world;
    world.now = vietnam("2026-11-25 09:00");
    for (const Status status : {Status::rejected, Status::merged}) {
        const Ticket ticket = report(world, "dan" + std::string{name_of(status)});
        set(world, ticket, [&](Ticket& changed) {
            changed.status = status;
            changed.closed_at = world.now;
        });
    }
    const Ticket sealed = finish(world, report(world, "kín"));
    set(world, sealed, [](Ticket& changed) { changed.nature = Nature::denunciation; });
    world.said();
    keep(world);
    CHECK(world.said().empty());
}

namespace {

struct InGroup : World
{
    Ticket ticket;

    InGroup()
    {
        now = vietnam("2026-11-25 09:00");
        add_group("-100", "hoi_phu_nu");
        take(group_message("-100", "dan", "/phananh cống tắc ở khu 3"));
        ticket = only_ticket();
        said();
    }
    void finish_it()
    {
        ticket = finish(*this, ticket);
        said();
        keep(*this);
    }
};

} // namespace

TEST_CASE("of a report in a group its reporter is asked in private, once, if he wrote there before")
{
    InGroup village;
    village.say("dan", "xin chào");
    village.finish_it();
    const auto items = village.said();
    REQUIRE(items.size() == 1);
    CHECK(items[0].chat == "dan");
    CHECK(items[0].chat_kind == ChatKind::private_chat);
    CHECK(items[0].buttons.size() == 5);
    CHECK(items[0].text.find("gửi trong nhóm") != std::string::npos);
    pass(village, "2026-12-05 09:00", 9);
    CHECK(village.peek("-100").empty());
    CHECK(heard(village.said_to("dan"), "chưa cho biết ý kiến") == 1);
    CHECK(village.faults() == std::vector<std::string>{});
}

TEST_CASE("a score and its reason come from the private chat of who reported in a group")
{
    InGroup village;
    village.say("dan", "xin chào");
    village.finish_it();
    village.said();
    village.say("dan", "1");
    CHECK(heard(village.said_to("dan"), "vì sao") == 1);
    village.say("dan", "Cống vẫn tắc như cũ");
    CHECK(village.tickets().size() == 1);
    const auto score = village.run([&](Context& context) { return context.tx.scores().find(village.ticket.id, 1); });
    REQUIRE(score);
    CHECK(score->score == 1);
    CHECK(score->comment == "Cống vẫn tắc như cũ");
    CHECK(village.peek("-100").empty());
}

TEST_CASE("two words after a low score reopen what was reported in the group, not what was in private")
{
    InGroup village;
    const Ticket own = finish(village, report(village, "dan", "Đèn hỏng"));
    keep(village);
    village.say("dan", "5");
    village.now += std::chrono::hours{1};
    village.finish_it();
    village.say("dan", "2");
    village.say("dan", "mở lại");
    const auto tickets = village.tickets();
    REQUIRE(tickets.size() == 2);
    CHECK(is_open(tickets[0].status)); // the group's
    CHECK(tickets[1].id == own.id);
    CHECK_FALSE(is_open(tickets[1].status));
}

TEST_CASE("who never wrote in private, asked for no more, or is out of reach is not asked, and the group never is")
{
    const std::string why = GENERATE("stranger", "stopped", "blocked", "closed window");
    InGroup village;
    if (why != "stranger")
        village.say("dan", "xin chào");
    village.run([&](Context& context) {
        Identity dan = *context.tx.people().find("telegram", "dan");
        dan.stopped = why == "stopped";
        dan.unreachable = why == "blocked";
        context.tx.people().save(dan);
        return true;
    });
    if (why == "closed window")
        village.commune.channels.find("telegram")->second.traits.free_window = std::chrono::hours{1};
    village.now += std::chrono::hours{2};
    village.finish_it();
    pass(village, "2026-12-05 09:00", 9);
    CHECK(village.said_to("dan").empty());
    CHECK(village.peek("-100").empty());
    CHECK_FALSE(village.run([&](Context& context) { return context.tx.scores().find(village.ticket.id, 1); }));
}
