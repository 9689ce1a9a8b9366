#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Step merge(const Ticket& master)
{
    Step made = step(Action::merge);
    made.master = master.id;
    return made;
}

// Three neighbours about the same hole.
struct Neighbours : Scene
{
    Ticket an = report("an", "Ổ gà ở Khu 3 sâu lắm");
    Ticket binh = report("binh", "Đường Khu 3 có ổ gà");
    Ticket chi = report("chi", "Khu 3 ổ gà to");

    Neighbours()
    {
        send_all();
        said();
    }
    std::int64_t voices(const Ticket& ticket) { return stored(ticket).voices; }
};

} // namespace

TEST_CASE("who reported a merged ticket hears the result under his own code")
{
    Neighbours scene;
    const Ticket merged = scene.act(scene.front, scene.binh, merge(scene.an));
    CHECK(merged.status == Status::merged);
    CHECK(!merged.due_at);
    CHECK(scene.voices(scene.an) == 2);
    CHECK(scene.peek("an").empty());
    CHECK(has(scene.last_to("binh"), scene.code(scene.binh)));

    const Ticket master = scene.lead(scene.stored(scene.an), Status::in_progress);
    Step result = resolve("Đã vá xong");
    result.files = {photo()};
    scene.act(scene.handler, master, result);
    for (const Ticket& reported : {scene.an, scene.binh}) {
        const auto told = scene.peek(reported.chat);
        REQUIRE(told.size() == 1);
        CHECK(has(told[0], scene.code(reported)));
        CHECK(has(told[0], "Đã vá xong"));
    }
    CHECK(scene.peek("chi").empty());
    CHECK(scene.faults().empty());
}

TEST_CASE("what its reporter adds goes to the ticket that stands for it")
{
    Neighbours scene;
    scene.act(scene.front, scene.binh, merge(scene.an));
    const auto sent = scene.send_all();
    const auto told = std::ranges::find(sent, std::string{"binh"}, &OutboxItem::chat);
    REQUIRE(told != sent.end());
    Message more = scene.message("binh", "Thêm một ổ nữa");
    more.reply_to = told->message;
    scene.take(more);
    CHECK(scene.messages(scene.an).size() == 2);
    CHECK(scene.messages(scene.binh).size() == 1);
}

TEST_CASE("unmerging gives back state, deadline and voices, through others too")
{
    Neighbours scene;
    const auto due = scene.chi.due_at;
    scene.act(scene.front, scene.chi, merge(scene.binh));
    scene.act(scene.front, scene.stored(scene.binh), merge(scene.an));
    CHECK(scene.voices(scene.an) == 3);
    CHECK(scene.voices(scene.binh) == 2);
    scene.act(scene.front, scene.stored(scene.an), step(Action::verify));
    scene.said();
    scene.act(scene.front, scene.stored(scene.an), step(Action::answer, "Thứ hai đội thi công đến"));
    for (const Ticket& reported : {scene.an, scene.binh, scene.chi})
        CHECK(scene.peek(reported.chat).size() == 1);

    scene.act(scene.front, scene.stored(scene.binh), step(Action::unmerge));
    CHECK(scene.voices(scene.an) == 1);
    CHECK(scene.voices(scene.binh) == 2);
    const Ticket chi = scene.act(scene.front, scene.stored(scene.chi), step(Action::unmerge));
    CHECK(scene.voices(scene.binh) == 1);
    CHECK(chi.status == Status::received);
    CHECK(chi.merged_into == TicketId::none);
    CHECK(chi.due_at == due);
    CHECK(scene.faults().empty());
}

TEST_CASE("only an open ticket of the same kind stands for another")
{
    Neighbours scene;
    CHECK(scene.try_act(scene.front, scene.an, merge(scene.an)).error() == Errc::malformed);
    CHECK(scene.try_act(scene.front, scene.an, step(Action::merge)).error() == Errc::malformed);
    scene.act(scene.front, scene.binh, merge(scene.an));
    CHECK(scene.try_act(scene.front, scene.chi, merge(scene.binh)).error() == Errc::malformed);
    scene.act(scene.front, scene.stored(scene.an), step(Action::reject, "Không thuộc địa bàn"));
    CHECK(scene.try_act(scene.front, scene.chi, merge(scene.an)).error() == Errc::malformed);

    const Ticket sealed = scene.report("dung", "Tôi muốn tố cáo cán bộ");
    REQUIRE(sealed.suspected);
    CHECK(scene.try_act(scene.front, scene.chi, merge(sealed)).error() == Errc::malformed);
    CHECK(scene.try_act(scene.keeper, sealed, merge(scene.chi)).error() == Errc::malformed);
}

TEST_CASE("a question that is open when its ticket is merged is void")
{
    Neighbours scene;
    Ticket ticket = scene.lead(scene.binh, Status::in_progress);
    ticket = scene.act(scene.handler, ticket, step(Action::ask, "Ở đâu ạ?"));
    ticket = scene.act(scene.front, ticket, merge(scene.an));
    CHECK(!scene.course(ticket).paused_at);
    ticket = scene.act(scene.front, ticket, step(Action::unmerge));
    CHECK(ticket.status == Status::in_progress);
    CHECK(ticket.due_at);
}
