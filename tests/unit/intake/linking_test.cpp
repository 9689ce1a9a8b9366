#include "core/message/say.hpp"
#include "core/people/link_code.hpp"
#include "core/people/linking.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

std::string code_for(World& world, const User& user)
{
    LinkCode purpose;
    purpose.user = user.id;
    return world.run([&](Context& context) { return issue_code(context, purpose); });
}

std::string group_code(World& world, const std::string& organization)
{
    LinkCode purpose;
    purpose.organization = organization;
    return world.run([&](Context& context) { return issue_code(context, purpose); });
}

User user_named(World& world, const std::string& name, Roles roles)
{
    return world.run([&](Context& context) {
        User user;
        user.name = name;
        user.roles = roles;
        return context.tx.people().add_user(user);
    });
}

Texts in_group(World& world, const std::string& who, const std::string& words)
{
    world.said();
    world.take(world.group_message("-100", who, words));
    return world.said_to("-100");
}

Texts in_private(World& world, const std::string& who, const std::string& words)
{
    world.said();
    world.say(who, words);
    return world.peek(who);
}

bool linked(World& world, const std::string& who)
{
    const auto identity = world.identity(who);
    return identity && identity->user != UserId::none;
}

} // namespace

TEST_CASE("the right code links, once, and nothing of it is stored")
{
    World world;
    const User lan = user_named(world, "Lan", {Role::front_officer});
    const std::string code = code_for(world, lan);
    CHECK(world.dump().find(*normalise_link_code(code)) == std::string::npos);
    CHECK(in_private(world, "chat-lan", "/lienket " + code) ==
          Texts{world.commune.say(Say::link_done, {{"name", "Lan"}, {"commune", world.commune.name}})});
    CHECK(world.identity("chat-lan")->user == lan.id);
    CHECK(world.journal().back().action == "link");
    CHECK(in_private(world, "thief", "/lienket " + code) == Texts{world.commune.say(Say::link_wrong)});
    CHECK(!linked(world, "thief"));
}

TEST_CASE("codes are forgiving in form and strict in time")
{
    World world;
    const User lan = user_named(world, "Lan", {Role::front_officer});
    std::string code = code_for(world, lan);
    for (char& c : code)
        c = c == '1' ? 'l' : c == '0' ? 'o' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    world.now += 10min - 1ms;
    in_private(world, "a", "/liênkết " + code);
    CHECK(linked(world, "a"));
    const std::string late = code_for(world, lan);
    world.now += 10min;
    CHECK(in_private(world, "b", "/lienket " + late) == Texts{world.commune.say(Say::link_wrong)});
    CHECK(!linked(world, "b"));
}

TEST_CASE("a link tells the user's other identities")
{
    World world;
    const User lan = world.add_user("lan", {Role::leader});
    const std::string code = code_for(world, lan);
    world.channel = "zalo";
    world.say("z-lan", "/lienket " + code);
    world.channel = "telegram";
    const auto told = world.said_to("lan");
    REQUIRE(told.size() == 1);
    CHECK(told.front().find("Zalo") != std::string::npos);
    CHECK(told.front().find("lan") != std::string::npos);
}

TEST_CASE("five wrong tries lock for an hour, also against the right code")
{
    World world;
    const User lan = user_named(world, "Lan", {Role::front_officer});
    for (int i = 0; i < 5; ++i) {
        CHECK(in_private(world, "a", "/lienket 00000-00000") == Texts{world.commune.say(Say::link_wrong)});
        world.now += 1min;
    }
    std::string code = code_for(world, lan);
    CHECK(in_private(world, "a", "/lienket " + code) == Texts{world.commune.say(Say::link_too_many)});
    CHECK(!linked(world, "a"));
    // Another identity is not locked by it, and the code was not used up.
    in_private(world, "b", "/lienket " + code);
    CHECK(linked(world, "b"));
    world.now += 55min + 1ms;
    code = code_for(world, lan);
    in_private(world, "a", "/lienket " + code);
    CHECK(linked(world, "a"));
}

