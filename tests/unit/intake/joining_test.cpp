#include "core/journal/record.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

std::size_t count_of(World& world, std::size_t ticket) { return world.messages(world.tickets().at(ticket)).size(); }

void merge(World& world, const Ticket& from, const Ticket& into)
{
    world.change(from, Status::merged);
    world.run([&](Context& context) {
        Ticket merged = *context.tx.tickets().find(from.id);
        merged.merged_into = into.id;
        journal::record(
            context,
            {.ticket = merged.id, .action = "test", .facts = "merged_into=" + std::to_string(number(into.id))});
        return context.tx.tickets().save(merged);
    });
}

} // namespace

TEST_CASE("a burst of messages is one ticket and one answer")
{
    World world;
    const TimePoint start = world.now;
    for (int i = 0; i < 5; ++i) {
        world.now = start + i * 10s;
        world.say("an", "câu thứ " + std::to_string(i));
    }
    CHECK(count_of(world, 0) == 5);
    CHECK(world.tickets().size() == 1);
    CHECK(world.said_to("an").size() == 1);
    world.now += 61s;
    world.say("an", "còn nữa");
    const auto texts = world.said_to("an");
    REQUIRE(texts.size() == 1);
    CHECK(texts.front().starts_with("Đã ghi thêm vào phản ánh LS-26-0001"));
}

TEST_CASE("thirty minutes join, one more does not")
{
    World world;
    world.say("an", "đường ngập");
    world.now += 30min;
    world.say("an", "ở khu 5");
    CHECK(world.tickets().size() == 1);
    world.now += 31min;
    world.say("an", "đèn hỏng");
    CHECK(world.tickets().size() == 2);
    CHECK(count_of(world, 0) == 2);
}

TEST_CASE("what another sends is another ticket")
{
    World world;
    world.say("an", "đường ngập");
    world.say("binh", "đường ngập");
    world.channel = "zalo";
    world.say("an", "đường ngập");
    CHECK(world.tickets().size() == 3);
}

TEST_CASE("platform time counts, also when it is shuffled or runs backwards")
{
    World world;
    const TimePoint start = world.now;
    for (const Duration later : {Duration{20min}, Duration{5min}, Duration{45min}, Duration{15min}, Duration{75min}})
        world.take(world.message("an", "câu"), start + later);
    CHECK(world.only_ticket().last_citizen_at == start + 75min);
    CHECK(count_of(world, 0) == 5);
    // It came last, but it is 31 minutes from the newest one.
    world.take(world.message("an", "câu"), start + 44min);
    CHECK(world.tickets().size() == 2);
}

TEST_CASE("a ticket that was transferred is not joined by time, one that waits for information is")
{
    World world;
    world.say("an", "đường ngập");
    world.change(world.only_ticket(), Status::transferred);
    world.now += 5min;
    world.say("an", "đèn hỏng");
    REQUIRE(world.tickets().size() == 2);
    world.change(world.tickets()[1], Status::needs_info);
    world.now += 20 * 24h;
    world.say("an", "ở trước nhà số 12");
    CHECK(world.tickets().size() == 2);
    CHECK(count_of(world, 1) == 2);
}

TEST_CASE("an answer to what was asked returns the ticket to where it was")
{
    World world;
    world.say("an", "đường ngập");
    world.change(world.only_ticket(), Status::classified);
    world.change(world.only_ticket(), Status::needs_info);
    world.said();
    world.now += 3h;
    world.say("an", "ở khu 5");
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.status == Status::classified);
    CHECK(!ticket.returns_to);
    const auto entry = world.journal().back();
    CHECK(entry.action == "supply");
    CHECK(entry.from == Status::needs_info);
    CHECK(entry.to == Status::classified);
    CHECK(world.faults().empty());
}

TEST_CASE("a mere yes answers what was asked, and is small talk otherwise")
{
    World world;
    world.say("an", "đường ngập");
    world.say("an", "vâng ạ");
    CHECK(count_of(world, 0) == 1);
    world.change(world.only_ticket(), Status::classified);
    world.change(world.only_ticket(), Status::needs_info);
    world.now += 3h;
    world.say("an", "Vâng ạ!");
    CHECK(world.only_ticket().status == Status::classified);
    CHECK(count_of(world, 0) == 2);
}

