#include "core/message/say.hpp"
#include "core/people/notice.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

constexpr const char* complaint = "Đường Trần Phú ngập sâu, gọi cho tôi số 0912345678";

Attachment attachment(AttachmentKind kind)
{
    Attachment made;
    made.kind = kind;
    return made;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("the first complaint is a ticket at once, with code, notice and news to those who must know")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.add_user("huy", {Role::handler});
    world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
    world.add_group("-100", "hoi_phu_nu");
    world.add_group("-150", "mttq");
    world.add_group("-200", "", "khu_5");
    CHECK(world.say("an", complaint) == Intake::accepted);

    const Ticket ticket = world.only_ticket();
    CHECK(world.code(ticket) == "LS-26-0001");
    CHECK(ticket.status == Status::received);
    CHECK(ticket.chat == "an");
    CHECK(ticket.reporter == world.identity("an")->id);
    CHECK(!ticket.suspected);
    const auto words = world.messages(ticket);
    REQUIRE(words.size() == 1);
    CHECK(words.front().text == complaint);
    CHECK(words.front().kind == "text");

    const auto said = world.said();
    REQUIRE(said.size() == 3);
    for (const OutboxItem& item : said)
        CHECK(item.ticket == ticket.id);
    const OutboxItem& group = said[0];
    CHECK(group.chat == "-100");
    CHECK(group.chat_kind == ChatKind::group);
    CHECK(has(group.text, "LS-26-0001"));
    CHECK(has(group.text, "Telegram"));
    CHECK(!has(group.text, "Trần Phú"));
    const OutboxItem& officer = said[1];
    CHECK(officer.chat == "lan");
    CHECK(officer.kind == DeliveryKind::push);
    CHECK(has(officer.text, "Đường Trần Phú ngập sâu"));
    CHECK(!has(officer.text, "0912345678"));
    const OutboxItem& receipt = said[2];
    CHECK(receipt.chat == "an");
    CHECK(receipt.kind == DeliveryKind::receipt);
    CHECK(has(receipt.text, "LS-26-0001"));
    CHECK(receipt.text.starts_with(notice(world.commune)));
    REQUIRE(receipt.buttons.size() == 7); // five areas, for it does not say which
    CHECK(receipt.buttons.front().data == "ln:place:1:khu_1");
    CHECK(receipt.buttons[5].data == "ln:my");
    CHECK(receipt.buttons.back().data == "ln:unnamed");
    CHECK(world.faults().empty());
}

TEST_CASE("the notice comes once")
{
    World world;
    world.say("an", complaint);
    world.said();
    world.now += 2h;
    world.say("an", "Đèn đường hỏng ở khu 3");
    const auto texts = world.said_to("an");
    REQUIRE(texts.size() == 1);
    CHECK(!has(texts.front(), notice(world.commune)));
    CHECK(has(texts.front(), "LS-26-0002"));
}

TEST_CASE("the same event again changes nothing at all")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    world.add_group("-100", "hoi_phu_nu");
    ButtonPress press;
    press.chat.id = press.from.id = "an";
    press.data = "ln:my";
    Message photo = world.message("an", "");
    photo.attachments.push_back({});
    const std::vector<InboundEvent> events{
        world.event(world.message("an", complaint)),
        world.event(world.message("binh", "xin chào")),
        world.event(world.message("lan", "ghi chú")),
        world.event(world.message("an", "/trogiup")),
        world.event(world.group_message("-300", "c", "alo")),
        world.event(press),
        world.event(Unknown{"strange"}),
        world.event(photo),
    };
    for (const InboundEvent& event : events)
        CHECK(world.take(event) != Intake::duplicate);
    const std::string before = world.dump();
    CHECK(has(before, "Trần Phú"));
    world.now += 1h;
    for (const InboundEvent& event : events)
        CHECK(world.take(event) == Intake::duplicate);
    CHECK(world.dump() == before);
    world.restart();
    for (const InboundEvent& event : events)
        CHECK(world.take(event) == Intake::duplicate);
    CHECK(world.dump() == before);
}

TEST_CASE("the same message under another key changes no ticket and is not answered twice")
{
    World world;
    const Message message = world.message("an", complaint);
    world.take(message);
    world.said();
    InboundEvent again = world.event(message);
    again.key = "other";
    CHECK(world.take(again) == Intake::duplicate);
    CHECK(world.messages(world.only_ticket()).size() == 1);
    CHECK(world.said().empty());
    CHECK(world.faults().empty());
}

TEST_CASE("greetings, thanks and stickers get a kind answer and make no ticket")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    for (const char* words : {"xin chào", "Xin chào!", "cam on", "Dạ vâng ạ"}) {
        INFO(words);
        world.say("an", words);
        const auto said = world.said();
        REQUIRE(said.size() == 1);
        CHECK(said.front().chat == "an");
        CHECK(has(said.front().text, "lắng nghe"));
    }
    Message sticker = world.message("an", "");
    sticker.attachments.push_back(attachment(AttachmentKind::sticker));
    world.take(sticker);
    CHECK(world.said().size() == 1);
    CHECK(world.tickets().empty());
    CHECK(world.journal().size() == 1); // the notice was shown
}

TEST_CASE("thanks with a photo, a sticker with words and a mere photo are reports")
{
    World world;
    Message thanks = world.message("an", "cảm ơn");
    thanks.attachments.push_back({});
    world.take(thanks);
    Message sticker = world.message("binh", "đường ngập");
    sticker.attachments.push_back(attachment(AttachmentKind::sticker));
    world.take(sticker);
    world.add_user("lan", {Role::front_officer});
    world.said();
    Message photos = world.message("chi", "");
    photos.attachments.resize(2);
    photos.attachments.push_back(attachment(AttachmentKind::voice));
    world.take(photos);
    REQUIRE(world.tickets().size() == 3);
    CHECK(world.messages(world.tickets()[2]).front().kind == "photo");
    CHECK(world.messages(world.tickets()[2]).front().attachments.size() == 3);
    CHECK(has(world.peek("lan").at(0), "(chỉ có ảnh, tin nhắn thoại, không có lời)"));
}

TEST_CASE("a place becomes the ticket's place, once")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    Message place = world.message("an", "");
    place.position = Position{20.8765, 105.4321};
    world.take(place);
    CHECK(world.only_ticket().place == "20.876500,105.432100");
    CHECK(has(world.said_to("lan").at(0), "vị trí"));
    place = world.message("an", "");
    place.position = Position{1, 2};
    world.take(place);
    CHECK(world.only_ticket().place == "20.876500,105.432100");
}

TEST_CASE("a push stays one message, and words like a template stay words")
{
    World world;
    world.add_user("lan", {Role::front_officer});
    std::string words;
    while (words.size() < 6000)
        words += "đường ngập lắm ";
    world.say("an", words);
    for (const OutboxItem& item : world.said())
        CHECK(item.text.size() < 2500);
    CHECK(world.messages(world.only_ticket()).front().text == words);
}
