// Conflicts of interest: whom a ticket is kept from neither hears of it, nor sees it, nor gets it.

#include "core/clock/remind.hpp"
#include "core/ticket/transitions.hpp"
#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

Step about(Action action, const User& user, std::string words = {})
{
    Step made = step(action, std::move(words));
    made.kept_from.person = user.id;
    return made;
}

Step about(Action action, const std::string& department)
{
    Step made = step(action);
    made.kept_from.department = department;
    return made;
}

std::vector<std::string> responsible(Scene& scene, const Ticket& ticket)
{
    return scene.run([&](Context& context) {
        std::vector<std::string> names;
        for (const User& user : clock::responsible(context, ticket))
            names.push_back(user.name);
        return names;
    });
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("parties are written and read again")
{
    const KeptFrom kept = with(with({}, {"kinh_te", UserId::none}), {{}, UserId{7}});
    CHECK(to_text(kept) == "kinh_te+user:7");
    CHECK(kept_from(to_text(kept)) == kept);
    CHECK(kept_from("").empty());
    CHECK(with(kept, {{}, UserId{7}}) == kept);
    CHECK(with(kept, {}) == kept);
    CHECK(to_text(without(kept, {"kinh_te", UserId::none})) == "user:7");
    CHECK(is_kept_from(kept, UserId{7}, ""));
    CHECK(is_kept_from(kept, UserId{8}, "kinh_te"));
    CHECK_FALSE(is_kept_from(kept, UserId{8}, ""));
    CHECK_FALSE(is_kept_from(kept, UserId::none, ""));
}

TEST_CASE("an official from whom a ticket is kept does not know it, and his colleagues go on")
{
    Scene scene;
    const User colleague = scene.add_official("bon", {Role::handler}, "kinh_te");
    Ticket ticket = scene.reported(Status::in_progress);
    REQUIRE(ticket.assignee == scene.handler.id);
    ticket = scene.act(scene.front, ticket, about(Action::keep_out, scene.handler, "Người nhà bị phản ánh"));
    CHECK(ticket.status == Status::in_progress);
    CHECK(ticket.department == "kinh_te");
    CHECK(ticket.assignee == UserId::none);
    const auto told = scene.said();
    CHECK(std::ranges::count(told, std::string{"tuan"}, &OutboxItem::chat) == 0);
    CHECK(std::ranges::count(told, std::string{"bon"}, &OutboxItem::chat) == 1);
    CHECK(has(told.back().text, "tuan"));
    CHECK(has(told.back().text, "Người nhà bị phản ánh"));
    CHECK_FALSE(sees(scene, scene.handler, ticket));
    CHECK(sees(scene, colleague, ticket));
    CHECK(responsible(scene, ticket) == Names{"bon"});
    for (const Action action : {Action::accept, Action::resolve, Action::answer, Action::reveal, Action::assign})
        CHECK(scene.try_act(scene.handler, ticket, step(action, "x")).error() == Errc::not_found);
    Step assigned = step(Action::assign);
    assigned.person = scene.handler.id;
    CHECK(scene.try_act(scene.leader, ticket, assigned).error() == Errc::malformed);
    assigned.person = colleague.id;
    ticket = scene.act(scene.leader, ticket, assigned);
    CHECK(scene.said_to("tuan").empty());

    ticket = scene.act(scene.front, ticket, about(Action::let_in, scene.handler));
    CHECK(sees(scene, scene.handler, ticket));
    CHECK(scene.try_act(scene.front, ticket, about(Action::let_in, scene.handler)).error() == Errc::malformed);
    assigned.person = scene.handler.id;
    CHECK(scene.act(scene.leader, ticket, assigned).assignee == scene.handler.id);
    CHECK(scene.faults().empty());
}

TEST_CASE("only intake, leaders and on sealed tickets keepers say whom a ticket is kept from")
{
    Scene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    for (const User& user : {scene.handler, scene.supervisor})
        CHECK(scene.try_act(user, ticket, about(Action::keep_out, scene.other)).error() == Errc::not_allowed);
    CHECK(scene.try_act(scene.keeper, ticket, about(Action::keep_out, scene.other)).error() == Errc::not_found);
    for (const Party& nobody : {Party{}, Party{"khong_co", UserId::none}, Party{{}, UserId{99}}}) {
        Step wrong = step(Action::keep_out);
        wrong.kept_from = nobody;
        CHECK(scene.try_act(scene.front, ticket, wrong).error() == Errc::malformed);
    }
    scene.act(scene.leader, ticket, about(Action::keep_out, scene.supervisor));
    CHECK_FALSE(sees(scene, scene.supervisor, scene.stored(ticket)));
}

TEST_CASE("a department that has it loses it, and it waits for another")
{
    for (const Status from : {Status::transferred, Status::in_progress}) {
        Scene scene;
        Ticket ticket = scene.reported(from);
        ticket = scene.act(scene.front, ticket, about(Action::keep_out, "kinh_te"));
        CHECK(ticket.status == Status::verified);
        CHECK(ticket.department.empty());
        CHECK(ticket.assignee == UserId::none);
        CHECK_FALSE(sees(scene, scene.handler, ticket));
        ticket = scene.act(scene.front, ticket, classify("giao_thong"));
        CHECK(scene.try_act(scene.front, ticket, transfer("kinh_te")).error() == Errc::malformed);
        CHECK(scene.act(scene.front, ticket, transfer("van_phong")).status == Status::transferred);
        CHECK(scene.said_to("tuan").empty());
        CHECK(scene.faults().empty());
    }
}

TEST_CASE("a question goes on while its department loses the ticket")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    ticket = scene.act(scene.handler, ticket, step(Action::ask, "Đoạn nào?"));
    ticket = scene.act(scene.front, ticket, about(Action::keep_out, "kinh_te"));
    CHECK(ticket.status == Status::needs_info);
    scene.said();
    scene.say("dan", "Trước cổng trường");
    ticket = scene.stored(ticket);
    CHECK(ticket.status == Status::verified);
    CHECK(ticket.due_at);
    CHECK(scene.said_to("tuan").empty());
    CHECK(scene.faults().empty());
}

