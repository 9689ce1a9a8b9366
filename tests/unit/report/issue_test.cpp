// An issued report never changes.
#include "adapters/report/forms.hpp"
#include "core/hash/hash.hpp"
#include "core/journal/record.hpp"
#include "core/people/erasure.hpp"
#include "core/report/issue.hpp"
#include "tests/unit/report/history.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::report;

namespace {

Result<IssuedReport> issue_week(test::World& world, const Period& week, const std::string& corrects = {})
{
    std::optional<Result<IssuedReport>> issued;
    world.run([&](Context& context) {
        issued = issue(context, {week, "console", {}, corrects}, to_json);
        return 0;
    });
    return *issued;
}

std::optional<IssuedReport> kept(test::World& world, const Period& week, int version)
{
    return world.run([&](Context& context) { return context.tx.issued().find(week, version); });
}

} // namespace

TEST_CASE("A report is frozen with its hash, in the journal too")
{
    test::World world;
    test::History history(world);
    history.open();
    const Period week = period_of(Span::week, calendar::day_of(world.now));
    CHECK(issue_week(world, week).error() == Errc::wrong_state);
    world.now = end_of(week) + std::chrono::hours{8};
    const auto issued = issue_week(world, week).value();
    CHECK(issued.version == 1);
    CHECK(issued.sha256 == hash::sha256_hex(issued.document));
    const auto entry = world.journal().back();
    CHECK(entry.action == "report");
    CHECK(entry.facts.ends_with(";version=1;sha256=" + issued.sha256));

    // Whatever happens later stays out of it.
    history.step(history.all.front(), Action::reject, Status::rejected);
    history.open();
    const auto again = kept(world, week, 0).value();
    CHECK(again.document == issued.document);
    CHECK(again.period == week);
    CHECK(from_json(again.document).value().flow.received == 1);
}

TEST_CASE("A later version says what it puts right, and the earlier one stays")
{
    test::World world;
    test::History history(world);
    history.open();
    const Period week = period_of(Span::week, calendar::day_of(world.now));
    world.now = end_of(week);
    const auto first = issue_week(world, week).value();
    CHECK(issue_week(world, week).error() == Errc::missing_text);
    const auto second = issue_week(world, week, "thiếu một phản ánh của khu 3").value();
    CHECK(second.version == 2);
    CHECK(from_json(second.document).value().corrects == "thiếu một phản ánh của khu 3");
    CHECK(kept(world, week, 1)->document == first.document);
    CHECK(kept(world, week, 0)->version == 2);
    CHECK_FALSE(kept(world, week, 3));
    const auto list = world.run([](Context& context) { return context.tx.issued().list(10); });
    REQUIRE(list.size() == 2);
    CHECK(list.front().version == 2);
    CHECK(list.front().document.empty());
}

TEST_CASE("The store itself refuses to change an issued report or a remark")
{
    test::World world;
    const Period week = before(period_of(Span::week, calendar::day_of(world.now)));
    REQUIRE(issue_week(world, week).has_value());
    CHECK_THROWS(world.run([&](Context& context) {
        context.tx.issued().add({week, 1, context.now, "x", "", "y", "z"});
        return 0;
    }));
    CHECK(kept(world, week, 0)->by == "console");
}

TEST_CASE("Remarks are the Front's alone")
{
    test::World world;
    const Period week = period_of(Span::week, calendar::day_of(world.now));
    const auto say = [&](const User& user, std::string_view words) {
        std::optional<Result<void>> said;
        world.run([&](Context& context) {
            said = remark(context, user, week, words);
            return 0;
        });
        return *said;
    };
    CHECK(say(world.add_user("giám sát", {Role::supervisor}), " Gọi 0912345678 cho tôi. "));
    CHECK(say(world.add_user("mặt trận", {Role::front_officer}), "Tốt."));
    for (const Role role : {Role::leader, Role::handler, Role::administrator, Role::keeper})
        CHECK(say(world.add_user(std::string{name_of(role)}, {role}), "x").error() == Errc::not_allowed);
    CHECK(say(world.add_user("cả hai", {Role::supervisor, Role::leader}), "x").error() == Errc::not_allowed);
    CHECK(say(world.add_user("trống", {Role::supervisor}), " \n").error() == Errc::missing_text);
    const auto remarks = world.run([&](Context& context) { return context.tx.issued().remarks(week); });
    REQUIRE(remarks.size() == 2);
    CHECK(remarks[0].text == "Gọi 09xx xxx 678 cho tôi.");
    CHECK(world.journal().back().action == "report_remark");
}

TEST_CASE("A report that was made a moment before is issued while it holds")
{
    test::World world;
    test::History history(world);
    history.open();
    const Period week = period_of(Span::week, calendar::day_of(world.now));
    world.now = end_of(week);
    auto made = world.run([&](Context& context) { return make(context, week); });
    made.commune = "Đã lập từ trước";
    const auto issued = [&](const std::string& corrects) {
        std::optional<IssuedReport> kept;
        world.run([&](Context& context) {
            kept = issue(context, {week, "console", {}, corrects, made}, to_json).value();
            return 0;
        });
        return from_json(kept->document).value();
    };

    world.say("dan", "Ổ gà ở Khu 3 sâu lắm"); // it came after the report was made, and is in none of that week
    CHECK(issued("").commune == made.commune);

    SECTION("not over a remark of the Front's")
    {
        const User front = world.add_user("giám sát", {Role::supervisor});
        world.run([&](Context& context) { return remark(context, front, week, "Trả lời còn chậm.").has_value(); });
        const Report anew = issued("thêm nhận xét");
        CHECK(anew.commune == world.commune.name);
        CHECK(anew.remarks.size() == 1);
    }
    SECTION("not over an erasure")
    {
        world.run([&](Context& context) { return erase_person(context, *world.identity("dan"), "request"); });
        CHECK(issued("xóa dữ liệu").commune == world.commune.name);
    }
    SECTION("not over a ticket that was sealed meanwhile")
    {
        world.run([&](Context& context) {
            Ticket ticket = context.tx.tickets().list({}).back();
            ticket.nature = Nature::denunciation;
            context.tx.tickets().save(ticket);
            journal::record(context, {.ticket = ticket.id, .action = "set_nature", .facts = "nature=denunciation"});
            return 0;
        });
        const Report anew = issued("có đơn tố cáo");
        CHECK(anew.commune == world.commune.name);
    }
}
