#include "core/journal/record.hpp"
#include "core/store/members.hpp"
#include "core/store/privacy.hpp"
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

SharedInfo shared(const std::string& who)
{
    SharedInfo info;
    info.who = {who, "Trần Thị Lan", false};
    info.phone = "84900000002";
    info.address = "Số 45 ngõ 12 phố Hoa Lư";
    return info;
}

GroupMembers members(GroupMembers::Change change, std::vector<std::string> people)
{
    GroupMembers made;
    made.chat = {"g1", ChatKind::group, {}, {}};
    made.change = change;
    made.people = std::move(people);
    return made;
}

std::optional<Membership> standing(World& world, const std::string& who)
{
    const GroupId group = world.group("g1").value().id;
    return world.run([&](Context& context) { return context.tx.members().find(group, who); });
}

std::optional<ContactDetails> details(World& world, const std::string& who)
{
    const IdentityId person = world.identity(who).value().id;
    return world.run([&](Context& context) { return context.tx.privacy().details(person); });
}

} // namespace

TEST_CASE("contact details are kept beside the identity, and the journal says only that they were given")
{
    World world;
    world.say("an", "đường ngập");
    world.said();
    CHECK(world.take(shared("an")) == Intake::accepted);
    const auto kept = details(world, "an");
    REQUIRE(kept);
    CHECK(kept->phone == "84900000002");
    CHECK(kept->address == "Số 45 ngõ 12 phố Hoa Lư");
    const auto last = world.journal().back();
    CHECK(last.ticket == world.only_ticket().id);
    CHECK(last.facts == "given=name,phone,address");
    CHECK_FALSE(last.text);
    CHECK(world.said_to("an").size() == 1);
    // What is given later adds to what is known.
    SharedInfo phone;
    phone.who.id = "an";
    phone.phone = "84911111111";
    world.take(phone);
    CHECK(details(world, "an")->phone == "84911111111");
    CHECK(details(world, "an")->address == "Số 45 ngõ 12 phố Hoa Lư");
    SharedInfo nothing;
    nothing.who.id = "an";
    world.said();
    world.take(nothing);
    CHECK(world.said().empty());
    CHECK(world.faults().empty());
}

TEST_CASE("who withdraws consent leaves no word, name, number or place in the store")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.add_user("quang", {Role::administrator});
    world.add_user("hoa", {Role::keeper});
    Message message = world.message("citizen-id", "chuyện riêng số một");
    message.from.name = "Tên Thật";
    message.position = Position{20.25, 105.5};
    message.attachments.push_back({AttachmentKind::photo, "anh-rieng.jpg", "", 1, "https://rieng.example", ""});
    world.take(message);
    Message edit = message;
    edit.edited = true;
    edit.text = "chuyện riêng số hai";
    world.take(edit);
    world.take(shared("citizen-id"));
    world.take(members(GroupMembers::Change::joined, {"citizen-id"}));
    world.take(world.event(Unknown{"new kind"}), R"({"from":"citizen-id","text":"chuyện riêng số ba"})");
    world.run([](Context& context) { return context.tx.search().follow(100); });
    REQUIRE(world.dump().find("riêng") != std::string::npos);
    REQUIRE(world.only_ticket().place == "20.250000,105.500000");
    world.said();

    CHECK(world.take(by("citizen-id")) == Intake::accepted);
    for (int i = 0; i < 10; ++i)
        world.run([](Context& context) { return context.tx.search().follow(100); });
    const std::string dump = world.dump();
    for (const auto* word : {"riêng", "rieng", "Tên Thật", "Trần Thị Lan", "84900000002", "Hoa Lư", "20.25", "105.5"}) {
        CAPTURE(word);
        CHECK(dump.find(word) == std::string::npos);
    }
    CHECK(world.run([](Context& context) { return context.tx.search().find("chuyen rieng", 0, 10).size(); }) == 0);
    CHECK(world.identity("citizen-id")->stopped);
    CHECK_FALSE(world.identity("citizen-id")->last_inbound_at);
    CHECK_FALSE(standing(world, "citizen-id"));
    CHECK(world.only_ticket().status == Status::received);
    CHECK(world.peek("quang").size() == 1);
    CHECK(world.peek("hoa").size() == 1);
    CHECK(world.said_to("lan").empty());
    const auto journal = world.journal();
    CHECK(journal.back().action == "erase");
    CHECK(journal.back().facts.find("entries=2") != std::string::npos);
    CHECK(world.faults().empty());
}

