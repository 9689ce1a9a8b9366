#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* denunciation = "Tôi tố cáo ông Nguyễn Văn Bê nhận tiền của dân";

void staff(World& world)
{
    world.add_user("lan", {Role::front_officer});
    world.add_user("truong", {Role::leader});
    world.add_user("giu", {Role::keeper});
    world.add_user("huy", {Role::handler});
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
}

// The reporter and the keeper, nobody else; the words nowhere.
void check_discreet(World& world)
{
    const auto said = world.said();
    CHECK(said.size() == 2);
    for (const OutboxItem& item : said) {
        INFO(item.chat << ": " << item.text);
        CHECK(item.chat_kind == ChatKind::private_chat);
        CHECK((item.chat == "an" || item.chat == "giu"));
        CHECK(item.text.find("Nguyễn Văn Bê") == std::string::npos);
    }
}

} // namespace

TEST_CASE("a suspected denunciation is told to its keeper alone, without words")
{
    World world;
    staff(world);
    world.say("an", denunciation);
    CHECK(world.only_ticket().suspected);
    check_discreet(world);
}

TEST_CASE("without marks it is suspected too")
{
    World world;
    staff(world);
    world.say("an", "toi to cao ong Nguyễn Văn Bê");
    CHECK(world.only_ticket().suspected);
    check_discreet(world);
}

TEST_CASE("a ticket becomes suspected by words that join it, and stays so")
{
    World world;
    staff(world);
    world.say("an", "đường ngập");
    CHECK(!world.only_ticket().suspected);
    world.said();
    world.now += 2min;
    world.say("an", denunciation);
    CHECK(world.only_ticket().suspected);
    check_discreet(world);
    world.now += 2min;
    world.say("an", "ông ở khu 5");
    CHECK(world.only_ticket().suspected);
    check_discreet(world);
}

TEST_CASE("a ticket becomes suspected by an edit")
{
    World world;
    staff(world);
    Message message = world.message("an", "đường ngập");
    world.take(message);
    world.said();
    message.edited = true;
    message.text = denunciation;
    world.take(message);
    CHECK(world.only_ticket().suspected);
    const auto said = world.said();
    REQUIRE(said.size() == 1);
    CHECK(said.front().chat == "giu");
    CHECK(said.front().text.find("Nguyễn Văn Bê") == std::string::npos);
}

TEST_CASE("once the nature is set, the words do not make it suspected again")
{
    World world;
    staff(world);
    world.say("an", "đường ngập");
    world.run([&](Context& context) {
        Ticket ticket = *context.tx.tickets().find(TicketId{1});
        ticket.nature = Nature::field_report;
        return context.tx.tickets().save(ticket);
    });
    world.now += 2min;
    world.say("an", "không phải tố cáo đâu");
    CHECK(!world.only_ticket().suspected);
}

TEST_CASE("a suspicion that is uttered in a group is answered outside of it")
{
    World world;
    staff(world);
    world.say("an", "đường ngập");
    std::string push;
    for (const OutboxItem& item : world.send_all())
        if (item.chat == "-100")
            push = item.message;
    world.said();
    world.now += 5min;
    Message reply = world.group_message("-100", "an", denunciation);
    reply.reply_to = push;
    world.take(reply);
    CHECK(world.only_ticket().suspected);
    CHECK(world.messages(world.only_ticket()).size() == 2);
    check_discreet(world);
}

TEST_CASE("a sealed ticket is as discreet as a suspected one")
{
    World world;
    staff(world);
    world.say("an", "đường ngập");
    world.run([&](Context& context) {
        Ticket ticket = *context.tx.tickets().find(TicketId{1});
        ticket.nature = Nature::denunciation;
        return context.tx.tickets().save(ticket);
    });
    world.said();
    world.now += 2min;
    world.say("an", "thêm về Nguyễn Văn Bê");
    check_discreet(world);
}
