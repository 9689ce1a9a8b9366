#include "core/store/attachments.hpp"
#include "core/store/forms.hpp"
#include "core/store/worklists.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

Withdrawal by(const std::string& who)
{
    Withdrawal made;
    made.who.id = who;
    return made;
}

} // namespace

TEST_CASE("however much waits for the chat is stopped, and nothing of it comes back with the person")
{
    World world;
    world.say("an", "chuyện riêng");
    world.send_all();
    const int many = 1'100; // more than a list holds
    world.run([&](Context& context) {
        OutboxItem item;
        item.channel = world.channel;
        item.chat = "an";
        item.kind = DeliveryKind::status;
        item.text = "chuyện riêng";
        item.created_at = item.next_at = world.now;
        item.expires_at = world.now + 24h;
        for (int i = 0; i < many; ++i)
            context.tx.outbox().add(item);
        item.ticket = world.only_ticket().id;
        item.state = DeliveryState::failed;
        for (int i = 0; i < many; ++i)
            context.tx.outbox().add(item);
        return 0;
    });
    world.say("chi", "việc khác"); // whose step looks at all that is to be said
    world.take(by("an"));
    CHECK(world.dump().find("chuyện riêng") == std::string::npos);
    CHECK(world.run([](Context& context) { return context.tx.outbox().counts("telegram"); })[DeliveryState::queued] ==
          1); // chi's

    world.now += 2h;
    world.say("an", "đèn hỏng");
    for (const OutboxItem& item : world.send_all())
        CHECK_FALSE(item.text.empty());
    CHECK(world.faults().empty());
}

TEST_CASE("the files of who withdraws are given up wherever a delivery carries them, but not what others sent too")
{
    World world;
    const std::string own(64, 'a');
    const std::string common(64, 'b');
    Message message = world.message("an", "chuyện riêng");
    message.attachments = {{AttachmentKind::photo, "", "", 1, "own", ""}, {AttachmentKind::photo, "", "", 1, "b", ""}};
    world.take(message);
    Message same = world.message("bình", "việc khác");
    same.attachments = {{AttachmentKind::photo, "", "", 1, "b", ""}};
    world.take(same);
    world.send_all();
    const auto [lone, both] = world.run([&](Context& context) {
        context.tx.attachments().follow(world.now, 100);
        for (AttachedFile file : context.tx.attachments().due(world.now, 10)) {
            file.state = FileState::stored;
            file.sha256 = file.said.source == "own" ? own : common;
            context.tx.attachments().save(file);
        }
        OutboxItem item; // about neither's ticket
        item.channel = world.channel;
        item.chat = "lan";
        item.kind = DeliveryKind::answer;
        item.state = DeliveryState::failed;
        item.files = {{own, "a.jpg", AttachmentKind::photo, "image/jpeg", 1}};
        item.text = "một ảnh";
        const OutboxId first = context.tx.outbox().add(item);
        item.text = "hai ảnh";
        item.files.push_back({common, "b.jpg", AttachmentKind::photo, "image/jpeg", 1});
        return std::pair{first, context.tx.outbox().add(item)};
    });
    world.say("chi", "việc nữa");
    world.take(by("an"));
    world.run([&, lone = lone, both = both](Context& context) {
        CHECK(context.tx.outbox().find(lone)->files.empty());
        const auto left = context.tx.outbox().find(both)->files;
        REQUIRE(left.size() == 1);
        CHECK(left[0].sha256 == common);
        CHECK(context.tx.attachments().discarded(10) == std::vector{own, common});
        CHECK_FALSE(context.tx.attachments().needs(own));
        CHECK(context.tx.attachments().needs(common));
        return 0;
    });
    CHECK(world.faults().empty());
}

TEST_CASE("what an official was about to say of an erased ticket goes too, and what the person left half said")
{
    World world;
    world.add_user("mai", {Role::front_officer});
    world.say("an", "chuyện riêng");
    world.say("mai", "/chuyen LS-26-0001 chuyện riêng của nhà an");
    const auto forms = [&] {
        return world.run([](Context& context) {
            const auto mai = context.tx.people().find("telegram", "mai");
            return context.tx.worklists().forms().find(mai->id, "telegram", "mai", TimePoint{}).has_value();
        });
    };
    REQUIRE(forms()); // the canary: it asks what is missing
    REQUIRE(world.dump().find("của nhà an") != std::string::npos);
    world.send_all();
    world.take(by("an"));
    CHECK_FALSE(forms());
    const std::string dump = world.dump();
    CHECK(dump.find("chuyện riêng") == std::string::npos);
    CHECK(dump.find("của nhà an") == std::string::npos);
    CHECK(world.faults().empty());
}
