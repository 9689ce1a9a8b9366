// Guided forms: what is missing is asked, answered by a button, by a name, or by plain words.

#include "core/intake/private_message.hpp"
#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

TEST_CASE("a classification asks for the field, page by page, and takes a button or a name")
{
    DeskScene scene;
    const Ticket first = scene.report("dan", "Việc này lạ lắm");
    Answer asked = scene.types("mai", scene.with_code("/phanloai CODE", first));
    CHECK(has(asked.text, "lĩnh vực nào"));
    CHECK(asked.buttons.size() == 8);
    asked = scene.presses("mai", asked, scene.sentence(Say::button_more));
    CHECK(asked.buttons.size() == 8);
    scene.presses("mai", asked, "Y tế");
    CHECK(scene.stored(first).status == Status::classified);
    CHECK(scene.stored(first).field == "y_te");

    const Ticket second = scene.report("ba", "Việc này lạ lắm");
    scene.types("mai", scene.with_code("/phanloai CODE", second));
    const Answer unsure = scene.types("mai", "chuyện gì đó");
    CHECK(has(unsure.text, "chưa hiểu"));
    scene.types("mai", "giao duc");
    CHECK(scene.stored(second).field == "giao_duc");
}

TEST_CASE("the buttons of a form serve once, those that lead to its next page and those of a ticket do not")
{
    DeskScene scene;
    const Ticket ticket = scene.report("dan", "Việc này lạ lắm");
    const Answer asked = scene.types("mai", scene.with_code("/phanloai CODE", ticket));
    REQUIRE(asked.buttons.size() == 8);
    ButtonPress press;
    for (const Button& button : asked.buttons) {
        INFO(button.title);
        press.data = button.data;
        CHECK(serves_once(press) == (button.title != scene.sentence(Say::button_more)));
    }
    press.data = scene.types("mai", scene.with_code("/xem CODE", ticket)).buttons.front().data;
    CHECK(!serves_once(press));
    press.data = asked.buttons.front().data;
    press.chat.kind = ChatKind::group;
    CHECK(!serves_once(press));
}

TEST_CASE("a transfer takes the suggestion, else asks field and department")
{
    DeskScene scene;
    const Ticket known = scene.report("dan", "Đèn đường ở Khu 3 hỏng");
    Answer asked = scene.types("mai", scene.with_code("/chuyen CODE", known));
    CHECK(has(asked.text, "đơn vị nào"));
    CHECK(asked.buttons.front().title == "Phòng Kinh tế"); // of the field that the words name
    scene.presses("mai", asked, "Phòng Kinh tế");
    CHECK(scene.stored(known).status == Status::transferred);
    CHECK(scene.stored(known).field == "dien_nuoc");
    CHECK(scene.stored(known).department == "kinh_te");

    const Ticket strange = scene.report("ba", "Việc này lạ lắm");
    asked = scene.types("mai", scene.with_code("/chuyen CODE trạm y tế", strange));
    CHECK(has(asked.text, "lĩnh vực nào"));
    scene.types("mai", "y tế");
    CHECK(scene.stored(strange).status == Status::transferred);
    CHECK(scene.stored(strange).department == "tram_y_te");
}

TEST_CASE("a reason is asked and taken from plain words, soon or in reply")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    Answer asked = scene.types("mai", scene.with_code("/tuchoi CODE", ticket));
    CHECK(has(asked.text, "lý do"));
    CHECK(scene.tickets().size() == 1);
    scene.types("mai", "Đường này thuộc xã bên cạnh");
    CHECK(scene.stored(ticket).status == Status::rejected);

    const Ticket later = scene.report("ba", "Cầu gãy");
    scene.types("mai", scene.with_code("/tuchoi CODE", later));
    std::string question;
    for (const OutboxItem& item : scene.send_all())
        if (item.chat == "mai")
            question = item.message;
    scene.now += 2h;
    scene.types("mai", "Bà Tư báo mất nước"); // long after: something else
    CHECK(scene.stored(later).status == Status::received);
    Message reply = scene.message("mai", "Cầu thuộc tỉnh quản lý");
    reply.reply_to = question;
    scene.takes("mai", reply);
    CHECK(scene.stored(later).status == Status::rejected);
}