TEST_CASE("the command alone, a group's code and a disabled user's code link nobody")
{
    World world;
    CHECK(in_private(world, "a", "/lienket") == Texts{world.commune.say(Say::link_usage)});
    const std::string of_group = group_code(world, "hoi_phu_nu");
    CHECK(in_private(world, "a", "/lienket " + of_group) == Texts{world.commune.say(Say::link_wrong)});
    User gone = user_named(world, "Cũ", {Role::leader});
    const std::string code = code_for(world, gone);
    gone.disabled = true;
    world.run([&](Context& context) {
        context.tx.people().save_user(gone);
        return 0;
    });
    CHECK(in_private(world, "a", "/lienket " + code) == Texts{world.commune.say(Say::link_wrong)});
    CHECK(!linked(world, "a"));
}

TEST_CASE("a code that is seen in a group is burnt")
{
    World world;
    const User lan = user_named(world, "Lan", {Role::front_officer});
    world.add_user("huy", {Role::handler});
    for (const bool bound : {false, true}) {
        if (bound)
            world.add_group("-100b", "hoi_phu_nu");
        const std::string group = bound ? "-100b" : "-100";
        for (const std::string before : {"/lienket ", "/ketnoi ", ""})
            for (const std::string who : {"an", "huy"}) {
                const std::string code = code_for(world, lan);
                world.take(world.group_message(group, who, before + code));
                INFO(before << who);
                CHECK(in_private(world, "thief", "/lienket " + code) == Texts{world.commune.say(Say::link_wrong)});
                world.now += 2h;
            }
    }
    CHECK(!linked(world, "thief"));
    // Said so in a bound group; one that is not bound has had its one answer.
    CHECK(in_group(world, "an", code_for(world, lan)).empty());
    world.said();
    world.take(world.group_message("-100b", "an", code_for(world, lan)));
    CHECK(world.said_to("-100b") == Texts{world.commune.say(Say::link_in_group)});
}

TEST_CASE("a group is bound by an official with the group's code, and by nobody else")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.add_user("sup", {Role::supervisor});
    const std::string code = group_code(world, "hoi_phu_nu");
    for (const char* who : {"an", "sup"}) {
        CHECK(in_group(world, who, "/ketnoi " + code) == Texts{world.commune.say(Say::bind_not_allowed)});
        CHECK(!world.group("-100")->bound);
    }
    for (const char* typed : {"/ketnoi", "/ketnoi 00000-00000", "/lienket", "/lienket 00000-00000"})
        CHECK(in_group(world, "an", typed).empty());
    CHECK(in_group(world, "lan", "/ketnoi") == Texts{world.commune.say(Say::bind_usage)});
    CHECK(in_group(world, "lan", "/ketnoi 00000-00000") == Texts{world.commune.say(Say::bind_wrong)});
    CHECK(in_group(world, "lan", "/kếtnối " + code).at(0).find("Hội Liên hiệp Phụ nữ") != std::string::npos);
    const auto group = world.group("-100");
    CHECK(group->bound);
    CHECK(group->organization == "hoi_phu_nu");
    CHECK(world.journal().back().action == "bind");
    CHECK(in_group(world, "lan", "/ketnoi " + code) == Texts{world.commune.say(Say::bind_wrong)});
}

TEST_CASE("a disabled user is a citizen at once")
{
    World world;
    User lan = world.add_user("lan", {Role::front_officer});
    const std::string code = group_code(world, "hoi_phu_nu");
    lan.disabled = true;
    world.run([&](Context& context) {
        context.tx.people().save_user(lan);
        return 0;
    });
    CHECK(in_group(world, "lan", "/ketnoi " + code) == Texts{world.commune.say(Say::bind_not_allowed)});
    world.say("an", "đường ngập");
    CHECK(world.said_to("lan").empty());
    world.say("lan", "đèn hỏng");
    CHECK(world.tickets().size() == 2);
}
