// Lists: what is whose, in the order of its deadline, page by page.

#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

// As the daemon does behind the acknowledgement.
void index(DeskScene& scene)
{
    scene.run([](Context& context) { return context.tx.search().follow(1000); });
}

} // namespace

TEST_CASE("everybody's list is his own")
{
    DeskScene scene;
    const std::string fresh = scene.code(scene.report("an", "Đèn hỏng ở Khu 3"));
    const std::string theirs = scene.code(scene.lead(scene.report("ba", "Cầu gãy"), Status::transferred));
    const auto mine = [&](const std::string& who) { return scene.types(who, "/viec").text; };
    CHECK(has(mine("mai"), fresh));
    CHECK_FALSE(has(mine("mai"), theirs));
    CHECK(has(mine("tuan"), theirs));
    CHECK_FALSE(has(mine("tuan"), fresh));
    CHECK(mine("hoa") == scene.sentence(Say::list_mine_none));
    CHECK(has(mine("lanh"), fresh));
    CHECK(has(scene.types("quan", "/viec").text, "Vai trò"));
}

TEST_CASE("of one day comes first what is urgent, then what more people reported, however long the list is")
{
    DeskScene scene;
    const TimePoint last = scene.now + 120h;
    const auto sent = [&](const std::string& who, std::optional<Urgency> urgency, std::int64_t voices) {
        Ticket ticket = scene.report(who, "Ổ gà của " + who);
        ticket = scene.act(scene.front, ticket, step(Action::verify));
        ticket = scene.act(scene.front, ticket, classify("giao_thong", {}, urgency));
        ticket = scene.act(scene.front, ticket, transfer("kinh_te"));
        scene.run([&](Context& context) {
            Ticket stored = *context.tx.tickets().find(ticket.id);
            stored.voices = voices;
            stored.due_at = urgency ? last : last - 1min;
            return context.tx.tickets().save(stored);
        });
        return scene.code(ticket);
    };
    std::vector<std::string> alone;
    for (int i = 0; i < 40; ++i)
        alone.push_back(sent("an" + std::to_string(i), {}, 1));
    const std::string few = sent("ba", {}, 2);
    const std::string many = sent("binh", {}, 7);
    const std::string urgent = sent("cuong", Urgency::urgent, 1);
    const std::string list = scene.types("tuan", "/viec").text;
    CAPTURE(list);
    const auto at = [&](const std::string& code) { return list.find(code); };
    REQUIRE(has(list, urgent));
    REQUIRE(has(list, few));
    CHECK(at(urgent) < at(many));
    CHECK(at(many) < at(few));
    CHECK(at(few) < at(alone.front()));
    CHECK(has(list, "7 người phản ánh"));
    CHECK_FALSE(has(list, "1 người phản ánh"));

    scene.now += std::chrono::days{30};
    for (const std::string who : {"lanh", "tuan"}) {
        const std::string late = scene.types(who, "/quahan").text;
        CAPTURE(who, late);
        REQUIRE(has(late, many));
        CHECK(late.find(many) < late.find(few));
        CHECK(late.find(few) < late.find(alone.front()));
    }
}

TEST_CASE("a leader's list has the extensions that wait for him")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    scene.types("tuan", scene.with_code("/giahan CODE 3 ngày chờ vật tư", ticket));
    const Answer list = scene.types("lanh", "/viec");
    CHECK(has(list.text, scene.code(ticket)));
    CHECK(has(list.text, "xin gia hạn 3 ngày"));
    Answer shown = scene.presses("lanh", list, scene.sentence(Say::button_open, {{"code", scene.code(ticket)}}));
    const auto before = scene.stored(ticket).due_at;
    scene.presses("lanh", shown, scene.sentence(Say::verb_approve));
    CHECK(scene.stored(ticket).due_at > before);
    CHECK_FALSE(has(scene.types("lanh", "/viec").text, "xin gia hạn"));
}

