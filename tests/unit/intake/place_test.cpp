// Where it is: asked in the receipt of what does not say so, once, and answered by a button, a name or a position.

#include "core/message/say.hpp"
#include "core/officer/plan.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

const std::string lamp = "Đèn đường hỏng ba hôm nay";
const std::string asks = "Việc này ở khu nào?";

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> titles(const OutboxItem& item)
{
    std::vector<std::string> all;
    for (const Button& button : item.buttons)
        all.push_back(button.title);
    return all;
}

using Titles = std::vector<std::string>;

struct Street : World
{
    Street()
    {
        add_user("mai", {Role::front_officer});
        add_group("khu3", "mat_tran_khu_3", "khu_3");
        add_group("khu5", "mat_tran_khu_5", "khu_5");
        add_group("phunu", "hoi_phu_nu");
        commune.taxonomy.hear_new = {"hoi_phu_nu"};
        said();
    }

    // Of `who`'s words, the one message that answers them.
    OutboxItem receipt(const std::string& who, const std::string& words)
    {
        said();
        say(who, words);
        std::vector<OutboxItem> mine;
        for (OutboxItem& item : said())
            if (item.chat == who)
                mine.push_back(std::move(item));
        REQUIRE(mine.size() == 1);
        return mine.front();
    }

    std::string data(const OutboxItem& item, const std::string& title)
    {
        const auto button = std::ranges::find(item.buttons, title, &Button::title);
        REQUIRE(button != item.buttons.end());
        return button->data;
    }

    // Who hears of what comes next, and what `who` does.
    std::vector<std::string> hearers()
    {
        std::vector<std::string> chats;
        for (const OutboxItem& item : said())
            chats.push_back(item.chat);
        std::ranges::sort(chats);
        return chats;
    }
};

} // namespace

TEST_CASE("the receipt asks where it is when nobody can tell, with all areas where they are few")
{
    Street street;
    const auto receipt = street.receipt("dan", lamp);
    CHECK(receipt.kind == DeliveryKind::receipt);
    CHECK(has(receipt.text, asks));
    CHECK(titles(receipt) == Titles{"Khu 1", "Khu 2", "Khu 3", "Khu 4", "Khu 5", "Phản ánh của tôi", "Gửi ẩn danh"});
    CHECK(street.only_ticket().area.empty());
}

TEST_CASE("nothing is asked that the message says, nor where it does not matter, nor twice")
{
    Street street;
    CHECK(!has(street.receipt("dan", "Đèn đường ở khu 5 hỏng").text, asks));
    CHECK(!has(street.receipt("an", "Cho tôi hỏi thủ tục đăng ký kết hôn").text, asks));
    CHECK(!has(street.receipt("binh", "Tôi tố cáo cán bộ nhận hối lộ").text, asks));
    CHECK(!has(street.receipt("chi", "Xin chào").text, asks));
    Message shown = street.message("duc", "Ổ gà to lắm");
    shown.position = Position{20.25, 105.97};
    street.take(shown);
    CHECK(!has(street.said_to("duc").at(0), asks));
    Message grouped = street.group_message("phunu", "em", "/phananh đèn đường hỏng");
    street.take(grouped);
    for (const OutboxItem& item : street.said())
        CHECK(!has(item.text, asks));

    CHECK(has(street.receipt("giang", lamp).text, asks));
    street.now += 2min;
    CHECK(!has(street.receipt("giang", "Tối om, trẻ con ngã rồi").text, asks));
}

TEST_CASE("a pressed area is the citizen's word: on the record, told once to whom it concerns")
{
    Street street;
    const auto receipt = street.receipt("dan", lamp);
    street.press("dan", street.data(receipt, "Khu 3"));
    const Ticket ticket = street.only_ticket();
    CHECK(ticket.area == "khu_3");
    const auto entry = street.journal().back();
    CHECK(entry.action == "place");
    CHECK(entry.actor == "citizen:" + std::to_string(number(ticket.reporter)));
    CHECK(entry.facts == "area=khu_3");
    CHECK(street.run([&](Context& context) { return officer::suggested_area(context, ticket); }) == "khu_3");
    CHECK(street.peek("khu3").size() == 1);
    REQUIRE(street.peek("mai").size() == 1);
    CHECK(has(street.peek("mai").at(0), "Khu 3"));
    CHECK(street.peek("dan") == Texts{"Đã ghi phản ánh " + street.code(ticket) + " ở Khu 3. Cảm ơn anh/chị."});
    CHECK(street.hearers() == std::vector<std::string>{"dan", "khu3", "mai"});

    street.press("dan", street.data(receipt, "Khu 3")); // again: nothing but the same answer
    CHECK(street.hearers() == std::vector<std::string>{"dan"});
    CHECK(street.journal().back().seq == entry.seq);
    street.press("dan", street.data(receipt, "Khu 5")); // a slip of the finger
    CHECK(street.only_ticket().area == "khu_5");
    CHECK(street.faults() == std::vector<std::string>{});
}

