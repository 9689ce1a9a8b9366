// Commands as people write them, several tickets at once, and what is answered to whom.

#include "core/officer/leading_codes.hpp"
#include "core/officer/typed.hpp"
#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

TEST_CASE("a command's name may be written in words, with diacritics or without")
{
    const auto name_of = [](std::string_view words) { return officer::read_command(words).value().name; };
    const auto rest_of = [](std::string_view words) { return officer::read_command(words).value().rest; };
    for (const char* words : {"/baocao tuần", "/bao cao tuần", "/báo cáo tuần", "/Báo Cáo tuần"}) {
        CHECK(name_of(words) == "baocao");
        CHECK(rest_of(words) == "tuần");
    }
    CHECK(name_of("/cảnh báo bão") == "canhbao");
    CHECK(name_of("/quá hạn") == "quahan");
    CHECK(name_of("/trả lời LS-26-0001 vâng") == "traloi");
    CHECK(name_of("/xem LS-26-0001") == "xem");
    CHECK(name_of("/xem lại LS-26-0001 chưa đạt") == "xemlai"); // the longer name
    CHECK(name_of("/trợ giúp") == "trogiup");
    CHECK(name_of("/tim an ninh") == "tim"); // no longer name begins so
    CHECK(rest_of("/tim an ninh") == "an ninh");
    CHECK(name_of("/bỏ tránh LS-26-0001") == "botranh");
    CHECK(name_of("/phản ánh đèn hỏng") == "phananh");
}

TEST_CASE("without the slash a command is one where its words can mean nothing else")
{
    const auto name_of = [](std::string_view words) {
        const auto command = officer::read_bare_command(words, "LS");
        return command ? command->name : std::string{};
    };
    CHECK(name_of("quá hạn") == "quahan");
    CHECK(name_of("Báo cáo tuần") == "baocao");
    CHECK(name_of("nhận LS-26-0042") == "nhan");
    CHECK(name_of("việc") == "viec");
    for (const char* words : {"việc này lạ lắm", "báo cáo anh đèn hỏng", "nhận LS-26-0042 giúp em", "nhận", "tìm cống",
                              "hỏi LS-26-0042 bao giờ xong"})
        CHECK(name_of(words).empty());

    DeskScene scene;
    const Ticket ticket = scene.report();
    scene.types("mai", scene.with_code("xác minh CODE", ticket));
    CHECK(scene.stored(ticket).status == Status::verified);
    CHECK(has(scene.types("mai", "quá hạn").text, scene.sentence(Say::list_overdue_none)));
}

TEST_CASE("several codes stand in front, whole or as the year's numbers")
{
    const auto numbers_in = [](std::string_view typed) {
        std::vector<std::int64_t> numbers;
        for (const TicketCode& code : officer::leading_codes(typed, "LS", 2026).codes)
            numbers.push_back(code.number);
        return numbers;
    };
    CHECK(numbers_in("12, 15,18 và 18") == std::vector<std::int64_t>{12, 15, 18});
    CHECK(numbers_in("LS-26-0012, LS-26-0015;LS 26 18 trùng với LS-26-0040") == std::vector<std::int64_t>{12, 15, 18});
    CHECK(officer::leading_codes("LS-26-0012, LS-26-0015 trùng, đã báo", "LS", 2026).rest == "trùng, đã báo");
    CHECK(numbers_in("lý do LS-26-0012").empty());
}

TEST_CASE("one command takes several tickets, each judged by itself, in one answer")
{
    DeskScene scene;
    const Ticket first = scene.report("dan", "Ổ gà ở Khu 3");
    const Ticket second = scene.report("ba", "Cầu gãy");
    const Ticket third = scene.report("tu", "Đèn hỏng");
    scene.types("mai", scene.with_code("/xacminh CODE", second));
    const Answer told = scene.types("mai", "/xacminh " + scene.code(first) + ", " + scene.code(second) + ", " +
                                               scene.code(third) + ", LS-26-9999");
    CHECK(scene.stored(first).status == Status::verified);
    CHECK(scene.stored(third).status == Status::verified);
    CHECK(std::ranges::count(told.text, '\n') == 3);
    CHECK(has(told.text, "Phiếu " + scene.code(second) + " hiện đã xác minh, nên chưa thể"));
    CHECK(has(told.text, "LS-26-9999"));

    // What somebody else has just changed is left to him who looks at it alone.
    scene.now += 2min;
    scene.pace = 1s;
    scene.types("lanh", scene.with_code("/phanloai CODE giao thông", first));
    const Answer partly =
        scene.types("mai", "/phanloai " + scene.code(first) + ", " + scene.code(third) + " giao thông");
    CHECK(has(partly.text, "lanh vừa cập nhật"));
    CHECK(scene.stored(third).status == Status::classified);
}

TEST_CASE("a remark on an open ticket is answered where that is meant, else the reporter is")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    scene.types("giam", scene.with_code("/giamsat CODE Chậm quá", ticket));
    scene.types("tuan", scene.with_code("/traloi CODE Sắp xong", ticket));
    CHECK(scene.course(ticket).remark);
    const Answer told = scene.types("tuan", scene.with_code("/traloi CODE giám sát: Xong trong tuần", ticket));
    CHECK(!scene.course(ticket).remark);
    CHECK(has(told.text, ": " + scene.sentence(Say::verb_answer_remark) + "."));
    CHECK(!has(told.text, scene.sentence(Say::verb_answer)));

    scene.types("giam", scene.with_code("/giamsat CODE Vẫn chậm", ticket));
    const Answer asked = scene.types("tuan", scene.with_code("/traloi CODE", ticket));
    scene.presses("tuan", asked, scene.sentence(Say::verb_answer_remark));
    scene.types("tuan", "Đang chờ nhựa đường");
    CHECK(!scene.course(ticket).remark);

    scene.types("tuan", scene.with_code("/hoi CODE Đoạn nào?", ticket));
    scene.types("giam", scene.with_code("/giamsat CODE Sao còn hỏi", ticket));
    scene.types("tuan", scene.with_code("/traloi CODE Cần biết đoạn nào", ticket)); // the reporter's is not his to take
    CHECK(!scene.course(ticket).remark);
    CHECK(scene.stored(ticket).status == Status::needs_info);
}