TEST_CASE("what is reopened does not go back to whom it is kept from")
{
    Scene scene;
    Ticket ticket = scene.reported(Status::resolved);
    ticket = scene.act(scene.front, ticket, about(Action::keep_out, "kinh_te"));
    CHECK(ticket.status == Status::resolved);
    CHECK(ticket.department == "kinh_te"); // it did it
    CHECK_FALSE(sees(scene, scene.handler, ticket));
    ticket = scene.act(scene.front, ticket, step(Action::reopen, "Làm dối"));
    CHECK(ticket.status == Status::verified);
    CHECK(ticket.department.empty());
    CHECK(scene.said_to("tuan").empty());
    CHECK(scene.faults().empty());
}

TEST_CASE("somebody is left who goes on, and the leaders stand in for the intake")
{
    Scene scene;
    Ticket ticket = scene.report();
    ticket = scene.act(scene.leader, ticket, about(Action::keep_out, scene.front));
    CHECK(responsible(scene, ticket) == Names{"lanh"});
    CHECK(scene.try_act(scene.leader, ticket, about(Action::keep_out, scene.leader)).error() == Errc::malformed);
    scene.said();
    scene.say("dan", "Sâu thêm rồi");
    CHECK(scene.said_to("mai").empty());

    Ticket sealed = scene.act(scene.front, scene.report("ba", "Chuyện khác"), nature(Nature::denunciation));
    const User second = scene.add_official("khoa", {Role::keeper});
    sealed = scene.act(second, sealed, about(Action::keep_out, scene.keeper));
    CHECK_FALSE(sees(scene, scene.keeper, sealed));
    scene.said();
    sealed = scene.act(second, sealed, step(Action::verify));
    scene.act(second, sealed, step(Action::ask, "Gửi thêm giấy tờ?"));
    scene.say("ba", "Tôi gửi đây");
    CHECK(scene.said_to("kin").empty());
}

