// /tranh and /botranh: whom a ticket is kept from, said in chat, and what they hear then.

#include "core/clock/digest.hpp"
#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

std::string kept_from(DeskScene& scene, const Ticket& ticket) { return to_text(scene.course(ticket).kept_from); }

std::string of(const User& user) { return to_text(Party{{}, user.id}); }

// Of what is typed about this ticket, and about one that does not exist.
void check_unknown(DeskScene& scene, const std::string& who, const std::string& words, const Ticket& ticket)
{
    std::string known = scene.types(who, scene.with_code(words, ticket)).text;
    std::string other = words;
    other.replace(other.find("CODE"), 4, "LS-26-0999");
    std::string unknown = scene.types(who, other).text;
    while (unknown.find("LS-26-0999") != std::string::npos)
        unknown.replace(unknown.find("LS-26-0999"), 10, scene.code(ticket));
    CAPTURE(who, words);
    CHECK(known == unknown);
}

} // namespace

TEST_CASE("a ticket is kept from an official or a department by name, with a reason or without")
{
    const std::vector<std::pair<const char*, std::string>> ways{{"/tranh CODE tuan là người bị phản ánh", "user:"},
                                                                {"/tránh CODE anh Tuân vì họ hàng với lanh", "user:"},
                                                                {"/keepfrom CODE đồng chí tuan", "user:"},
                                                                {"/tranh CODE Phòng Kinh tế bị phản ánh", "kinh_te"}};
    for (const auto& [words, party] : ways) {
        DeskScene scene;
        const Ticket ticket = scene.report();
        const Answer told = scene.types("mai", scene.with_code(words, ticket));
        CAPTURE(words, told.text);
        CHECK(kept_from(scene, ticket) == (party == "user:" ? of(scene.handler) : party));
        CHECK(has(told.text, scene.sentence(Say::verb_keep_out)));
        CHECK(has(scene.types("mai", scene.with_code("/xem CODE", ticket)).text, "Phải tránh: "));
    }
}

TEST_CASE("who is meant is asked when several are, or none is named")
{
    DeskScene scene;
    scene.add_official("Nguyễn Văn Bình", {Role::handler}, "tram_y_te");
    const User second = scene.add_official("Trần Thị Bình", {Role::handler}, "kinh_te");
    const Ticket ticket = scene.report();
    const Answer asked = scene.types("mai", scene.with_code("/tranh CODE bà Bình", ticket));
    CHECK(has(asked.text, "cùng khớp"));
    CHECK_FALSE(offers(asked, "tuan"));
    scene.presses("mai", asked, "Trần Thị Bình");
    CHECK(kept_from(scene, ticket) == of(second));

    const Ticket other = scene.report("ba", "Cầu gãy");
    CHECK(has(scene.types("mai", scene.with_code("/tranh CODE", other)).text, "phải tránh ai"));
    scene.types("mai", "trạm y tế");
    CHECK(kept_from(scene, other) == "tram_y_te");
}

TEST_CASE("it is undone by name or by its button")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    CHECK(scene.types("mai", scene.with_code("/botranh CODE", ticket)).text ==
          scene.sentence(Say::desk_kept_from_nobody, {{"code", scene.code(ticket)}}));
    scene.types("mai", scene.with_code("/tranh CODE tuan", ticket));
    scene.types("mai", scene.with_code("/tranh CODE hoa", ticket));
    const Answer asked = scene.types("mai", scene.with_code("/botranh CODE", ticket));
    CHECK(asked.buttons.size() == 3); // two, and the way out
    scene.presses("mai", asked, "tuan");
    CHECK(kept_from(scene, ticket) == of(scene.other));
    CHECK(offers(scene.types("mai", scene.with_code("/botranh CODE lanh", ticket)), "hoa")); // it is not kept from lanh
    scene.types("mai", scene.with_code("/bỏ tránh CODE hoa", ticket));
    CHECK(kept_from(scene, ticket).empty());
}

TEST_CASE("several tickets are kept from one at once")
{
    DeskScene scene;
    const Ticket first = scene.report("dan", "Ổ gà ở Khu 3");
    const Ticket second = scene.report("ba", "Cầu gãy");
    scene.types("mai", "/tranh " + scene.code(first) + ", " + scene.code(second) + " tuan");
    CHECK(kept_from(scene, first) == of(scene.handler));
    CHECK(kept_from(scene, second) == of(scene.handler));
}

