// A denunciation is invisible to whom its words name, a keeper too: another one takes it, or the administrators hear
// that there is none.

#include "core/commune/person_name.hpp"
#include "core/message/say.hpp"
#include "tests/unit/process/scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

using namespace langnghe;
using namespace langnghe::test;

namespace {

using Chats = std::set<std::string>;

Chats hearers(Scene& scene)
{
    Chats chats;
    for (const OutboxItem& item : scene.said())
        chats.insert(item.chat);
    return chats;
}

// Two keepers, of whom one will be named, and an administrator.
struct Office : Scene
{
    Office()
    {
        rename(keeper, "Trần Văn Kín");
        second = add_official("khoa", {Role::keeper});
        admin = add_official("quan", {Role::administrator});
    }

    void rename(User& user, const std::string& name)
    {
        user.name = name;
        run([&](Context& context) {
            context.tx.people().save_user(user);
            return 0;
        });
    }

    void dismiss(User user)
    {
        user.disabled = true;
        run([&](Context& context) {
            context.tx.people().save_user(user);
            return 0;
        });
    }

    std::string sentence(const Ticket& ticket) const
    {
        return commune.say(Say::officer_unkept, {{"code", code(ticket)}});
    }

    User second;
    User admin;
};

} // namespace

TEST_CASE("a person is named by the whole name, or by a title and its end")
{
    const std::string person = "Nguyễn Văn An";
    for (const char* words :
         {"Tôi tố cáo Nguyễn Văn An nhận tiền", "tố cáo ông An nhận tiền của dân", "to cao ong an nhan tien",
          "Đồng chí Văn An đã nhận tiền", "chủ tịch An", "NGUYỄN VĂN AN"})
        CHECK(Spoken{words}.names(person));
    for (const char* words : {"Tôi tố cáo ông Ân nhận tiền của dân", "mất an ninh trật tự ở đây", "ông Anh nhận tiền",
                              "công văn an ninh", "", "anh ấy an toàn rồi ạ"})
        CHECK_FALSE(Spoken{words}.names(person));
    CHECK_FALSE(Spoken{"ông ấy"}.names(""));
    CHECK_FALSE(
        Spoken{"họ bảo phải chi tiền để được cấp giấy"}.names("Lê Tiến")); // an everyday word under the same letters
    CHECK(Spoken{"ông kin"}.names("kin"));
    CHECK_FALSE(Spoken{"kin kẽ"}.names("kin"));
}

TEST_CASE("what may be a denunciation never reaches the keeper whom it names")
{
    Office scene;
    scene.say("dan", "Tôi muốn tố cáo ông Trần Văn Kín nhận tiền của dân");
    Ticket ticket = scene.tickets().back();
    REQUIRE(ticket.suspected);
    const auto heard = hearers(scene);
    CHECK(heard == Chats{"dan", "khoa"});
    CHECK_FALSE(sees(scene, scene.keeper, ticket));
    CHECK(scene.try_act(scene.keeper, ticket, nature(Nature::petition)).error() == Errc::not_found);

    scene.say("dan", "Việc xảy ra tuần trước");
    CHECK(hearers(scene).count("kin") == 0);
    ticket = scene.act(scene.second, scene.stored(ticket), nature(Nature::denunciation));
    CHECK(hearers(scene).count("kin") == 0);
    ticket = scene.act(scene.second, ticket, step(Action::verify));
    ticket = scene.act(scene.second, ticket, step(Action::ask, "Anh/chị có giấy tờ không?"));
    scene.say("dan", "Tôi có");
    CHECK(hearers(scene).count("kin") == 0);
    CHECK_FALSE(sees(scene, scene.keeper, scene.stored(ticket)));
    CHECK(scene.faults().empty());
}

TEST_CASE("later words, and words that were changed, keep it from whom they name")
{
    Office scene;
    Ticket ticket = scene.report("dan", "Tôi muốn tố cáo cán bộ nhận tiền");
    REQUIRE(sees(scene, scene.keeper, ticket));
    scene.say("dan", "Đó là ông Kín ở xã");
    CHECK(hearers(scene).count("kin") == 0);
    CHECK_FALSE(sees(scene, scene.keeper, scene.stored(ticket)));
    CHECK(sees(scene, scene.second, scene.stored(ticket)));

    const Ticket other = scene.report("ba", "Tôi muốn tố cáo cán bộ nhận tiền của dân");
    Message edit = scene.message("ba", "Tôi muốn tố cáo anh Khoa nhận tiền của dân");
    edit.id = scene.messages(other).front().message;
    edit.edited = true;
    scene.rename(scene.second, "Lê Khoa");
    scene.take(edit);
    CHECK_FALSE(sees(scene, scene.second, scene.stored(other)));
    CHECK(scene.faults().empty());
}

