#include "core/report/report.hpp"
#include "core/text/utf8.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::report;

namespace {

Report some_week()
{
    Report report;
    report.period = period_of(Span::week, calendar::parse_day("2026-11-28").value());
    report.commune = "Xã Lương Sơn";
    report.flow.received = 60;
    report.flow.finished = 45;
    report.flow.on_time = 40;
    report.flow.late = 3;
    report.flow.open = 20;
    report.flow.overdue = 3;
    report.before.received = 42;
    report.fields = {{"", "chưa phân loại", 20, 0}, {"a", "Môi trường", 12, 3}, {"b", "Giao thông", 9, 1}};
    report.anchor = "42:0123456789abcdef0123456789abcdef";
    return report;
}

} // namespace

TEST_CASE("The form for a group says the main figures")
{
    const test::World world;
    Report report = some_week();
    report.score = Satisfaction{30, 18, {0, 1, 2, 6, 9}};
    CHECK(to_text(world.commune, report) == "Xã Lương Sơn: phản ánh, kiến nghị tuần 48 (23/11 – 29/11/2026)\n"
                                            "• Tiếp nhận: 60 (kỳ trước 42)\n"
                                            "• Đã có kết quả: 45; đúng hạn 40/43 (93%)\n"
                                            "• Đang giải quyết: 20, quá hạn 3\n"
                                            "• Bà con chấm điểm: 4,3/5 (18 lượt chấm trên 30 lượt hỏi)\n"
                                            "• Nhiều nhất: Môi trường (12), Giao thông (9)\n"
                                            "Mốc đối chiếu nhật ký: 42:0123456789abcdef0123456789abcdef");
}

TEST_CASE("Nothing is divided by nothing")
{
    const test::World world;
    Report report = some_week();
    report.flow.on_time = report.flow.late = 0;
    report.score = Satisfaction{30, 0, {}};
    const auto text = to_text(world.commune, report);
    CHECK(text.find("• Đã có kết quả: 45\n") != std::string::npos);
    CHECK(text.find("chưa có lượt chấm (30 lượt hỏi)") != std::string::npos);
}

TEST_CASE("The longest names and numbers leave the head line, the main figures and the journal's head")
{
    const test::World world;
    const auto span = GENERATE(Span::day, Span::week, Span::month, Span::quarter);
    Report report = some_week();
    report.period = period_of(span, calendar::parse_day("2026-11-28").value());
    for (int i = 0; i < 60; ++i)
        report.commune += " Nghĩa Trung";
    constexpr auto huge = std::int64_t{9'000'000'000'000'000'000};
    report.flow.received = report.flow.finished = report.flow.open = report.flow.overdue = huge;
    report.flow.on_time = 4'000'000'000;
    report.before.received = huge;
    report.score = Satisfaction{huge, 400'000'000, {0, 0, 0, 0, 400'000'000}};
    for (Count& field : report.fields)
        field.name = std::string(200, 'x');
    report.remarks.push_back({"Front", {}, std::string(5000, 'y')});
    report.anchor = "9223372036854775807:0123456789abcdef0123456789abcdef";
    const auto text = to_text(world.commune, report);
    CHECK(text::code_points(text) <= longest_text);
    CHECK(text.starts_with("Xã Lương Sơn Nghĩa Trung"));
    CHECK(text.ends_with(report.anchor));
    for (const auto* main : {"• Tiếp nhận: 9", "• Đã có kết quả: 9", "• Đang giải quyết: 9", "• Bà con chấm điểm: 5/5"})
        CHECK(text.find(main) != std::string::npos);
}

TEST_CASE("The form for a group never exceeds its length, and keeps the journal's head")
{
    const test::World world;
    Report report = some_week();
    for (Count& field : report.fields)
        field.name = std::string(400, 'x');
    report.remarks.push_back({"Front", {}, std::string(5000, 'y')});
    const auto text = to_text(world.commune, report);
    CHECK(text::code_points(text) <= longest_text);
    CHECK(text.ends_with(report.anchor));
    CHECK(text.find("Tiếp nhận") != std::string::npos);
}
