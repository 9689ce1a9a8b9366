// What a report says at its edges, and what it must never say.
#include "core/report/report.hpp"
#include "core/store/issued.hpp"
#include "tests/unit/report/history.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::report;
using test::History;
using test::World;

namespace {

Report week_of(World& world)
{
    return world.run(
        [&](Context& context) { return make(context, period_of(Span::week, calendar::day_of(context.now))); });
}

Ticket about(const std::string& field, const std::string& area)
{
    Ticket ticket;
    ticket.field = field;
    ticket.area = area;
    ticket.nature = Nature::field_report;
    return ticket;
}

} // namespace

TEST_CASE("An empty week has figures, and no shares of nothing")
{
    World world;
    const Report report = week_of(world);
    CHECK(report.flow.total() == 0);
    CHECK_FALSE(report.flow.median);
    CHECK(report.channels.empty());
    CHECK_FALSE(report.sealed);
    CHECK(report.commune == world.commune.name);
}

TEST_CASE("What is sealed is in no figure, and counted alone from five on")
{
    World world;
    History history(world);
    Ticket sealed = about("moi_truong", world.commune.taxonomy.areas.front().key);
    sealed.nature = Nature::denunciation;
    for (int i = 1; i <= 5; ++i) {
        history.open(sealed);
        const Report report = week_of(world);
        CHECK(report.flow.total() == 0);
        CHECK(report.fields.empty());
        CHECK(report.natures.empty());
        CHECK(report.clusters.empty());
        CHECK(report.sealed == (i < 5 ? std::nullopt : std::optional<std::int64_t>{5}));
    }
}

TEST_CASE("A refusal is named with its reason, without what is personal in it")
{
    World world;
    History history(world);
    history.step(history.open(about("", "")), Action::reject, Status::rejected,
                 "Gọi 0912345678 để được hướng dẫn\nđơn gửi tòa án");
    const Report report = week_of(world);
    REQUIRE(report.refusals.size() == 1);
    CHECK(report.refusals[0].code == "LS-26-0001");
    CHECK(report.refusals[0].reason == "Gọi 09xx xxx 678 để được hướng dẫn đơn gửi tòa án");
}

TEST_CASE("What is overdue names the one who has it")
{
    World world;
    History history(world);
    Ticket late = about("moi_truong", "");
    late.due_at = world.now + std::chrono::hours{1};
    late.department = world.commune.taxonomy.departments.front().key;
    User tam = world.add_user("Trần Văn Tám", {Role::handler});
    const auto works_for = [&](const std::string& department) {
        tam.department = department;
        world.run([&](Context& context) { return context.tx.people().save_user(tam), 0; });
    };
    works_for(late.department);
    late.assignee = tam.id;
    history.open(late);
    CHECK(week_of(world).overdue.empty());
    world.now += std::chrono::hours{26};
    const Report report = week_of(world);
    REQUIRE(report.overdue.size() == 1);
    CHECK(report.overdue[0].responsible == "Trần Văn Tám");
    CHECK(report.overdue[0].department == world.commune.taxonomy.departments.front().name);
    CHECK(report.overdue[0].days == 2);
    works_for(world.commune.taxonomy.departments.back().key); // then it is his department's, not his any more
    CHECK(week_of(world).overdue[0].responsible.empty());
}

TEST_CASE("Three of one field in one area are a cluster")
{
    World world;
    History history(world);
    const std::string area = world.commune.taxonomy.areas.front().key;
    history.open(about("moi_truong", area));
    history.open(about("moi_truong", area));
    history.open(about("moi_truong", world.commune.taxonomy.areas.back().key));
    CHECK(week_of(world).clusters.empty());
    Ticket third = about("moi_truong", area);
    third.voices = 4;
    history.open(third);
    const Report report = week_of(world);
    REQUIRE(report.clusters.size() == 1);
    CHECK(report.clusters[0].cases == 3);
    CHECK(report.clusters[0].voices == 6);
    CHECK(report.clusters[0].area == world.commune.taxonomy.areas.front().name);
}

TEST_CASE("A report has the Front's remarks and the journal's head")
{
    World world;
    History history(world);
    history.open(about("", ""));
    const User front = world.add_user("Lê Thị Front", {Role::supervisor});
    const Period period = period_of(Span::week, calendar::day_of(world.now));
    world.run([&](Context& context) {
        context.tx.issued().add_remark(period, {front.id, context.now, "Cần trả lời dân sớm hơn."});
        return 0;
    });
    const Report report = week_of(world);
    REQUIRE(report.remarks.size() == 1);
    CHECK(report.remarks[0].author == "Lê Thị Front");
    const auto journal = world.journal();
    CHECK(report.anchor == journal::anchor(journal.back().seq, journal.back().hash));
}