TEST_CASE("a form lives for three days")
{
    DeskScene scene;
    const Ticket ticket = scene.report("dan", "Việc này lạ lắm");
    const Answer asked = scene.types("mai", scene.with_code("/phanloai CODE", ticket));
    scene.now += 73h;
    CHECK(has(scene.presses("mai", asked, asked.buttons.front().title).text, "đã cũ"));
    CHECK(scene.stored(ticket).status == Status::received);
}

TEST_CASE("a new command takes the place of an open form, and its buttons are void")
{
    DeskScene scene;
    const Ticket first = scene.report("dan", "Việc này lạ lắm");
    const Ticket second = scene.report("ba", "Việc kia cũng lạ");
    const Answer asked = scene.types("mai", scene.with_code("/phanloai CODE", first));
    scene.types("mai", scene.with_code("/tuchoi CODE", second));
    CHECK(has(scene.presses("mai", asked, asked.buttons.front().title).text, "đã cũ"));
    scene.types("mai", "thuộc xã bên");
    CHECK(scene.stored(second).status == Status::rejected);
    CHECK(scene.stored(first).status == Status::received);
}

TEST_CASE("a form can be given up")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    const Answer asked = scene.types("mai", scene.with_code("/tuchoi CODE", ticket));
    CHECK(has(scene.presses("mai", asked, scene.sentence(Say::button_drop)).text, "không thay đổi"));
    for (const char* word : {"hủy", "Thôi"}) {
        scene.types("mai", scene.with_code("/tuchoi CODE", ticket));
        CHECK(has(scene.types("mai", word).text, "không thay đổi"));
    }
    scene.types("mai", "Bà Tư báo mất nước");
    CHECK(scene.stored(ticket).status == Status::received);
}

TEST_CASE("a press on somebody else's form, or with a key that was not offered, does nothing")
{
    DeskScene scene;
    const Ticket ticket = scene.report("dan", "Việc này lạ lắm");
    const Answer asked = scene.types("mai", scene.with_code("/phanloai CODE", ticket));
    scene.presses("lanh", asked, asked.buttons.front().title);
    scene.presses("tuan", asked, asked.buttons.front().title);
    for (const char* data : {"ln:f:1:khong_co", "ln:f:1:", "ln:f:1", "ln:f:x:y_te", "ln:f:2:y_te", "ln:f:", "ln:do:",
                             "ln:do:xem", "ln:do:xem:x:y", "ln:do:xem:999:1", "ln:ls:viec", "ln:ls:xacminh:0:"})
        scene.presses_data("mai", data);
    CHECK(scene.stored(ticket).version == ticket.version);
}

TEST_CASE("people of one name are offered to choose from")
{
    DeskScene scene;
    scene.add_official("Nguyễn Văn Bình", {Role::handler}, "kinh_te");
    const User second = scene.add_official("Trần Thị Bình", {Role::handler}, "kinh_te");
    const Ticket ticket = scene.reported(Status::transferred);
    const Answer asked = scene.types("tuan", scene.with_code("/giaoviec CODE Bình", ticket));
    CHECK(has(asked.text, "cùng khớp"));
    CHECK(offers(asked, "Nguyễn Văn Bình"));
    CHECK_FALSE(offers(asked, "tuan"));
    scene.presses("tuan", asked, "Trần Thị Bình");
    CHECK(scene.stored(ticket).assignee == second.id);
}

TEST_CASE("a result that wants evidence waits for the photo, and the photo for its fetching")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    const Answer asked = scene.types("tuan", scene.with_code("/xong CODE đã vá ổ gà", ticket));
    CHECK(has(asked.text, "làm chứng"));
    const Answer kept = scene.takes("tuan", scene.photo_of("tuan"));
    CHECK(has(kept.text, "Khi lưu xong"));
    CHECK(scene.stored(ticket).status == Status::in_progress);
    scene.fetch_all();
    const Ticket after = scene.stored(ticket);
    CHECK(after.status == Status::resolved);
    REQUIRE(after.result);
    CHECK(after.result->text == "đã vá ổ gà");
    CHECK(has(scene.last_to("tuan"), "đã có kết quả"));
}