TEST_CASE("a list ends with the command that takes what is fresh on it at once")
{
    DeskScene scene;
    const Ticket first = scene.report("an", "Đèn hỏng ở Khu 3");
    const auto ready = [&](const std::string& who) {
        const std::string text = scene.types(who, "/viec").text;
        const auto at = text.rfind(": /");
        return at == std::string::npos ? std::string{} : text.substr(at + 2);
    };
    CHECK(ready("mai").empty()); // of one there is a button
    const Ticket second = scene.report("ba", "Cầu gãy");
    const std::string command = ready("mai");
    CHECK(command == fmt::format("/xacminh {}, {}", first.code.number, second.code.number));
    scene.types("mai", command);
    CHECK(scene.stored(first).status == Status::verified);
    CHECK(scene.stored(second).status == Status::verified);
    for (const Ticket& ticket : {first, second}) {
        scene.now += 2min;
        scene.types("mai", scene.with_code("/chuyen CODE giao thông phòng kinh tế", ticket));
    }
    CHECK(ready("mai").empty());
    scene.types("tuan", ready("tuan"));
    CHECK(scene.stored(first).status == Status::in_progress);
    CHECK(scene.stored(second).status == Status::in_progress);
}

TEST_CASE("a long list goes on by a button, without one twice")
{
    DeskScene scene;
    for (int i = 0; i < 12; ++i)
        scene.report("dan" + std::to_string(i), "Đèn hỏng ở Khu 3");
    std::set<std::string> codes;
    Answer page = scene.types("mai", "/viec");
    for (int pages = 0; pages < 3; ++pages) {
        for (const Button& button : page.buttons)
            if (button.title != scene.sentence(Say::button_more))
                CHECK(codes.insert(button.title).second);
        if (pages < 2)
            page = scene.presses("mai", page, scene.sentence(Say::button_more));
    }
    CHECK(codes.size() == 12);
    CHECK_FALSE(offers(page, scene.sentence(Say::button_more)));
}

TEST_CASE("what is past its deadline is listed, and what stands still is not")
{
    DeskScene scene;
    const Ticket received = scene.report("an", "Đèn hỏng");
    const Ticket handled = scene.lead(scene.report("ba", "Cầu gãy"), Status::in_progress);
    const Ticket asked = scene.lead(scene.report("tu", "Mất nước"), Status::in_progress);
    scene.types("tuan", scene.with_code("/hoi CODE số nhà ạ?", asked));
    CHECK(scene.types("mai", "/quahan").text == scene.sentence(Say::list_overdue_none));
    scene.now += std::chrono::days{30};
    const std::string all = scene.types("mai", "/quahan").text;
    CHECK(has(all, scene.code(received)));
    CHECK(has(all, scene.code(handled)));
    CHECK_FALSE(has(all, scene.code(asked)));
    const std::string own = scene.types("tuan", "/qua han").text;
    CHECK(has(own, scene.code(handled)));
    CHECK_FALSE(has(own, scene.code(received)));
    CHECK(scene.types("hoa", "/overdue").text == scene.sentence(Say::list_overdue_none));
}

TEST_CASE("a search finds what its reader may read, masked")
{
    DeskScene scene;
    const Ticket lamp = scene.report("an", "Đèn đường hỏng, gọi 0912345678");
    const Ticket other = scene.lead(scene.report("ba", "Đèn chợ hỏng"), Status::transferred);
    index(scene);
    const std::string found = scene.types("mai", "/tim đèn hỏng").text;
    CHECK(has(found, scene.code(lamp)));
    CHECK(has(found, scene.code(other)));
    CHECK_FALSE(has(found, "0912345678"));
    CHECK_FALSE(has(scene.types("mai", "/tim 0912345678").text, scene.code(lamp)));
    CHECK_FALSE(has(scene.types("tuan", "/tim den hong").text, scene.code(lamp)));
    CHECK(has(scene.types("mai", "/tim").text, "/tim cống tắc"));
    CHECK(has(scene.types("mai", "/find nothing at all").text, "Không có phiếu nào"));
    // What is sealed is in no search, not even its keeper's.
    scene.types("mai", scene.with_code("/tinhchat CODE tố cáo", lamp));
    index(scene);
    for (const std::string who : {"mai", "kin", "lanh", "giam"})
        CHECK_FALSE(has(scene.types(who, "/tim đèn đường").text, scene.code(lamp)));
}

TEST_CASE("one ticket is shown with its deadline explained and its history")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    const Answer shown = scene.types("mai", scene.with_code("/xem CODE", ticket));
    for (const char* part :
         {"đang xử lý", "Phòng Kinh tế", "Hạn xử lý", "Được tính", "Diễn biến", "đã phân loại", "mai"})
        CHECK(has(shown.text, part));
    // A code alone asks for one's own, as everybody's does.
    CHECK_FALSE(has(scene.types("mai", scene.code(ticket)).text, "Diễn biến"));
}
