#include "core/people/group_end.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

GroupFacts facts(std::optional<TimePoint> ends_at)
{
    GroupFacts made;
    made.outcome.kind = Outcome::Kind::accepted;
    made.ends_at = ends_at;
    return made;
}

void note(World& world, const GroupFacts& what)
{
    const Group group = world.group("g1").value();
    world.run([&](Context& context) {
        note_group(context, group, what);
        return 0;
    });
}

std::vector<std::string> warnings(World& world)
{
    return world.run([&](Context& context) { return ending_groups(context.tx, context.now); });
}

} // namespace

TEST_CASE("a group that ends within two weeks is warned of, until it is renewed")
{
    World world;
    world.add_group("g1", "mttq");
    CHECK(warnings(world).empty());
    note(world, facts(world.now + 20 * 24h));
    CHECK(warnings(world).empty());
    world.now += 7 * 24h;
    REQUIRE(warnings(world).size() == 1);
    CHECK(warnings(world)[0].find(" ends on ") != std::string::npos);
    world.now += 14 * 24h;
    CHECK(warnings(world).at(0).find(" ended on ") != std::string::npos);
    note(world, facts(world.now + 30 * 24h));
    CHECK(warnings(world).empty());
    note(world, facts(std::nullopt));
    CHECK(warnings(world).empty());
}

TEST_CASE("an answer that says nothing changes nothing, and one of a lost group marks it")
{
    World world;
    world.add_group("g1", "mttq");
    note(world, facts(world.now + 24h));
    GroupFacts none;
    none.outcome.kind = Outcome::Kind::temporary;
    note(world, none);
    CHECK(warnings(world).size() == 1);
    CHECK_FALSE(world.group("g1")->unreachable);
    GroupFacts gone;
    gone.outcome.kind = Outcome::Kind::chat_gone;
    note(world, gone);
    CHECK(world.group("g1")->unreachable);
    CHECK(warnings(world).empty());
    GroupFacts back = facts(world.now + 24h);
    back.title = "Khu 5";
    note(world, back);
    CHECK_FALSE(world.group("g1")->unreachable);
    CHECK(world.group("g1")->title == "Khu 5");
    GroupFacts disabled = facts(std::nullopt);
    disabled.enabled = false;
    note(world, disabled);
    CHECK(world.group("g1")->unreachable);
}