TEST_CASE("what may be a denunciation is not offered to be turned away")
{
    DeskScene scene;
    const Ticket ticket = scene.report("dan", "Tôi tố cáo cán bộ nhận hối lộ");
    REQUIRE(scene.stored(ticket).suspected);
    const Answer shown = scene.types("kin", scene.with_code("/xem CODE", ticket));
    CHECK(offers(shown, scene.sentence(Say::verb_nature)));
    CHECK(!offers(shown, scene.sentence(Say::verb_reject)));
    const Answer told = scene.types("kin", scene.with_code("/tuchoi CODE không đúng sự thật", ticket));
    CHECK(told.text == scene.sentence(Say::desk_not_reject_kept, {{"code", scene.code(ticket)}}));
    CHECK(scene.stored(ticket).status == Status::received);
    const Ticket complaint = scene.report("ba", "Tôi không đồng ý quyết định thu hồi đất");
    scene.types("mai", scene.with_code("/tinhchat CODE khiếu nại", complaint));
    CHECK(has(scene.types("mai", scene.with_code("/tuchoi CODE thuộc nơi khác", complaint)).text,
              "khiếu nại nên không được từ chối"));
    CHECK(scene.stored(complaint).status == Status::received);
}

TEST_CASE("an official who reopens too late gets a successor of the same reporter")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::closed);
    scene.types("mai", scene.with_code("/tranh CODE hoa", ticket));
    scene.now += scene.commune.rules.reopen_window + 24h;
    const Answer told = scene.types("mai", scene.with_code("/molai CODE ổ gà lại lún", ticket));
    const Ticket next = scene.tickets().back();
    REQUIRE(next.follows == ticket.id);
    CHECK(next.status == Status::received);
    CHECK(next.reporter == ticket.reporter);
    CHECK(next.field == ticket.field);
    CHECK(next.due_at);
    CHECK(to_text(scene.course(next).kept_from) == to_text(scene.course(ticket).kept_from));
    CHECK(has(told.text, scene.code(next)));
    CHECK(offers(told, scene.sentence(Say::verb_verify)));
    CHECK(scene.stored(ticket).status == Status::closed);
    CHECK(has(scene.types("mai", scene.with_code("/xem CODE", next)).text, "ổ gà lại lún"));
    CHECK(scene.faults().empty());
    // Its reporter hears of it, and goes on under the new code.
    scene.types("dan", "Vẫn sâu lắm");
    CHECK(scene.tickets().size() == 2);
}

TEST_CASE("what was sealed is followed by what its keeper alone sees")
{
    DeskScene scene;
    const Ticket ticket = scene.report("dan", "Tôi tố cáo cán bộ nhận hối lộ");
    scene.types("kin", scene.with_code("/tinhchat CODE tố cáo", ticket));
    scene.types("kin", scene.with_code("/xong CODE traloi Đã chuyển Thanh tra", ticket));
    REQUIRE(scene.stored(ticket).status == Status::resolved);
    scene.now += scene.commune.rules.reopen_window + 24h;
    scene.types("kin", scene.with_code("/molai CODE có tình tiết mới", ticket));
    const Ticket next = scene.tickets().back();
    REQUIRE(next.follows == ticket.id);
    CHECK(next.suspected);
    CHECK(has(scene.types("mai", scene.with_code("/xem CODE", next)).text, "Không có phiếu này"));
}

TEST_CASE("the answer of one reporter closes the question in the chats of all")
{
    DeskScene scene;
    const Ticket master = scene.reported(Status::in_progress);
    const Ticket follower = scene.report("ba", "Ổ gà Khu 3 nữa");
    scene.types("mai", "/gop " + scene.code(follower) + ' ' + scene.code(master));
    scene.types("tuan", scene.with_code("/hoi CODE Đoạn nào?", master));
    const auto open_in = [&](const std::string& chat) {
        return scene.run([&](Context& context) {
            return context.tx.questions().newest_open(scene.channel, chat, context.now - 72h).has_value();
        });
    };
    REQUIRE(open_in("ba"));
    scene.types("dan", "Trước cổng trường");
    CHECK(scene.stored(master).status == Status::in_progress);
    CHECK(!open_in("dan"));
    CHECK(!open_in("ba"));
}

TEST_CASE("words on a finished ticket bring a button to reopen it; after the window the next words are a successor")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::resolved);
    Message more = scene.message("dan", "Vẫn còn ổ gà");
    more.reply_to = scene.messages(ticket).front().message;
    CHECK(offers(scene.takes("dan", more), scene.sentence(Say::button_reopen)));
    scene.now += scene.commune.rules.reopen_window + 24h;
    const Answer late = scene.types("dan", "/mở lại");
    CHECK(has(late.text, "quá thời hạn mở lại"));
    scene.types("dan", "Ổ gà ấy lại sâu thêm");
    CHECK(scene.tickets().back().follows == ticket.id);
    CHECK(scene.stored(ticket).status == Status::resolved);
}
