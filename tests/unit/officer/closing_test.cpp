// A ticket whose reporter was asked is not closed before he had time to answer.

#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

TEST_CASE("who closes a question too early hears from when on he may, and what else he can do")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::verified);
    const auto asked = scene.types("mai", scene.with_code("/hoi CODE Số nhà bao nhiêu ạ?", ticket));
    CHECK(!offers(asked, "Kết thúc"));
    const TimePoint from = *scene.course(ticket).paused_at + std::chrono::days{15};

    for (const std::string words : {"/ketthuc CODE", "/ketthuc CODE không ai trả lời"}) {
        INFO(words);
        const auto early = scene.types("mai", scene.with_code(words, ticket));
        CHECK(has(early.text, to_vietnamese(from)));
        CHECK(has(early.text, "Đủ 15 ngày"));
        CHECK(has(early.text, "/gop " + scene.code(ticket)));
        CHECK(!offers(early, "Kết thúc"));
        CHECK(offers(early, "Gộp phiếu"));
        CHECK(scene.stored(ticket).status == Status::needs_info);
    }

    scene.now = from;
    const auto shown = scene.types("mai", scene.with_code("/xem CODE", ticket));
    CHECK(offers(shown, "Kết thúc"));
    scene.types("mai", scene.with_code("/ketthuc CODE không ai trả lời", ticket));
    CHECK(scene.stored(ticket).status == Status::closed);
}

TEST_CASE("another question gives another time to answer")
{
    DeskScene scene;
    const Ticket ticket = scene.reported(Status::verified);
    scene.types("mai", scene.with_code("/hoi CODE Số nhà bao nhiêu ạ?", ticket));
    scene.now += std::chrono::days{14};
    scene.say("dan", "Số 12 ạ");
    scene.said();
    scene.types("mai", scene.with_code("/hoi CODE Ngõ nào ạ?", ticket));
    scene.now += std::chrono::days{2};
    scene.types("mai", scene.with_code("/ketthuc CODE không rõ", ticket));
    CHECK(scene.stored(ticket).status == Status::needs_info);
}