TEST_CASE("what waits for the chat is stopped, and officers hear that there was something")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.say("an", "chuyện riêng");
    world.take(by("an"));
    for (const OutboxItem& item : world.said()) {
        CAPTURE(item.chat, item.text);
        if (item.chat.empty()) { // it was theirs
            CHECK(item.state == DeliveryState::undeliverable);
            CHECK(item.text.empty());
        } else {
            CHECK(item.chat == "lan");
            CHECK(item.state == DeliveryState::queued);
            CHECK(item.text.find(world.code(world.only_ticket())) != std::string::npos);
            CHECK(item.text.find("riêng") == std::string::npos);
        }
    }
}

TEST_CASE("who comes back after a withdrawal is told again how data is used, and makes a new ticket's words")
{
    World world;
    world.say("an", "chuyện riêng");
    world.take(by("an"));
    world.said();
    world.now += 2h;
    world.say("an", "đèn hỏng");
    CHECK(world.tickets().size() == 2);
    CHECK(world.said_to("an").at(0).find("chỉ dùng cho việc đó") != std::string::npos);
    CHECK(world.faults().empty());
}

TEST_CASE("an official who withdraws keeps his words on other people's tickets")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.say("an", "đường ngập");
    Message note = world.message("lan", "đã gọi cho khu");
    for (const OutboxItem& item : world.send_all())
        if (item.chat == "lan")
            note.reply_to = item.message;
    world.take(note);
    world.take(by("lan"));
    const auto rows = world.messages(world.only_ticket());
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].text == "đường ngập");
    CHECK(rows[1].text == "đã gọi cho khu");
    CHECK(world.faults().empty());
}

TEST_CASE("the words of a denunciation are the law's to keep")
{
    World world;
    world.say("an", "tố cáo ông chủ tịch");
    const Ticket told = world.only_ticket();
    world.run([&](Context& context) {
        Ticket ticket = *context.tx.tickets().find(told.id);
        ticket.nature = Nature::denunciation;
        journal::record(context, {.ticket = ticket.id, .action = "set_nature", .facts = "nature=denunciation"});
        return context.tx.tickets().save(ticket);
    });
    world.take(by("an"));
    CHECK(world.messages(world.only_ticket()).front().text == "tố cáo ông chủ tịch");
    CHECK(world.identity("an")->stopped);
    CHECK(world.faults().empty());
}

TEST_CASE("a withdrawal of somebody unknown stores nothing but its key, and takes raw events along")
{
    World world;
    world.take(world.event(Unknown{"new kind"}), R"({"from":"stranger-id","text":"x"})");
    CHECK(world.take(by("stranger-id")) == Intake::accepted);
    CHECK(world.run([](Context& context) { return context.tx.inbox().parked_count(); }) == 0);
    CHECK_FALSE(world.identity("stranger-id"));
    CHECK(world.journal().empty());
}

TEST_CASE("membership of a group follows what the platform tells")
{
    using Change = GroupMembers::Change;
    World world;
    world.take(members(Change::asked, {"a", "b"}));
    CHECK(standing(world, "a") == Membership::asked);
    world.take(members(Change::joined, {"a"}));
    world.take(members(Change::refused, {"b"}));
    CHECK(standing(world, "a") == Membership::member);
    CHECK_FALSE(standing(world, "b"));
    world.take(members(Change::promoted, {"a"}));
    world.take(members(Change::joined, {"a"}));
    world.take(members(Change::asked, {"a"}));
    CHECK(standing(world, "a") == Membership::admin);
    world.take(members(Change::demoted, {"a"}));
    world.take(members(Change::joined, {"c"}));
    const auto count = [&] {
        const GroupId group = world.group("g1").value().id;
        return world.run([&](Context& context) { return context.tx.members().count(group); });
    };
    CHECK(count() == 2);
    world.take(members(Change::left, {"c"}));
    CHECK(count() == 1);
    GroupChange gone;
    gone.chat = {"g1", ChatKind::group, {}, {}};
    gone.present = false;
    world.take(gone);
    CHECK(count() == 0);
    CHECK(world.said().empty());
}
