#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace langnghe;
using namespace langnghe::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

// Everybody whom a step was told, without repeats.
std::set<std::string> hearers(Scene& scene)
{
    std::set<std::string> chats;
    for (const OutboxItem& item : scene.said())
        chats.insert(item.chat);
    return chats;
}

using Chats = std::set<std::string>;

} // namespace

TEST_CASE("a denunciation is its keeper's alone from that moment on")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    ticket = scene.act(scene.front, ticket, nature(Nature::denunciation));
    CHECK(ticket.sealed());
    CHECK(ticket.assignee == UserId::none);
    CHECK(has(scene.peek("dan").at(0), "Luật Tố cáo"));
    CHECK(hearers(scene) == Chats{"dan", "kin"});
    for (const User& user : {scene.front, scene.handler, scene.other, scene.leader, scene.supervisor}) {
        CHECK_FALSE(sees(scene, user, ticket));
        for (const Action action : {Action::resolve, Action::reveal, Action::remark, Action::set_nature})
            CHECK(scene.try_act(user, ticket, step(action, "x")).error() == Errc::not_found);
    }
    CHECK(sees(scene, scene.keeper, ticket));
    CHECK(scene.try_act(scene.keeper, ticket, step(Action::reject, "Không nhận")).error() == Errc::wrong_state);

    scene.act(scene.keeper, ticket, step(Action::ask, "Anh/chị gửi thêm giấy tờ được không?"));
    CHECK(hearers(scene) == Chats{"dan"});
    scene.say("dan", "Tôi gửi sau");
    CHECK(hearers(scene).count("mai") == 0);
    ticket = scene.act(scene.keeper, scene.stored(ticket), resolve("Đã chuyển Thanh tra", ResultKind::out_of_scope));
    CHECK(hearers(scene) == Chats{"dan"});
    CHECK(scene.try_act(scene.keeper, ticket, step(Action::publish, "Công khai")).error() == Errc::not_allowed);
    scene.act(scene.keeper, ticket, step(Action::close, "Đã báo tin"));
    CHECK(hearers(scene) == Chats{"dan"});
    CHECK(scene.faults().empty());
}

TEST_CASE("what only may be a denunciation waits for its keeper's judgement")
{
    Scene scene;
    Ticket ticket = scene.report("dan", "Tôi muốn tố cáo, gọi 0912345678");
    REQUIRE(ticket.suspected);
    CHECK(hearers(scene).count("mai") == 0);
    CHECK(scene.try_act(scene.front, ticket, step(Action::verify)).error() == Errc::not_found);
    ticket = scene.act(scene.keeper, ticket, nature(Nature::petition));
    CHECK_FALSE(ticket.suspected);
    const auto told = scene.last_to("mai");
    CHECK(has(told, scene.code(ticket)));
    CHECK(!has(told, "0912345678"));
    CHECK(scene.act(scene.front, ticket, step(Action::verify)).status == Status::verified);
}

TEST_CASE("what was merged into a denunciation is sealed with it")
{
    Scene scene;
    const Ticket master = scene.report("an", "Ổ gà ở Khu 3");
    const Ticket follower = scene.report("binh", "Đường Khu 3 có ổ gà");
    Step merge = step(Action::merge);
    merge.master = master.id;
    scene.act(scene.front, follower, merge);
    scene.said();
    scene.act(scene.front, scene.stored(master), nature(Nature::denunciation));
    CHECK(scene.stored(follower).sealed());
    CHECK_FALSE(sees(scene, scene.front, scene.stored(follower)));
    CHECK(hearers(scene) == Chats{"an", "binh", "kin"});
    CHECK(scene.faults().empty());
}

TEST_CASE("a department that the words are about neither gets the ticket nor sees it")
{
    Scene scene;
    const User head = scene.add_official("truong", {Role::leader}, "kinh_te");
    Ticket ticket = scene.report("dan", "Thái độ ở quầy rất kém");
    Step verified = step(Action::verify);
    verified.kept_from = {"kinh_te", UserId::none};
    ticket = scene.act(scene.front, ticket, verified);
    ticket = scene.act(scene.front, ticket, classify("giao_thong"));
    scene.said();
    CHECK(scene.try_act(scene.front, ticket, transfer("kinh_te")).error() == Errc::malformed);
    CHECK_FALSE(sees(scene, head, ticket));
    CHECK(scene.try_act(head, ticket, step(Action::reject, "x")).error() == Errc::not_found);
    const auto implied = scene.run([&](Context& context) { return with_implied(context, ticket, transfer("")); });
    CHECK(implied.back().department.empty()); // the field's own is the one kept out
    ticket = scene.act(scene.front, ticket, transfer("van_phong"));
    Step more = step(Action::ask_extension, "Chờ giải trình");
    more.days = 1;
    scene.act(scene.leader, ticket, more);
    const auto heard = hearers(scene);
    CHECK(heard.count("truong") == 0);
    CHECK(heard.count("tuan") == 0);
}

TEST_CASE("a field about officials finds in the words whom to keep out")
{
    Scene scene;
    Ticket ticket = scene.report("dan", "Cán bộ Phòng Kinh tế nói năng khó nghe");
    ticket = scene.act(scene.front, ticket, step(Action::verify));
    ticket = scene.act(scene.front, ticket, classify("thai_do"));
    CHECK(to_text(scene.course(ticket).kept_from) == "kinh_te");
    CHECK(scene.try_act(scene.front, ticket, transfer("kinh_te")).error() == Errc::malformed);
}

TEST_CASE("a handler's push bears words when the nature is set, and nobody's identity")
{
    for (const bool judged : {false, true}) {
        Scene scene;
        Ticket ticket =
            scene.report("nguoidan77", "Ổ gà ở Khu 3. Gọi 0912345678, CCCD 001203001234, xe 28A-123.45, an@example.vn");
        if (judged)
            ticket = scene.act(scene.front, ticket, nature(Nature::field_report));
        scene.said();
        scene.lead(ticket, Status::classified);
        ticket = scene.act(scene.front, scene.stored(ticket), transfer("kinh_te"));
        const auto pushed = scene.last_to("tuan");
        CHECK(has(pushed, "Ổ gà") == judged);
        for (const char* detail : {"0912345678", "001203001234", "28A-123.45", "an@example.vn", "nguoidan77"})
            CHECK_FALSE(has(pushed, detail));
        Step assigned = step(Action::assign);
        assigned.person = scene.add_official("bon", {Role::handler}, "kinh_te").id;
        scene.act(scene.handler, ticket, assigned);
        const auto given = scene.last_to("bon");
        CHECK(has(given, scene.code(ticket)));
        CHECK(has(given, "Ổ gà") == judged);
        CHECK_FALSE(has(given, "0912345678"));
    }
}

TEST_CASE("who is assigned works for the department")
{
    Scene scene;
    const Ticket ticket = scene.reported(Status::transferred);
    Step assigned = step(Action::assign);
    for (const UserId person : {UserId::none, scene.other.id, scene.supervisor.id, UserId{99}}) {
        assigned.person = person;
        CHECK(scene.try_act(scene.leader, ticket, assigned).error() == Errc::malformed);
    }
}