TEST_CASE("what waits for somebody when a ticket is kept from him does not go out")
{
    Scene scene;
    const Ticket ticket = scene.reported(Status::classified);
    scene.act(scene.front, ticket, transfer("kinh_te"));
    scene.act(scene.front, scene.stored(ticket), about(Action::keep_out, scene.handler));
    const auto waiting = scene.run([](Context& context) {
        OutboxFilter filter;
        filter.states = {DeliveryState::queued};
        return context.tx.outbox().list(filter);
    });
    CHECK(std::ranges::count(waiting, std::string{"tuan"}, &OutboxItem::chat) == 0);
    CHECK(std::ranges::count(waiting, std::string{"dan"}, &OutboxItem::chat) > 0);
}

TEST_CASE("a ticket that stands for another is kept from the same, and so is what was merged into it")
{
    Scene scene;
    const Ticket master = scene.report("an", "Ổ gà ở Khu 3");
    Ticket follower = scene.report("binh", "Đường Khu 3 có ổ gà");
    follower = scene.act(scene.front, follower, about(Action::keep_out, scene.supervisor));
    Step merge = step(Action::merge);
    merge.master = master.id;
    CHECK(scene.try_act(scene.front, follower, merge).error() == Errc::malformed);
    scene.act(scene.front, master, about(Action::keep_out, scene.supervisor));
    scene.act(scene.front, scene.stored(master), about(Action::keep_out, scene.other));
    const User watcher = scene.add_official("soat", {Role::supervisor});
    scene.act(scene.front, scene.stored(master), about(Action::keep_out, watcher));
    follower = scene.act(scene.front, follower, merge);
    CHECK_FALSE(sees(scene, scene.supervisor, follower));
    CHECK_FALSE(sees(scene, watcher, follower)); // of the one that it was merged into
    scene.act(scene.front, scene.stored(master), about(Action::let_in, scene.supervisor));
    CHECK(sees(scene, scene.supervisor, scene.stored(follower)));
    CHECK(sees(scene, scene.supervisor, scene.act(scene.front, scene.stored(follower), step(Action::unmerge))));
    follower = scene.act(scene.front, scene.stored(follower), merge);
    CHECK(scene.try_act(scene.front, follower, about(Action::keep_out, scene.other)).error() == Errc::wrong_state);
    CHECK(scene.faults().empty());
}

TEST_CASE("what follows a ticket is kept from the same")
{
    Scene scene;
    scene.add_official("mo", {Role::front_officer});
    const Ticket ticket = scene.reported(Status::closed);
    scene.act(scene.leader, ticket, about(Action::keep_out, scene.front));
    scene.now += scene.commune.rules.reopen_window + std::chrono::hours{24};
    Message again = scene.message("dan", "Lại hỏng như cũ");
    again.reply_to = scene.messages(ticket).front().message;
    scene.said();
    scene.take(again);
    const auto told = scene.said();
    const Ticket next = scene.tickets().back();
    REQUIRE(next.follows == ticket.id);
    CHECK_FALSE(sees(scene, scene.front, next));
    CHECK(std::ranges::count(told, std::string{"mai"}, &OutboxItem::chat) == 0);
    CHECK(std::ranges::count(told, std::string{"mo"}, &OutboxItem::chat) == 1);
    CHECK(scene.faults().empty());
}

TEST_CASE("a route that says more of area or urgency is the one that is suggested")
{
    Scene scene;
    Ticket ticket = scene.report();
    ticket = scene.act(scene.front, ticket, step(Action::verify));
    ticket = scene.act(scene.front, ticket, classify("giao_thong", "khu_3"));
    const auto suggested = [&] {
        return scene.run(
            [&](Context& context) { return with_implied(context, ticket, transfer("")).back().department; });
    };
    CHECK(suggested() == "kinh_te"); // the field's own
    Route urgent;
    urgent.urgency = Urgency::urgent;
    urgent.department = "van_phong";
    Route here;
    here.area = "khu_3";
    here.department = "tram_y_te";
    scene.commune.taxonomy.routes.push_back(urgent);
    CHECK(suggested() == "kinh_te");
    ticket = scene.act(scene.front, ticket, classify("giao_thong", "khu_3", Urgency::urgent));
    CHECK(suggested() == "van_phong");
    scene.commune.taxonomy.routes.push_back(here);
    CHECK(suggested() == "tram_y_te"); // an area says more
    ticket = scene.act(scene.front, ticket, about(Action::keep_out, "tram_y_te"));
    CHECK(suggested().empty());
}
