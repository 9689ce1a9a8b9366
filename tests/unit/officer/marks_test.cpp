// What officials see beside the words of a ticket: what was said at its transfer, and that many reports stand on it.

#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

// Two tickets an hour, and the words of a third on the second.
Ticket flood(DeskScene& scene)
{
    scene.commune.rules.join_window = 1min;
    scene.commune.rules.tickets_per_hour = 2;
    for (const char* words : {"Ổ gà ở Khu 3", "Đèn đường hỏng", "Chợ bẩn quá"}) {
        scene.now += 2min;
        scene.say("dan", words);
    }
    REQUIRE(scene.tickets().size() == 2);
    return scene.tickets().back();
}

} // namespace

TEST_CASE("what was said at the transfer is shown with the words, to who may read them")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    scene.types("mai",
                scene.with_code("/chuyen CODE giao thông phòng kinh tế làm trước mùa mưa, gọi 0912345678", ticket));
    REQUIRE(scene.stored(ticket).status == Status::transferred);
    const std::string early = scene.types("tuan", scene.with_code("/xem CODE", ticket)).text;
    CHECK_FALSE(has(early, "mùa mưa"));
    CHECK(has(scene.types("mai", scene.with_code("/xem CODE", ticket)).text, "làm trước mùa mưa"));
    scene.types("mai", scene.with_code("/tinhchat CODE phản ánh hiện trường", ticket));
    const std::string seen = scene.types("tuan", scene.with_code("/xem CODE", ticket)).text;
    CHECK(has(seen, "Ghi chú khi chuyển: “làm trước mùa mưa"));
    CHECK_FALSE(has(seen, "0912345678"));
}

TEST_CASE("officials see that reports of several things may stand on one ticket")
{
    DeskScene scene;
    const std::string mark = scene.sentence(Say::desk_burst);
    Ticket ticket = flood(scene);
    std::string pushed;
    for (const std::string& text : scene.said_to("mai"))
        if (has(text, "Chợ bẩn quá"))
            pushed = text;
    CHECK(has(pushed, mark));
    CHECK(has(scene.types("mai", scene.with_code("/xem CODE", ticket)).text, mark));
    ticket = scene.lead(ticket, Status::classified);
    ticket = scene.act(scene.front, ticket, transfer("kinh_te"));
    const std::string first = scene.last_to("tuan");
    CHECK(has(first, mark));
    CHECK_FALSE(has(first, "Chợ bẩn"));
    scene.act(scene.front, ticket, nature(Nature::field_report));
    const std::string then = scene.last_to("tuan");
    CHECK(has(then, mark));
    CHECK(has(then, "Chợ bẩn quá"));

    const Ticket other = scene.tickets().front();
    CHECK_FALSE(has(scene.types("mai", scene.with_code("/xem CODE", other)).text, mark));
}
