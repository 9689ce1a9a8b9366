#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("the straight way, each step recorded with who took it and told to the reporter once")
{
    Scene scene;
    Ticket ticket = scene.report();
    const std::string code = scene.code(ticket);

    ticket = scene.act(scene.front, ticket, step(Action::verify));
    CHECK(scene.said_to("dan") ==
          Texts{"Phản ánh " + code + " của anh/chị đã được xác minh. Chúng tôi sẽ phân loại và chuyển đến nơi xử lý."});
    ticket = scene.act(scene.front, ticket, classify("giao_thong", "khu_3"));
    CHECK(has(scene.last_to("dan"), "Giao thông, cầu đường"));
    ticket = scene.act(scene.front, ticket, transfer("kinh_te"));
    CHECK(ticket.due_at == from_millis(1'796'034'600'000)); // the end of the fifth working day
    CHECK(has(scene.peek("dan").back(), "Phòng Kinh tế xử lý. Hạn trả lời: 17:30 30/11/2026"));
    const auto pushed = scene.said_to("tuan");
    REQUIRE(pushed.size() == 1);
    CHECK(has(pushed[0], code));
    CHECK(!has(pushed[0], "Ổ gà")); // the nature is not set
    ticket = scene.act(scene.handler, ticket, step(Action::accept));
    CHECK(ticket.assignee == scene.handler.id);
    scene.said();

    CHECK(scene.try_act(scene.handler, ticket, resolve("")).error() == Errc::missing_text);
    CHECK(scene.try_act(scene.handler, ticket, resolve("Xong")).error() == Errc::missing_evidence);
    Step result = resolve("Đã vá xong ổ gà");
    result.files = {photo("ab"), photo("cd")};
    ticket = scene.act(scene.handler, ticket, result);
    CHECK(ticket.status == Status::resolved);
    CHECK(ticket.closed_at == scene.now);
    const auto told = scene.said();
    REQUIRE(!told.empty());
    CHECK(told[0].kind == DeliveryKind::answer);
    CHECK(has(told[0].text, "Đã vá xong ổ gà"));

    ticket = scene.act(scene.front, ticket, step(Action::publish, "Đã vá ổ gà, liên hệ 0912345678"));
    CHECK(ticket.status == Status::published);
    CHECK(!has(ticket.public_text, "0912345678"));
    CHECK(ticket.version == 7);
    CHECK(scene.faults().empty());
    std::vector<std::string> actors;
    for (const auto& entry : scene.journal())
        if (entry.ticket == ticket.id)
            actors.push_back(entry.actor + ' ' + entry.action);
    CHECK(actors == std::vector<std::string>{"citizen:7 receive", "user:1 verify", "user:1 classify", "user:1 transfer",
                                             "user:2 accept", "user:2 resolve", "user:1 publish"});
}

TEST_CASE("several steps of one command are one news, and all or none are taken")
{
    Scene scene;
    const Ticket ticket = scene.report();
    const auto steps = scene.run([&](Context& context) {
        Step step = transfer("kinh_te");
        step.field = "giao_thong";
        return with_implied(context, ticket, step);
    });
    REQUIRE(steps.size() == 3);
    auto broken = steps;
    broken.back().department = "nowhere";
    CHECK(scene.try_act(actor_of(scene.front), ticket, broken).error() == Errc::malformed);
    CHECK(scene.stored(ticket).version == ticket.version);
    CHECK(scene.stored(ticket).status == Status::received);
    CHECK(scene.said().empty());

    const Ticket after = scene.act(actor_of(scene.front), ticket, steps);
    CHECK(after.status == Status::transferred);
    CHECK(after.version == ticket.version + 3);
    CHECK(scene.peek("dan").size() == 1);
    CHECK(scene.peek("tuan").size() == 1);
    CHECK(scene.peek("mai").empty());
}

TEST_CASE("an older version is refused, whoever holds the button")
{
    Scene scene;
    const Ticket ticket = scene.report();
    scene.act(scene.front, ticket, step(Action::verify));
    Step late = step(Action::reject, "trùng");
    late.version = ticket.version;
    CHECK(scene.try_act(scene.front, ticket, late).error() == Errc::stale_version);
}

TEST_CASE("a disabled user may nothing from that moment on")
{
    Scene scene;
    const Ticket ticket = scene.report();
    User gone = scene.front;
    gone.disabled = true;
    CHECK(scene.try_act(gone, ticket, step(Action::verify)).error() == Errc::not_found);
    CHECK(!actor_of(gone).roles.any_of({Role::front_officer}));
}

TEST_CASE("a handler acts on the tickets of his own department alone")
{
    Scene scene;
    const Ticket ticket = scene.reported(Status::transferred);
    CHECK(scene.try_act(scene.other, ticket, step(Action::accept)).error() == Errc::not_found);
    CHECK(scene.try_act(scene.front, ticket, step(Action::accept)).error() == Errc::not_allowed);
    CHECK(scene.try_act(scene.handler, ticket, step(Action::verify)).error() == Errc::wrong_state);
    CHECK(scene.act(scene.leader, ticket, step(Action::accept)).status == Status::in_progress);
}