TEST_CASE("a press carries no authority, and what officials classified stands")
{
    Street street;
    const auto receipt = street.receipt("dan", lamp);
    const std::string data = street.data(receipt, "Khu 3");
    street.say("ba", "Xin chào");
    street.said();
    street.press("ba", data);
    CHECK(street.said().empty());
    for (const char* wrong : {"ln:place:", "ln:place:1", "ln:place:1:", "ln:place:x:khu_3", "ln:place:99:khu_3"}) {
        INFO(wrong);
        street.press("dan", wrong);
        CHECK(street.only_ticket().area.empty());
    }
    street.said();
    street.run([&](Context& context) {
        Step step;
        step.action = Action::classify;
        step.field = "giao_thong";
        step.area = "khu_2";
        const Ticket ticket = *context.tx.tickets().find(TicketId{1});
        const User mai = *context.tx.people().find_user("mai");
        return act(context, actor_of(mai), ticket, with_implied(context, ticket, step)).has_value();
    });
    street.said();
    street.press("dan", data);
    CHECK(street.only_ticket().area == "khu_2");
    const auto told = street.said_to("dan");
    REQUIRE(told.size() == 1);
    CHECK(has(told[0], "đã được ghi ở Khu 2"));
}

TEST_CASE("the name of an area answers too, later than other words would join, and tells nobody twice")
{
    for (const char* words : {"Khu 3", "ở khu 3 ạ", "o khu 3"}) {
        INFO(words);
        Street street;
        street.receipt("dan", lamp);
        street.now += 5h;
        CHECK(has(street.receipt("dan", words).text, "Đã ghi thêm"));
        CHECK(street.only_ticket().area == "khu_3");
        CHECK(has(street.journal().back().facts, "joined=place;area=khu_3"));
    }
    Street street;
    street.receipt("dan", lamp);
    street.now += 5h;
    street.say("dan", "khu 3");
    CHECK(street.hearers() == std::vector<std::string>{"dan", "khu3", "mai"});
    street.now += 1h;
    street.say("dan", "khu 5"); // it was said
    CHECK(street.tickets().size() == 2);
    CHECK(street.tickets().front().area == "khu_3");
}

TEST_CASE("words on the way that name the area are the answer, another matter is not")
{
    Street street;
    street.receipt("dan", lamp);
    street.now += 10min;
    street.receipt("dan", "Ngay cổng nhà văn hóa khu 5");
    CHECK(street.only_ticket().area == "khu_5");

    street.receipt("an", lamp);
    street.now += 5h;
    street.receipt("an", "Khu 3 mất nước từ sáng");
    CHECK(street.tickets().size() == 3);
    CHECK(street.tickets()[1].area.empty());
    street.now += 73h;
    street.receipt("an", "khu 3");
    CHECK(street.tickets().size() == 4);
}

TEST_CASE("a place on the map answers as well")
{
    Street street;
    street.receipt("dan", lamp);
    street.now += 5h;
    Message shown = street.message("dan", "");
    shown.position = Position{20.25, 105.97};
    street.take(shown);
    CHECK(street.only_ticket().place == "20.250000,105.970000");
    street.now += 5h;
    Message again = street.message("dan", "");
    again.position = Position{20.26, 105.97};
    street.take(again);
    CHECK(street.tickets().size() == 2);
}

TEST_CASE("of many areas those are offered where the person reported before, then the first")
{
    Street street;
    for (int i = 6; i <= 12; ++i)
        street.commune.taxonomy.areas.push_back({"khu_" + std::to_string(i), "Khu " + std::to_string(i), {}});
    prepare(street.commune.taxonomy);
    const auto first = street.receipt("dan", lamp);
    CHECK(has(first.text, "hoặc nhắn tên khu"));
    CHECK(titles(first) == Titles{"Khu 1", "Khu 2", "Khu 3", "Khu 4", "Phản ánh của tôi", "Gửi ẩn danh"});
    street.now += 1h;
    street.say("dan", "khu 9");
    CHECK(street.only_ticket().area == "khu_9");
    street.now += 24h;
    const auto second = street.receipt("dan", "Rác chất đống không ai dọn");
    CHECK(titles(second) == Titles{"Khu 9", "Khu 1", "Khu 2", "Khu 3",
                                   "Gộp vào " + street.code(street.tickets().front()), "Phản ánh của tôi"});
}

TEST_CASE("where a message takes few buttons the likeliest stand beside the others, where it takes none a list")
{
    Street street;
    street.commune.channels.at("telegram").traits.buttons = 5;
    CHECK(titles(street.receipt("dan", lamp)) == Titles{"Khu 1", "Khu 2", "Khu 3", "Phản ánh của tôi", "Gửi ẩn danh"});
    street.commune.channels.at("telegram").traits.buttons = 0;
    const auto listed = street.receipt("an", lamp);
    CHECK(has(listed.text, "\n3. Khu 3\n"));
    street.send_all();
    street.say("an", "3");
    CHECK(street.tickets().back().area == "khu_3");
}
