// In a group a command answers with public fields; everything else goes to the official alone.

#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;

namespace {

struct GroupScene : DeskScene
{
    GroupScene() { add_group("-100", "kinh_te"); }

    // What the group, and what the official alone, hears.
    std::pair<std::string, Answer> says_in_group(const std::string& who, const std::string& words)
    {
        send_all();
        said();
        now += pace;
        take(group_message("-100", who, words));
        std::string group;
        Answer alone;
        for (const OutboxItem& item : said()) {
            if (item.chat == "-100")
                group += (group.empty() ? "" : "\n") + item.text;
            if (item.chat == who) {
                alone.text += item.text;
                alone.buttons = item.buttons;
            }
            if (item.chat == "-100")
                CHECK(item.buttons.empty());
        }
        return {group, alone};
    }
};

} // namespace

TEST_CASE("a group hears the code and the state, the official the rest")
{
    GroupScene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    const auto [group, alone] = scene.says_in_group("tuan", scene.with_code("/xem CODE", ticket));
    CHECK(has(group, scene.code(ticket)));
    CHECK(has(group, "đang xử lý"));
    for (const char* part : {"Ổ gà", "Khu 3", "tuan", "Phòng", "Hạn"})
        CHECK_FALSE(has(group, part));
    CHECK(has(alone.text, "Phòng Kinh tế"));
    CHECK_FALSE(alone.buttons.empty());
}

TEST_CASE("who is no official hears in the group's form of address whose command it is")
{
    GroupScene scene;
    const Ticket ticket = scene.reported(Status::in_progress);
    const auto [group, alone] = scene.says_in_group("dan", scene.with_code("/xem CODE", ticket));
    CHECK(group == scene.sentence(Say::not_allowed_in_group, {{"command", "xem"}}));
    CHECK(alone.text.empty());
    CHECK(scene.types("dan", scene.with_code("/xem CODE", ticket)).text ==
          scene.sentence(Say::not_allowed, {{"command", "xem"}}));
}

TEST_CASE("a step taken in a group is told there in a line, and asked about in private")
{
    GroupScene scene;
    const Ticket ticket = scene.reported(Status::transferred);
    const auto [taken, nothing] = scene.says_in_group("tuan", scene.with_code("/nhan CODE", ticket));
    CHECK(has(taken, scene.sentence(Say::desk_group_done, {{"code", scene.code(ticket)}, {"status", "đang xử lý"}})));
    CHECK(scene.stored(ticket).status == Status::in_progress);
    const auto [group, alone] = scene.says_in_group("tuan", scene.with_code("/hoantra CODE", ticket));
    CHECK(group == scene.sentence(Say::desk_in_private));
    CHECK(has(alone.text, "lý do"));
    scene.types("tuan", "không phải việc của phòng");
    CHECK(scene.stored(ticket).status == Status::classified);
}

TEST_CASE("a sealed, a suspected and an unknown code are one in a group")
{
    GroupScene scene;
    const Ticket ticket = scene.report();
    scene.types("mai", scene.with_code("/tinhchat CODE tố cáo", ticket));
    for (const std::string who : {"mai", "kin", "lanh"}) {
        const auto [group, alone] = scene.says_in_group(who, scene.with_code("/xem CODE", ticket));
        CAPTURE(who, group, alone.text);
        CHECK(group == scene.sentence(Say::desk_unknown, {{"code", scene.code(ticket)}, {"example", "LS-26-0042"}}));
        CHECK(alone.text.empty());
    }
}

TEST_CASE("lists go to the official alone")
{
    GroupScene scene;
    const Ticket ticket = scene.reported(Status::transferred);
    const auto [group, alone] = scene.says_in_group("tuan", "/viec");
    CHECK(group == scene.sentence(Say::desk_in_private));
    CHECK(has(alone.text, scene.code(ticket)));
}

TEST_CASE("who is no official, has no way, or speaks to another bot, does nothing in a group")
{
    GroupScene scene;
    const Ticket ticket = scene.reported(Status::transferred);
    CHECK(has(scene.says_in_group("dan", scene.with_code("/nhan CODE", ticket)).first, "chỉ dành cho cán bộ"));
    CHECK(scene.says_in_group("tuan", scene.with_code("/nhan@khac_bot CODE", ticket)).first.empty());
    Message anonymous = scene.group_message("-100", "admin", scene.with_code("/nhan CODE", ticket));
    anonymous.from.is_chat = true;
    scene.take(anonymous);
    CHECK(scene.stored(ticket).status == Status::transferred);
    // An unbound group had its one answer.
    scene.take(scene.group_message("-200", "tuan", scene.with_code("/nhan CODE", ticket)));
    CHECK(scene.stored(ticket).status == Status::transferred);
    // His private chat is not open.
    scene.run([&](Context& context) {
        auto identity = *context.tx.people().find("telegram", "tuan");
        identity.unreachable = false;
        identity.stopped = true;
        context.tx.people().save(identity);
        return 0;
    });
    CHECK(scene.says_in_group("tuan", "/viec").first == scene.sentence(Say::desk_open_private));
}
