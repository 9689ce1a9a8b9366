#include "core/message/say.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

} // namespace

TEST_CASE("an area that the words name is shown to officials as a guess, and is no fact")
{
    World world;
    world.commune.taxonomy.hear_new = {"mttq"};
    world.add_user("mai", {Role::front_officer});
    world.add_group("-100", "mttq");
    world.add_group("-300", "", "khu_3");
    world.say("an", "Cống ở khu 3 tắc đã ba ngày");
    CHECK(world.only_ticket().area.empty());
    const auto pushes = world.peek("mai");
    REQUIRE(pushes.size() == 1);
    CHECK(has(pushes[0], "có thể là Khu 3"));
    const auto news = world.peek("-100");
    REQUIRE(news.size() == 1);
    CHECK(has(news[0], "chưa rõ"));
    CHECK_FALSE(has(news[0], "Khu 3"));
    CHECK(world.peek("-300").empty());
    world.say("mai", "/xem LS-26-0001");
    CHECK(has(world.said_to("mai").back(), "có thể là Khu 3"));
    CHECK(world.faults().empty());
}

TEST_CASE("words that name no area, or two, give no guess")
{
    World world;
    world.add_user("mai", {Role::front_officer});
    world.say("an", "Cống tắc đã ba ngày");
    CHECK(has(world.said_to("mai").back(), "chưa rõ"));
    world.say("binh", "Đường từ khu 1 sang khu 3 hỏng");
    CHECK(has(world.said_to("mai").back(), "chưa rõ"));
}

TEST_CASE("new tickets are told to the groups of their area and to those that the taxonomy names, to no others")
{
    World world;
    world.commune.taxonomy.hear_new = {"mttq"};
    world.add_group("front", "mttq");
    world.add_group("women", "hoi_phu_nu");
    world.add_group("area", "", "khu_5");
    world.add_group("women of the area", "hoi_phu_nu", "khu_5");
    world.add_group("elsewhere", "", "khu_1");
    world.add_user("mai", {Role::front_officer});
    world.take(world.group_message("area", "an", "/phananh đèn hỏng")); // where it is known which area
    CHECK(world.peek("front").size() == 1);
    CHECK(world.peek("women").empty());
    CHECK(world.peek("women of the area").size() == 1);
    CHECK(world.peek("elsewhere").empty());
    CHECK(world.peek("area").size() == 1); // the receipt
}