TEST_CASE("whom it is kept from is answered as if there were no such ticket, and finds it nowhere")
{
    DeskScene scene;
    scene.add_official("mo", {Role::front_officer});
    const Ticket ticket = scene.lead(scene.report("dan", "Cống tắc ở Khu 3"), Status::in_progress);
    const Answer shown = scene.types("mai", scene.with_code("/xem CODE", ticket));
    REQUIRE_FALSE(shown.buttons.empty());
    scene.run([](Context& context) { return context.tx.search().follow(1000); });
    REQUIRE(has(scene.types("mai", "/tim cống tắc").text, scene.code(ticket)));
    scene.types("lanh", scene.with_code("/tranh CODE mai", ticket));
    scene.types("lanh", scene.with_code("/tranh CODE tuan", ticket));

    for (const char* words :
         {"/xem CODE", "/xacminh CODE", "/phanloai CODE giao thông", "/chuyen CODE phòng kinh tế",
          "/tinhchat CODE kiến nghị", "/hoi CODE Đoạn nào?", "/traloi CODE Sắp xong", "/xong CODE khongthe Hết tiền",
          "/tuchoi CODE Không đúng", "/molai CODE Lại hỏng", "/nguoigui CODE Cần gọi", "/ketthuc CODE Xong",
          "/congkhai CODE", "/gop CODE", "/tranh CODE hoa", "/botranh CODE mai", "/nhan CODE, LS-26-0998", "CODE"})
        check_unknown(scene, "mai", words, ticket);
    for (const char* words : {"/xem CODE", "/nhan CODE", "/giaoviec CODE tuan", "/xong CODE khongthe Hết tiền"})
        check_unknown(scene, "tuan", words, ticket);
    for (const std::string who : {"mai", "tuan"})
        for (const char* words : {"/viec", "/quahan", "/tim cống tắc"})
            CHECK_FALSE(has(scene.types(who, words).text, scene.code(ticket)));
    const std::string nothing = scene.presses_data("mai", "ln:do:xem:999:1").text;
    CHECK(scene.presses_data("mai", shown.buttons.front().data).text == nothing);
    CHECK(scene.stored(ticket).status == Status::in_progress);
    CHECK(has(scene.types("mo", "/tim cống tắc").text, scene.code(ticket)));
}

TEST_CASE("whom it is kept from cannot add to it by a reply, nor hears of it in a digest")
{
    DeskScene scene;
    scene.say("dan", "Ổ gà ở Khu 3");
    const Ticket ticket = scene.tickets().back();
    std::string pushed;
    for (const OutboxItem& item : scene.send_all())
        if (item.chat == "mai")
            pushed = item.message;
    REQUIRE_FALSE(pushed.empty());
    scene.types("lanh", scene.with_code("/tranh CODE mai", ticket));
    const auto entries = scene.messages(ticket).size();
    Message reply = scene.message("mai", "Tôi nhận việc này");
    reply.reply_to = pushed;
    const Answer asked = scene.takes("mai", reply);
    CHECK(has(asked.text, "muốn làm gì với tin này"));
    CHECK_FALSE(has(asked.text, scene.code(ticket)));
    CHECK(scene.messages(ticket).size() == entries);
    scene.said();
    scene.say("dan", "Sâu thêm rồi");
    CHECK(scene.said_to("mai").empty());

    const auto digest = [&](const std::string& who) {
        scene.said();
        scene.run([&](Context& context) {
            clock::send_digest(context, context.tx.people().find_user(who)->id);
            return 0;
        });
        return scene.last_to(who);
    };
    CHECK_FALSE(has(digest("mai"), scene.code(ticket)));
    CHECK(has(digest("lanh"), scene.code(ticket)));
}

TEST_CASE("who is kept out is not proposed, and who has the last say stays")
{
    DeskScene scene;
    scene.add_official("bon", {Role::handler}, "kinh_te");
    const Ticket ticket = scene.reported(Status::transferred);
    scene.types("mai", scene.with_code("/tranh CODE tuan", ticket));
    const Answer asked = scene.types("lanh", scene.with_code("/giaoviec CODE", ticket));
    CHECK(offers(asked, "bon"));
    CHECK_FALSE(offers(asked, "tuan"));
    const Ticket other = scene.report("ba", "Đèn đường ở Khu 3 hỏng");
    scene.types("mai", scene.with_code("/tranh CODE phòng kinh tế", other));
    const Answer where = scene.types("mai", scene.with_code("/chuyen CODE", other));
    CHECK_FALSE(where.buttons.empty());
    CHECK_FALSE(offers(where, "Phòng Kinh tế"));
    scene.types("lanh", scene.with_code("/tranh CODE mai", other));
    CHECK(scene.types("lanh", scene.with_code("/tranh CODE lanh", other)).text ==
          scene.sentence(Say::desk_last_one, {{"code", scene.code(other)}}));
}
