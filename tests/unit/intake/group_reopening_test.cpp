// A finished ticket in the group where it was reported: words are added, and its reporter may have it opened again.

#include "core/store/courses.hpp"
#include "tests/unit/intake/group_scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

struct Finished : World
{
    Finished()
    {
        settle_group(*this);
        take(group_message(bound_group, "dan", "/phananh Cống ở khu 3 tắc"));
        const Ticket opened = only_ticket();
        change(opened, Status::closed);
        now += 24h;
        send_all();
        said();
    }

    Texts replied(const std::string& who, const std::string& words)
    {
        said();
        Message reply = group_message(bound_group, who, words);
        reply.reply_to = messages(tickets().front()).front().message;
        take(reply);
        return texts_of(said(), bound_group);
    }
    Ticket first() { return tickets().front(); }
};

} // namespace

TEST_CASE("the reporter's words on a finished ticket tell him how to reopen it, anybody else's do not")
{
    Finished scene;
    const auto own = scene.replied("dan", "Vẫn tắc");
    REQUIRE(own.size() == 1);
    CHECK(has(own[0], "mở lại"));
    CHECK(has(own[0], scene.code(scene.first())));
    const auto other = scene.replied("ba", "Đúng là vẫn tắc");
    REQUIRE(other.size() == 1);
    CHECK(!has(other[0], "mở lại"));
    CHECK(has(other[0], "Đã ghi thêm"));
}

TEST_CASE("two words of the reporter in reply open it again, of nobody else")
{
    Finished scene;
    CHECK(has(scene.replied("ba", "mở lại").at(0), "Đã ghi thêm"));
    CHECK(scene.first().status == Status::closed);
    CHECK(scene.replied("dan", "Mở lại").at(0) ==
          "Đã mở lại phản ánh " + scene.code(scene.first()) + ". Chúng tôi sẽ xử lý tiếp và báo kết quả tại đây.");
    CHECK(is_open(scene.first().status));
    CHECK(scene.replied("dan", "mo lai").at(0) ==
          "Đã ghi thêm vào phản ánh " + scene.code(scene.first()) + ". Cảm ơn bà con."); // it is open
    CHECK(scene.faults() == std::vector<std::string>{});
}

TEST_CASE("after the window the words are a ticket that follows")
{
    Finished scene;
    scene.now += 31 * 24h;
    const auto told = scene.replied("dan", "mở lại");
    REQUIRE(scene.tickets().size() == 2);
    CHECK(scene.first().status == Status::closed);
    CHECK(has(told.at(0), "Đã tiếp nhận phản ánh này, mã " + scene.code(scene.tickets().back())));
}
