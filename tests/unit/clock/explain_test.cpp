#include "core/clock/explain.hpp"
#include "tests/unit/clock/days.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

struct Case
{
    World world;
    Ticket ticket;
    Course course;

    Case()
    {
        auto& calendar = world.commune.taxonomy.calendar;
        calendar.years = {2026};
        calendar.holidays[*calendar::parse_day("2026-11-24")] = "Ngày Văn hóa Việt Nam";
        ticket.created_at = vietnam("2026-11-20 16:00");
        ticket.due_at = vietnam("2026-11-23 10:00");
    }
    std::string text(const std::optional<Course>& with) const
    {
        return clock::explain(world.commune, ticket, with, vietnam("2026-11-27 09:00"));
    }
};

} // namespace

TEST_CASE("a verification says from when, which hours counted and which days not")
{
    const Case found;
    CHECK(found.text(std::nullopt) == "Hạn xác minh: 10:00 23/11/2026.\n"
                                      "Thời gian cho phép: 4 giờ làm việc, tính từ 16:00 20/11/2026.\n"
                                      "Được tính: 20/11 (1 giờ 30 phút); 23/11 (2 giờ 30 phút).\n"
                                      "Không tính: 21/11–22/11 (cuối tuần).");
}

TEST_CASE("a handling says what was approved and how long it stood still")
{
    Case found;
    found.ticket.status = Status::in_progress;
    found.course.due_from = vietnam("2026-11-20 16:00");
    found.course.given = {calendar::Period::Unit::working_days, 3};
    found.course.extended_days = 2;
    found.course.paused = std::chrono::minutes{90};
    found.ticket.due_at = vietnam("2026-11-30 17:30");
    const auto reckoning = clock::reckon(found.world.commune.taxonomy, found.ticket, found.course, found.world.now);
    REQUIRE(reckoning);
    CHECK(to_vietnamese(reckoning->due) == "17:30 01/12/2026");
    CHECK(found.text(found.course) ==
          "Hạn xử lý: 17:30 30/11/2026.\n"
          "Thời gian cho phép: 3 ngày làm việc, bắt đầu lúc 16:00 20/11/2026; ngày bắt đầu không tính, đến hết giờ làm "
          "việc của ngày cuối.\n"
          "Được tính: 23/11; 25/11–26/11.\n"
          "Không tính: 21/11–22/11 (cuối tuần); 24/11 (Ngày Văn hóa Việt Nam).\n"
          "Được gia hạn thêm 2 ngày làm việc.\n"
          "Được tính: 27/11; 30/11.\n"
          "Không tính: 28/11–29/11 (cuối tuần).\n"
          "Đã tạm dừng 1 giờ 30 phút làm việc, hạn lùi lại bấy nhiêu.");
}

TEST_CASE("a deadline that stands still has no end, and one in an undecided year may move")
{
    Case found;
    found.ticket.status = Status::needs_info;
    found.ticket.due_at.reset();
    found.course.due_from = vietnam("2026-11-25 16:00");
    found.course.given = {calendar::Period::Unit::working_days, 30};
    found.course.paused_at = vietnam("2026-11-26 15:00");
    const std::string text = found.text(found.course);
    CHECK(text.starts_with("Hạn xử lý đang tạm dừng.\n"));
    CHECK(text.find("Tạm dừng từ 15:00 26/11/2026 để chờ người dân bổ sung thông tin.") != std::string::npos);
    CHECK(text.find("Đã tạm dừng 4 giờ làm việc") != std::string::npos); // 15:00 to 17:30, and 07:30 to 09:00
    CHECK(text.find("chưa có thông báo chính thức") != std::string::npos);
}

TEST_CASE("what owes nothing explains nothing")
{
    Case found;
    found.ticket.status = Status::resolved;
    CHECK(found.text(std::nullopt).empty());
}
