#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/notice.hpp"
#include "core/store/privacy.hpp"
#include "tests/unit/intake/talking.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

// News of a step, as the process writes it.
void tell_news(World& world, const std::string& who, DeliveryKind kind = DeliveryKind::status)
{
    world.run([&](Context& context) {
        Letter letter;
        letter.channel = world.channel;
        letter.to.id = who;
        letter.kind = kind;
        letter.text = "tin mới";
        post(context, std::move(letter));
        return 0;
    });
}

std::vector<DeliveryState> states_of(const std::vector<OutboxItem>& items, std::string_view text)
{
    std::vector<DeliveryState> states;
    for (const OutboxItem& item : items)
        if (item.text == text)
            states.push_back(item.state);
    return states;
}

std::vector<OutboxItem> all(World& world)
{
    return world.run([](Context& context) {
        OutboxFilter filter;
        filter.limit = 1000;
        return context.tx.outbox().list(filter);
    });
}

// Presses the button with this title of the latest message to them.
void choose(World& world, const std::string& who, Say title)
{
    for (const OutboxItem& item : all(world))
        if (item.chat == who && !item.buttons.empty()) {
            const auto button =
                std::ranges::find(item.buttons, world.commune.say(title), [](const Button& b) { return b.title; });
            REQUIRE(button != item.buttons.end());
            world.press(who, button->data);
            return;
        }
    FAIL("no button");
}

std::vector<std::string> actions(World& world)
{
    std::vector<std::string> list;
    for (const auto& entry : world.journal())
        list.push_back(entry.action);
    return list;
}

} // namespace

TEST_CASE("the notice is shown once, and which terms it showed is in the journal")
{
    World world;
    world.commune.rules.privacy.terms_version = "2027-03";
    CHECK(answer(world, "an", "đường ngập").starts_with(notice(world.commune)));
    CHECK(has(world.journal().back().facts, ";terms=2027-03"));
    CHECK(answer(world, "binh", "xin chào").starts_with(notice(world.commune)));
    CHECK(world.journal().back().action == "terms");
    CHECK(world.journal().back().facts == "terms=2027-03");
    const auto before = world.journal().size();
    world.say("binh", "xin chào");
    CHECK(world.journal().size() == before);
    CHECK(has(answer(world, "binh", "điều khoản"), "2027-03"));
    world.commune.rules.privacy.terms_url = "https://luongson.example.vn/dk";
    CHECK(answer(world, "cuong", "đèn hỏng").starts_with(notice(world.commune)));
    CHECK(has(notice(world.commune), "https://luongson.example.vn/dk"));
    CHECK(world.faults().empty());
}

TEST_CASE("who stops news hears answers only, and what was held back when they resume")
{
    World world;
    world.say("an", "đường ngập");
    tell_news(world, "an");
    CHECK(has(answer(world, "an", "dừng"), "ngừng gửi tin"));
    CHECK(world.identity("an")->stopped);
    tell_news(world, "an", DeliveryKind::answer);
    CHECK(states_of(all(world), "tin mới") == std::vector{DeliveryState::undeliverable, DeliveryState::undeliverable});
    // Receipts and what they ask for still come.
    world.now += 2h;
    CHECK(has(answer(world, "an", "đèn hỏng"), "Đã tiếp nhận"));
    CHECK(has(answer(world, "an", world.code(world.tickets().front())), "đã tiếp nhận"));
    CHECK(states_of(all(world), "tin mới") == std::vector{DeliveryState::undeliverable, DeliveryState::undeliverable});
    tell_news(world, "an", DeliveryKind::alert);
    CHECK(states_of(all(world), "tin mới").front() == DeliveryState::queued);

    CHECK(has(answer(world, "an", "tiep tuc nhan tin"), "lại gửi tin"));
    CHECK_FALSE(world.identity("an")->stopped);
    CHECK(std::ranges::count(states_of(all(world), "tin mới"), DeliveryState::queued) == 3);
    tell_news(world, "an");
    CHECK(states_of(all(world), "tin mới").front() == DeliveryState::queued);
    // Said again it changes nothing, and is answered.
    CHECK(has(answer(world, "an", "tiếp tục nhận tin"), "lại gửi tin"));
    const auto done = actions(world);
    CHECK(std::ranges::count(done, "stop") == 1);
    CHECK(std::ranges::count(done, "resume") == 1);
    CHECK(world.tickets().size() == 2);
    CHECK(world.faults().empty());
}

TEST_CASE("words that fold to the same stop nothing")
{
    World world;
    for (const char* words : {"đúng", "dùng", "dung", "đúng nhận tin"})
        world.say("an", words);
    CHECK_FALSE(world.identity("an")->stopped);
    CHECK(world.tickets().size() == 1);
}