TEST_CASE("an answer to an open question joins its ticket for 72 hours")
{
    World world;
    world.say("an", "đường ngập");
    const Ticket asked = world.only_ticket();
    world.change(asked, Status::in_progress);
    world.now += 2h;
    world.say("an", "đèn hỏng");
    const auto ask = [&](Question::Kind kind) {
        world.run([&](Context& context) {
            Question question;
            question.channel = "telegram";
            question.chat = "an";
            question.ticket = asked.id;
            question.kind = kind;
            question.asked_at = context.now;
            context.tx.questions().ask(question);
            return 0;
        });
    };
    ask(Question::Kind::information);
    world.now += 72h;
    world.say("an", "số nhà 12");
    CHECK(count_of(world, 0) == 2);
    // The question is answered: the next one is a new matter.
    world.now += 1h;
    world.say("an", "mất nước");
    CHECK(world.tickets().size() == 3);
    ask(Question::Kind::place);
    world.now += 72h + 1min;
    world.say("an", "khu 3");
    CHECK(world.tickets().size() == 4);
    ask(Question::Kind::score);
    world.now += 2h;
    world.say("an", "rác nhiều quá");
    CHECK(world.tickets().size() == 5);
}

TEST_CASE("a reply to any message of a ticket joins it, however late")
{
    World world;
    const Message first = world.message("an", "đường ngập");
    world.take(first);
    const auto receipt = world.send_all().back();
    world.change(world.only_ticket(), Status::in_progress);
    world.now += 20 * 24h;
    world.say("an", "đèn hỏng");
    for (const std::string& to : {first.id, receipt.message}) {
        Message reply = world.message("an", "vẫn ngập");
        reply.reply_to = to;
        world.take(reply);
    }
    CHECK(world.tickets().size() == 2);
    CHECK(count_of(world, 0) == 3);
    Message strange = world.message("an", "mất nước");
    strange.reply_to = "nobody-knows";
    world.now += 2h;
    world.take(strange);
    CHECK(world.tickets().size() == 3);
}

TEST_CASE("a reply follows a merged ticket to its master")
{
    World world;
    const Message first = world.message("an", "đường ngập");
    world.take(first);
    world.say("binh", "đường ngập");
    world.say("chi", "đường ngập");
    const auto all = world.tickets();
    merge(world, all[0], all[1]);
    merge(world, all[1], all[2]);
    world.now += 2min;
    Message reply = world.message("an", "vẫn ngập");
    reply.reply_to = first.id;
    world.take(reply);
    CHECK(count_of(world, 0) == 1);
    CHECK(count_of(world, 2) == 2);
    CHECK(world.said_to("an").back().find("LS-26-0003") != std::string::npos);
}

TEST_CASE("items of one album are one ticket, however late the last comes")
{
    World world;
    const auto item = [&] {
        Message photo = world.message("an", "");
        photo.attachments.push_back({});
        photo.album = "a1";
        return photo;
    };
    world.take(item());
    world.change(world.only_ticket(), Status::in_progress);
    world.now += 5h;
    world.take(item());
    CHECK(world.tickets().size() == 1);
    Message other = item();
    other.chat.id = other.from.id = "binh";
    world.take(other);
    CHECK(world.tickets().size() == 2);
}

TEST_CASE("more than ten tickets an hour go to one, marked and told")
{
    World world;
    for (int i = 0; i < 14; ++i) {
        world.say("an", "việc số " + std::to_string(i));
        const auto all = world.tickets();
        if (all.back().status == Status::received)
            world.change(all.back(), Status::in_progress);
        world.now += 2min;
    }
    CHECK(world.tickets().size() == 10);
    CHECK(count_of(world, 9) == 5);
    const auto journal = world.journal();
    CHECK(std::ranges::count(journal, "joined=burst", &journal::Entry::facts) == 4);
    CHECK(world.said_to("an").back().find("LS-26-0010") != std::string::npos);
    world.now += 1h;
    world.say("an", "việc mới");
    CHECK(world.tickets().size() == 11);
}

TEST_CASE("a finished ticket takes words within its window, later there is a successor")
{
    World world;
    const Message first = world.message("an", "đường ngập");
    world.take(first);
    world.change(world.only_ticket(), Status::resolved);
    world.said();
    const auto reply = [&] {
        Message made = world.message("an", "vẫn ngập");
        made.reply_to = first.id;
        world.take(made);
    };
    world.now += 30 * 24h;
    reply();
    CHECK(world.only_ticket().status == Status::resolved);
    CHECK(world.said_to("an").at(0).find("đã có kết quả") != std::string::npos);
    world.now += 1ms;
    reply();
    REQUIRE(world.tickets().size() == 2);
    CHECK(world.tickets()[1].follows == world.tickets()[0].id);
}

TEST_CASE("what two people forward from one page are two reports")
{
    World world;
    const auto forward = [&](const std::string& who) {
        Message made = world.message(who, "Thông báo cắt điện");
        made.forwarded = Origin{.author_id = "", .author_name = "", .chat = "page", .message = "9", .at = {}};
        return made;
    };
    world.take(forward("an"));
    world.take(forward("binh"));
    REQUIRE(world.tickets().size() == 2);
    CHECK(count_of(world, 1) == 1);
    // The code of the one is not told to the other.
    CHECK(world.said_to("binh").at(0).find("LS-26-0002") != std::string::npos);
}