TEST_CASE("a keeper of the unit that the words are about is kept out, and so is his colleague")
{
    Office scene;
    scene.keeper.department = "kinh_te";
    scene.rename(scene.keeper, "Trần Văn Kín");
    const Ticket unit = scene.report("dan", "Tôi muốn tố cáo cán bộ Phòng Kinh tế nhận tiền");
    CHECK_FALSE(sees(scene, scene.keeper, unit));
    CHECK(sees(scene, scene.second, unit));
    scene.rename(scene.handler, "Phạm Anh Tuân");
    const Ticket colleague = scene.report("ba", "Tôi muốn tố cáo anh Tuân nhận tiền");
    CHECK_FALSE(sees(scene, scene.keeper, colleague));
    CHECK(scene.faults().empty());
}

TEST_CASE("what is sealed is kept from everybody whom its words name, also when it is none any more")
{
    Office scene;
    scene.rename(scene.handler, "Phạm Anh Tuân");
    scene.rename(scene.front, "Hoàng Thị Mai");
    Ticket ticket = scene.report("dan", "Anh Tuân ở Phòng Kinh tế và chị Mai đòi tiền, gặp cả bác Kín");
    REQUIRE_FALSE(ticket.suspected);
    ticket = scene.act(scene.front, ticket, nature(Nature::denunciation));
    CHECK(hearers(scene) == Chats{"dan", "khoa"});
    ticket = scene.act(scene.second, ticket, nature(Nature::petition));
    for (const User& named : {scene.handler, scene.front, scene.keeper})
        CHECK_FALSE(sees(scene, named, ticket));
    CHECK(sees(scene, scene.leader, ticket));
    ticket = scene.lead(scene.act(scene.leader, ticket, step(Action::verify)), Status::verified);
    ticket = scene.act(scene.leader, ticket, classify("giao_thong"));
    CHECK(scene.try_act(scene.leader, ticket, transfer("kinh_te")).error() == Errc::malformed);
    CHECK(scene.faults().empty());
}

TEST_CASE("where no other keeper is left the administrators hear the code, and nothing of the words")
{
    Office scene;
    scene.dismiss(scene.second);
    scene.say("dan", "Tôi muốn tố cáo ông Kín nhận tiền, gọi 0912345678");
    const Ticket ticket = scene.tickets().back();
    const auto told = scene.said();
    const auto pushed = std::ranges::find(told, std::string{"quan"}, &OutboxItem::chat);
    REQUIRE(pushed != told.end());
    CHECK(pushed->text == scene.sentence(ticket));
    CHECK(std::ranges::count(told, std::string{"kin"}, &OutboxItem::chat) == 0);
    CHECK_FALSE(sees(scene, scene.admin, ticket));
    scene.say("dan", "Việc xảy ra tuần trước");
    CHECK(scene.said_to("quan").empty()); // they know it

    const User third = scene.add_official("ke", {Role::keeper});
    CHECK(sees(scene, third, scene.stored(ticket)));
    scene.act(third, scene.stored(ticket), nature(Nature::denunciation));
    CHECK(hearers(scene) == Chats{"dan"});
    CHECK(scene.faults().empty());
}

TEST_CASE("an administrator who is named hears nothing either")
{
    Office scene;
    scene.dismiss(scene.second);
    scene.keeper.roles.add(Role::administrator);
    scene.rename(scene.keeper, "Trần Văn Kín");
    scene.say("dan", "Tôi muốn tố cáo ông Kín nhận tiền");
    CHECK(hearers(scene) == Chats{"dan", "quan"});
}

TEST_CASE("a keeper steps back from what is about him, though he is the last")
{
    Office scene;
    scene.dismiss(scene.second);
    Ticket ticket = scene.act(scene.front, scene.report(), nature(Nature::denunciation));
    scene.said();
    Step back = step(Action::keep_out);
    back.kept_from = {{}, scene.keeper.id};
    ticket = scene.act(scene.keeper, ticket, back);
    CHECK_FALSE(sees(scene, scene.keeper, ticket));
    CHECK(scene.last_to("quan") == scene.sentence(ticket));
    CHECK(scene.faults().empty());
}

TEST_CASE("what comes away from a sealed one is kept from whom its own words name")
{
    Office scene;
    const Ticket master = scene.report("an", "Ổ gà ở Khu 3");
    Ticket follower = scene.report("binh", "Ổ gà ở Khu 3, bác Kín biết mà không làm");
    Step merge = step(Action::merge);
    merge.master = master.id;
    scene.act(scene.front, follower, merge);
    scene.act(scene.front, scene.stored(master), nature(Nature::denunciation));
    CHECK_FALSE(sees(scene, scene.keeper, scene.stored(master)));
    CHECK_FALSE(sees(scene, scene.keeper, scene.stored(follower)));
    follower = scene.act(scene.second, scene.stored(follower), step(Action::unmerge));
    CHECK_FALSE(sees(scene, scene.keeper, follower));
    CHECK(scene.faults().empty());
}

TEST_CASE("a ticket that is no denunciation is kept from nobody by its words")
{
    Office scene;
    const Ticket ticket = scene.report("dan", "Nhờ ông Kín xem giúp ổ gà ở Khu 3");
    REQUIRE_FALSE(ticket.suspected);
    scene.act(scene.front, ticket, nature(Nature::petition));
    CHECK(scene.course(ticket).kept_from.empty());
}