TEST_CASE("a copy has everything that is kept of them, and nothing of others")
{
    World world;
    world.take(named(world, "an", "đường ngập sâu"));
    SharedInfo info;
    info.who = {"an", "Trần Thị Lan", false};
    info.phone = "84900000002";
    info.address = "Số 45 ngõ 12";
    world.take(info);
    Message photo = world.message("an", "ảnh đây");
    photo.attachments.push_back({AttachmentKind::photo, {}, {}, 0, "f", "u"});
    world.take(photo);
    world.say("binh", "chuyện của Bình");
    world.said();
    world.say("an", "dữ liệu của tôi");
    std::string text;
    for (const std::string& page : world.said_to("an"))
        text += page;
    for (const char* part : {"Tên Thật", "Trần Thị Lan", "84900000002", "Số 45 ngõ 12", "đường ngập sâu", "ảnh đây",
                             "[ảnh]", "Telegram"}) {
        CAPTURE(part);
        CHECK(has(text, part));
    }
    CHECK(has(text, world.code(world.tickets().front())));
    CHECK_FALSE(has(text, "Bình"));
    CHECK(actions(world).back() == "data_copy");
    CHECK(has(answer(world, "chi", "dữ liệu của tôi"), "không lưu dữ liệu nào"));
}

TEST_CASE("a long copy comes in several messages, and says when it is cut")
{
    World world;
    world.commune.channels.at("telegram").traits.longest_text = 400;
    std::string words;
    for (int i = 0; i < 40; ++i)
        words += "đường ngập sâu lắm rồi ";
    for (int i = 0; i < 2; ++i)
        world.say("an", words);
    world.said();
    world.say("an", "dữ liệu của tôi");
    const auto pages = world.said_to("an");
    CHECK(pages.size() > 3);
    CHECK(has(pages.front(), "(1/"));
    CHECK_FALSE(has(pages.back(), "trụ sở"));
    for (int i = 0; i < 20; ++i)
        world.say("an", words);
    world.said();
    world.say("an", "dữ liệu của tôi");
    const auto more = world.said_to("an");
    CHECK(more.size() == 12);
    CHECK(has(more.back(), "trụ sở"));
}

TEST_CASE("erasing asks once, and only a fresh answer erases")
{
    World world;
    world.say("an", "chuyện riêng");
    CHECK(has(answer(world, "an", "xóa dữ liệu của tôi"), "đồng ý xóa"));
    choose(world, "an", Say::button_erase_not);
    CHECK(has(world.dump(), "chuyện riêng"));
    // Not asked: nothing happens.
    world.now += 1h;
    CHECK(has(answer(world, "an", "đồng ý xóa"), "chưa xóa gì"));
    world.say("an", "xóa dữ liệu của tôi");
    world.now += 16min;
    choose(world, "an", Say::button_erase);
    CHECK(has(world.dump(), "chuyện riêng"));

    world.say("an", "xóa dữ liệu của tôi");
    world.now += 14min;
    world.said();
    choose(world, "an", Say::button_erase);
    CHECK(has(world.said_to("an").back(), "Đã xóa"));
    CHECK(world.identity("an")->last_inbound_at); // the platform still lets us answer
    CHECK_FALSE(has(world.dump(), "chuyện riêng"));
    const Ticket ticket = world.only_ticket();
    CHECK(ticket.reporter == IdentityId::none);
    CHECK(ticket.chat.empty());
    CHECK(world.faults().empty());
}

TEST_CASE("the answer may be typed, and erases what a copy had shown too")
{
    World world;
    world.say("an", "chuyện riêng");
    world.say("an", "dữ liệu của tôi");
    world.send_all();
    world.say("an", "xoa du lieu cua toi");
    world.send_all();
    world.said();
    world.say("an", "dong y xoa");
    CHECK(has(world.said_to("an").back(), "Đã xóa"));
    world.run([](Context& context) { return context.tx.search().follow(100); });
    CHECK_FALSE(has(world.dump(), "chuyện riêng"));
    CHECK(world.faults().empty());
}

TEST_CASE("a day after an erasure the id is nowhere in the store, unless they came back")
{
    for (const bool back : {false, true}) {
        World world;
        world.say("id-mười-bảy", "chuyện riêng");
        world.say("id-mười-bảy", "xóa dữ liệu của tôi");
        world.send_all();
        world.say("id-mười-bảy", "đồng ý xóa");
        world.send_all();
        world.now += 1h;
        if (back)
            world.say("id-mười-bảy", "đèn hỏng");
        const auto drop = [&] {
            return world.run([&](Context& context) {
                context.tx.inbox().forget_before(world.now + 24h, 1000);
                return context.tx.privacy().drop_forgotten(world.now - 24h, world.now - 30 * 24h, 100);
            });
        };
        CHECK(drop() == 0);
        world.now += 25h;
        CHECK(drop() == (back ? 0 : 1));
        CHECK(has(world.dump(), "id-mười-bảy") == back);
        CHECK(world.faults().empty());
    }
}

TEST_CASE("what the law keeps is kept, and they hear so")
{
    World world;
    world.say("an", "tố cáo ông chủ tịch");
    world.run([&](Context& context) {
        Ticket ticket = *context.tx.tickets().newest_of(world.identity("an")->id, "telegram", "an");
        ticket.nature = Nature::denunciation;
        return context.tx.tickets().save(ticket);
    });
    world.say("an", "xóa dữ liệu của tôi");
    world.send_all();
    CHECK(has(answer(world, "an", "đồng ý xóa"), "pháp luật buộc phải lưu"));
    CHECK(has(world.dump(), "tố cáo ông chủ tịch"));
}
