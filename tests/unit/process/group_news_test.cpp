// What a group hears of what was reported in it: public wording alone, and nothing of what the law keeps secret.

#include "tests/unit/intake/group_scene.hpp"
#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

struct GroupScene : Scene
{
    GroupScene() { add_group(bound_group, "hoi_phu_nu"); }

    // Reported in the group by "dan".
    Ticket in_group()
    {
        take(group_message(bound_group, "dan", "/phananh Nhà bên xây lấn ra đường ở Khu 3"));
        said();
        const Ticket ticket = tickets().back();
        REQUIRE(ticket.in_group);
        return ticket;
    }
};

} // namespace

TEST_CASE("a group hears which lawful way a complaint takes, as a reply to what was said")
{
    GroupScene scene;
    const Ticket ticket = scene.in_group();
    scene.act(scene.front, ticket, nature(Nature::complaint));
    std::vector<OutboxItem> told;
    for (const OutboxItem& item : scene.said())
        if (item.chat == bound_group)
            told.push_back(item);
    REQUIRE(told.size() == 1);
    CHECK(has(told[0].text, "Luật Khiếu nại"));
    CHECK(has(told[0].text, scene.code(ticket)));
    CHECK(!has(told[0].text, "xây lấn"));
    CHECK(told[0].reply_to == scene.messages(ticket).front().message);
}

TEST_CASE("a group hears nothing of a crime that was reported or of a denunciation, its author in private where he can")
{
    for (const auto& [kind, law] :
         {std::pair{Nature::crime_report, "Bộ luật Tố tụng hình sự"}, std::pair{Nature::denunciation, "Luật Tố cáo"}})
        for (const bool known : {true, false}) {
            INFO(law << ' ' << known);
            GroupScene scene;
            if (known) {
                scene.say("dan", "Xin chào");
                scene.said();
            }
            const Ticket ticket = scene.in_group();
            scene.act(scene.front, ticket, nature(kind));
            CHECK(scene.peek(bound_group).empty());
            if (known) {
                REQUIRE(scene.peek("dan").size() == 1);
                CHECK(has(scene.peek("dan").at(0), law));
            } else if (kind == Nature::crime_report) {
                CHECK(scene.peek("dan").empty());
            }
            CHECK(scene.faults().empty());
        }
}

TEST_CASE("what may be a denunciation is spoken of in the group no more")
{
    GroupScene scene;
    const Ticket ticket = scene.in_group();
    Message reply = scene.group_message(bound_group, "binh", "Tôi tố cáo ông ấy đưa hối lộ");
    reply.reply_to = scene.messages(ticket).front().message;
    scene.take(reply);
    REQUIRE(scene.stored(ticket).suspected);
    scene.said();
    scene.act(actor_of(scene.keeper), scene.stored(ticket), {step(Action::verify), step(Action::ask, "Ở đâu ạ?")});
    CHECK(scene.peek(bound_group).empty());
}