TEST_CASE("photos come with the words, and an album whole")
{
    DeskScene scene;
    scene.commune.channels.at(scene.channel).traits.files = 10;
    const Ticket ticket = scene.reported(Status::in_progress);
    scene.takes("tuan", scene.photo_of("tuan", scene.with_code("/xong CODE đã vá", ticket), "a1"));
    scene.takes("tuan", scene.photo_of("tuan", {}, "a1"));
    CHECK(scene.stored(ticket).status == Status::in_progress);
    scene.fetch_all();
    CHECK(scene.stored(ticket).status == Status::resolved);
    std::size_t files = 0;
    for (const OutboxItem& item : scene.said())
        if (item.chat == "dan")
            files += item.files.size();
    CHECK(files == 2);
}

TEST_CASE("other work goes on while photos are fetched; a photo that is lost is asked for again")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    const Ticket other = scene.lead(scene.report("ba", "Cầu gãy ở Khu 3"), Status::transferred);
    scene.takes("tuan", scene.photo_of("tuan", scene.with_code("/xong CODE đã vá", ticket)));
    scene.types("tuan", scene.with_code("/nhan CODE", other));
    CHECK(scene.stored(other).status == Status::in_progress);
    scene.fetch_all(false);
    CHECK(scene.stored(ticket).status == Status::in_progress);
    CHECK(has(scene.last_to("tuan"), "làm chứng"));
    scene.takes("tuan", scene.photo_of("tuan"));
    scene.fetch_all();
    CHECK(scene.stored(ticket).status == Status::resolved);
}

TEST_CASE("a public text is proposed without personal data, and stands once it is confirmed")
{
    DeskScene scene;
    Ticket ticket = scene.reported(Status::in_progress);
    scene.takes("tuan", scene.photo_of("tuan", scene.with_code("/xong CODE đã gọi 0912345678 và vá", ticket)));
    scene.fetch_all();
    ticket = scene.stored(ticket);
    Answer asked = scene.types("mai", scene.with_code("/congkhai CODE", ticket));
    CHECK_FALSE(has(asked.text, "0912345678"));
    CHECK(has(asked.text, "và vá"));
    CHECK(scene.stored(ticket).status == Status::resolved);
    asked = scene.types("mai", "Đã vá xong, liên hệ 0987654321");
    CHECK_FALSE(has(asked.text, "0987654321"));
    CHECK(scene.stored(ticket).status == Status::resolved);
    asked = scene.presses("mai", asked, scene.sentence(Say::button_publish));
    CHECK(has(asked.text, "1 ảnh"));
    asked = scene.presses("mai", asked, scene.sentence(Say::button_photo, {{"number", "1"}}));
    CHECK(offers(asked, scene.sentence(Say::button_photo_off, {{"number", "1"}})));
    scene.presses("mai", asked, scene.sentence(Say::button_post));
    const Ticket after = scene.stored(ticket);
    CHECK(after.status == Status::published);
    CHECK(has(after.public_text, "Đã vá xong"));
    CHECK_FALSE(has(after.public_text, "0987654321"));
}

TEST_CASE("where there are no buttons the form is a numbered list")
{
    DeskScene scene;
    scene.commune.channels.at(scene.channel).traits.buttons = 0;
    scene.commune.channels.at(scene.channel).traits.longest_text = 2000;
    const Ticket ticket = scene.report("dan", "Việc này lạ lắm");
    const Answer asked = scene.types("mai", scene.with_code("/tinhchat CODE", ticket));
    CHECK(has(asked.text, "\n1. phản ánh hiện trường\n2. kiến nghị"));
    scene.types("mai", "2");
    CHECK(scene.stored(ticket).nature == Nature::petition);
}
