// A button names the version it was made for; a text is judged as things stand, and asks when somebody else was here.

#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

TEST_CASE("a stale button says who changed what, and brings fresh ones")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    const Answer shown = scene.types("mai", scene.with_code("/xem CODE", ticket));
    scene.types("lanh", scene.with_code("/phanloai CODE giao thông", ticket));
    const Answer stale = scene.presses("mai", shown, scene.sentence(Say::verb_verify));
    CHECK(has(stale.text, "lanh cập nhật"));
    CHECK(has(stale.text, "đã phân loại"));
    CHECK(scene.stored(ticket).status == Status::classified);
    const Answer moved =
        scene.presses("mai", stale, scene.sentence(Say::button_transfer_to, {{"department", "Phòng Kinh tế"}}));
    CHECK(has(moved.text, "Đã thực hiện"));
    CHECK(scene.stored(ticket).status == Status::transferred);
}

TEST_CASE("a form that a button began is stale when the ticket changes meanwhile")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    const Answer shown = scene.types("mai", scene.with_code("/xem CODE", ticket));
    scene.presses("mai", shown, scene.sentence(Say::verb_reject));
    scene.types("lanh", scene.with_code("/xacminh CODE", ticket));
    const Answer stale = scene.types("mai", "thuộc xã bên");
    CHECK(has(stale.text, "lanh cập nhật"));
    CHECK(scene.stored(ticket).status == Status::verified);
}

TEST_CASE("within a minute of another official's step a text command asks first")
{
    DeskScene scene;
    scene.pace = 0s;
    const Ticket ticket = scene.report();
    scene.types("lanh", scene.with_code("/xacminh CODE", ticket));
    scene.now += 30s;
    Answer asked = scene.types("mai", scene.with_code("/tuchoi CODE thuộc xã bên", ticket));
    CHECK(has(asked.text, "lanh vừa cập nhật"));
    CHECK(scene.stored(ticket).status == Status::verified);
    scene.presses("mai", asked, scene.sentence(Say::button_confirm));
    CHECK(scene.stored(ticket).status == Status::rejected);

    const Ticket second = scene.report("ba", "Cầu gãy");
    scene.types("lanh", scene.with_code("/xacminh CODE", second));
    scene.types("mai", scene.with_code("/tuchoi CODE thuộc tỉnh", second));
    scene.types("mai", "có");
    CHECK(scene.stored(second).status == Status::rejected);

    const Ticket third = scene.report("tu", "Mất nước");
    scene.types("lanh", scene.with_code("/xacminh CODE", third));
    scene.now += 61s;
    scene.types("mai", scene.with_code("/tuchoi CODE thuộc tỉnh", third));
    CHECK(scene.stored(third).status == Status::rejected);
}

TEST_CASE("one's own step a moment ago is no reason to ask")
{
    DeskScene scene;
    scene.pace = 0s;
    const Ticket ticket = scene.report();
    scene.types("mai", scene.with_code("/xacminh CODE", ticket));
    scene.types("mai", scene.with_code("/tuchoi CODE thuộc xã bên", ticket));
    CHECK(scene.stored(ticket).status == Status::rejected);
}

TEST_CASE("a button gives no right: a press is judged as if typed")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    const Answer shown = scene.types("mai", scene.with_code("/xem CODE", ticket));
    for (const std::string who : {"tuan", "hoa", "giam", "kin", "quan", "dan"})
        scene.presses(who, shown, scene.sentence(Say::verb_verify));
    CHECK(scene.stored(ticket).version == ticket.version);
    // Somebody who was disabled since.
    User mai = scene.front;
    mai.disabled = true;
    scene.run([&](Context& context) {
        context.tx.people().save_user(mai);
        return 0;
    });
    scene.presses("mai", shown, scene.sentence(Say::verb_verify));
    CHECK(scene.stored(ticket).version == ticket.version);
}

TEST_CASE("a push of a new case bears what its receiver may do")
{
    DeskScene scene;
    scene.said();
    const Ticket ticket = scene.report();
    std::vector<Button> buttons;
    OutboxFilter all;
    all.limit = 100;
    for (const OutboxItem& item : scene.run([&](Context& context) { return context.tx.outbox().list(all); }))
        if (item.chat == "mai")
            buttons = item.buttons;
    const Answer push{{}, buttons};
    CHECK(offers(push, scene.sentence(Say::verb_verify)));
    CHECK(offers(push, scene.sentence(Say::verb_transfer)));
    CHECK_FALSE(offers(push, scene.sentence(Say::verb_accept)));
    scene.presses("mai", push, scene.sentence(Say::verb_verify));
    CHECK(scene.stored(ticket).status == Status::verified);
}

TEST_CASE("a reply to a message about a ticket needs no code")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    scene.types("mai", scene.with_code("/xem CODE", ticket));
    std::string shown;
    for (const OutboxItem& item : scene.send_all())
        if (item.chat == "mai")
            shown = item.message;
    Message reply = scene.message("mai", "/xacminh đã gọi hỏi");
    reply.reply_to = shown;
    scene.takes("mai", reply);
    CHECK(scene.stored(ticket).status == Status::verified);
}
