// Joining rule 5: who has another open ticket here may put the new one into it.

#include "core/intake/own_tickets.hpp"
#include "core/message/say.hpp"
#include "core/process/act.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Two matters of one person, the second long after the first.
struct Two : World
{
    Two()
    {
        add_user("mai", {Role::front_officer});
        say("dan", "Cống ở khu 3 tắc");
        now += 5h;
        said();
        say("dan", "Nước cống khu 3 tràn vào nhà");
        items = said();
    }

    Ticket first() { return tickets().at(0); }
    Ticket second() { return tickets().at(1); }
    std::string title() { return "Gộp vào " + code(first()); }
    std::optional<Button> button(const std::string& chat = "dan")
    {
        for (const OutboxItem& item : items)
            for (const Button& button : item.buttons)
                if (item.chat == chat && button.title.starts_with("Gộp vào"))
                    return button;
        return std::nullopt;
    }

    std::vector<OutboxItem> items; // what was said at the second
};

} // namespace

TEST_CASE("a new ticket is merged into another open one of the same person at his press")
{
    Two two;
    REQUIRE(two.button());
    CHECK(two.button()->title == two.title());
    two.press("dan", two.button()->data);
    const Ticket merged = two.second();
    CHECK(merged.status == Status::merged);
    CHECK(merged.merged_into == two.first().id);
    CHECK(two.first().voices == 1); // one person is one voice
    CHECK(two.peek("dan") ==
          Texts{"Đã gộp " + two.code(merged) + " vào " + two.code(two.first()) +
                " theo ý anh/chị. Từ nay chúng tôi báo tin chung theo mã " + two.code(two.first()) + "."});
    REQUIRE(two.peek("mai").size() == 1);
    CHECK(has(two.peek("mai").at(0), "đã gộp vào " + two.code(two.first())));
    const auto entry = two.journal().back();
    CHECK(entry.action == "merge");
    CHECK(entry.actor == "citizen:" + std::to_string(number(merged.reporter)));

    // What he says next belongs to both.
    two.said();
    two.now += 5min;
    two.say("dan", "Mùi hôi lắm");
    CHECK(two.tickets().size() == 2);
    CHECK(two.messages(two.first()).size() == 2);
    CHECK(has(two.said_to("dan").at(0), two.code(two.first())));
    CHECK(two.faults() == std::vector<std::string>{});
}

TEST_CASE("an official takes apart what a citizen put together, and the voices stay right")
{
    Two two;
    two.press("dan", two.button()->data);
    two.run([&](Context& context) {
        Step step;
        step.action = Action::unmerge;
        const User mai = *context.tx.people().find_user("mai");
        return act(context, actor_of(mai), *context.tx.tickets().find(TicketId{2}), step).has_value();
    });
    CHECK(two.second().status == Status::received);
    CHECK(two.second().voices == 1);
    CHECK(two.first().voices == 1);
    CHECK(two.faults() == std::vector<std::string>{});
}

TEST_CASE("a press that comes too late gets a plain answer and changes nothing")
{
    Two two;
    const std::string data = two.button()->data;
    SECTION("the new one is being handled") { two.change(two.second(), Status::verified); }
    SECTION("the other is finished") { two.change(two.first(), Status::closed); }
    SECTION("it was done")
    {
        two.press("dan", data);
        two.said();
    }
    const Status before = two.second().status;
    two.said();
    two.press("dan", data);
    CHECK(two.second().status == before);
    const auto told = two.said_to("dan");
    REQUIRE(told.size() == 1);
    CHECK(has(told[0], "không gộp được nữa"));
}

TEST_CASE("nobody merges what is another's, in another chat, sealed, or not to be named beside a name")
{
    Two two;
    two.say("ba", "Nước ngập ở khu 3");
    const Ticket hers = two.tickets().back();
    const auto press = [&](const std::string& who, const Ticket& ticket, const Ticket& master) {
        two.press(who, "ln:merge:" + std::to_string(number(ticket.id)) + ':' + std::to_string(number(master.id)));
        two.said();
        return two.run([&](Context& context) { return context.tx.tickets().find(ticket.id)->status; });
    };
    CHECK(press("ba", two.second(), two.first()) == Status::received);
    CHECK(press("ba", hers, two.first()) == Status::received);
    CHECK(press("dan", two.second(), hers) == Status::received);
    for (const char* wrong : {"ln:merge:", "ln:merge:2", "ln:merge:2:x", "ln:merge:2:1:1", "ln:merge:2:99"}) {
        INFO(wrong);
        two.press("dan", wrong);
        CHECK(two.second().status == Status::received);
    }

    two.now += 5h;
    two.said();
    two.say("dan", "Ẩn danh: cống ở khu 3 tràn");
    two.items = two.said();
    CHECK(!two.button());
    CHECK(press("dan", two.tickets().back(), two.first()) == Status::received);

    two.say("dan", "Tôi tố cáo cán bộ thôn nhận hối lộ");
    two.items = two.said();
    CHECK(!two.button());
    CHECK(press("dan", two.tickets().back(), two.first()) == Status::received);
}

TEST_CASE("nothing is offered where nothing is open, nor to who is here for the first time")
{
    Two two;
    two.say("ba", "Nước ngập ở khu 3");
    two.items = two.said();
    CHECK(!two.button("ba"));
    for (const Ticket& ticket : two.tickets())
        two.change(ticket, Status::closed);
    two.now += 5h;
    two.said();
    two.say("dan", "Đèn ở khu 3 hỏng");
    two.items = two.said();
    CHECK(!two.button());
}
