// The words of a ticket that was passed on before its nature was known: withheld first, then told once.

#include "core/message/say.hpp"
#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Ticket passed_on(Scene& scene, const std::string& note = "Làm trước mùa mưa, hỏi ông Tư 0987654321")
{
    Ticket ticket = scene.report("dan", "Ổ gà ở Khu 3 sâu lắm, gọi tôi 0912345678");
    ticket = scene.lead(ticket, Status::classified);
    Step transferred = transfer("kinh_te");
    transferred.text = note;
    ticket = scene.act(scene.front, ticket, transferred);
    CHECK_FALSE(has(scene.last_to("tuan"), "Ổ gà"));
    scene.said();
    return ticket;
}

} // namespace

TEST_CASE("whoever has it in hand is told the words, and what was said at the transfer, once the nature is set")
{
    Scene scene;
    scene.add_official("bon", {Role::handler}, "kinh_te");
    Ticket ticket = passed_on(scene);
    ticket = scene.act(scene.front, ticket, nature(Nature::field_report));
    const auto told = scene.said();
    for (const char* who : {"tuan", "bon"}) {
        const auto pushed = std::ranges::find(told, std::string{who}, &OutboxItem::chat);
        REQUIRE(pushed != told.end());
        CHECK(has(pushed->text, scene.code(ticket)));
        CHECK(has(pushed->text, "Ổ gà ở Khu 3"));
        CHECK(has(pushed->text, "Làm trước mùa mưa"));
        CHECK_FALSE(has(pushed->text, "0912345678"));
        CHECK_FALSE(has(pushed->text, "0987654321"));
        CHECK(std::ranges::count(told, std::string{who}, &OutboxItem::chat) == 1);
    }
    for (const char* who : {"mai", "hoa", "lanh", "giam", "kin", "dan"})
        CHECK(std::ranges::count(told, std::string{who}, &OutboxItem::chat) == 0);

    // Another nature withholds nothing that was not told.
    scene.act(scene.front, ticket, nature(Nature::petition));
    CHECK(scene.said_to("tuan").empty());
    CHECK(scene.faults().empty());
}

TEST_CASE("whom it was assigned to is told, with what was said in handing it on")
{
    Scene scene;
    Step assigned = step(Action::assign, "Anh đi xem ngay hôm nay");
    assigned.person = scene.add_official("bon", {Role::handler}, "kinh_te").id;
    Ticket ticket = scene.act(scene.handler, passed_on(scene), assigned);
    scene.said();
    scene.act(scene.front, ticket, nature(Nature::field_report));
    const auto pushed = scene.last_to("bon");
    CHECK(has(pushed, "Làm trước mùa mưa"));
    CHECK(has(pushed, "Anh đi xem ngay hôm nay"));
    CHECK(scene.said_to("tuan").empty());
}

TEST_CASE("what turns out to be a denunciation is told to its keeper alone, and to its department when it is none")
{
    Scene scene;
    Ticket ticket = scene.act(scene.front, passed_on(scene), nature(Nature::denunciation));
    CHECK(scene.said_to("tuan").empty());
    ticket = scene.act(scene.keeper, ticket, nature(Nature::petition));
    const auto told = scene.said();
    CHECK(std::ranges::count(told, std::string{"tuan"}, &OutboxItem::chat) == 1);
    CHECK(std::ranges::count(told, std::string{"mai"}, &OutboxItem::chat) == 1);
    CHECK(scene.faults().empty());
}

TEST_CASE("who reads the words before the transfer reads them in its push and not again")
{
    Scene scene;
    Ticket ticket = scene.act(scene.front, scene.report(), nature(Nature::field_report));
    ticket = scene.lead(ticket, Status::classified);
    CHECK(scene.said_to("tuan").empty());
    ticket = scene.act(scene.front, ticket, transfer("kinh_te"));
    CHECK(has(scene.last_to("tuan"), "Ổ gà"));
    scene.act(scene.front, ticket, nature(Nature::petition));
    CHECK(scene.said_to("tuan").empty());
}

TEST_CASE("a result that is there is not told as a case")
{
    Scene scene;
    const Ticket ticket = scene.reported(Status::resolved);
    scene.act(scene.front, ticket, nature(Nature::field_report));
    CHECK(scene.said_to("tuan").empty());
}
