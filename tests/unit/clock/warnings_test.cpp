#include "core/outbox/decide.hpp"
#include "core/people/identify.hpp"
#include "core/store/warnings.hpp"
#include "core/warning/raise.hpp"
#include "tests/unit/clock/days.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;

namespace {

struct Storm : World
{
    User author;
    User second;
    User officer;

    Storm()
    {
        now = vietnam("2026-11-25 22:30"); // at night
        author = add_user("Bình", {Role::leader});
        second = add_user("Hà", {Role::leader});
        officer = add_user("Lan", {Role::front_officer});
        add_group("nhóm khu 1", "mttq", "khu_1");
        add_group("nhóm khu 3", "mttq", "khu_3");
        add_group("nhóm xã", "doan_thanh_nien");
        say("gần", "Cống tắc");
        say("xa", "Đèn hỏng");
        set(*this, tickets()[0], [](Ticket& ticket) { ticket.area = "khu_3"; });
        set(*this, tickets()[1], [](Ticket& ticket) { ticket.area = "khu_1"; });
        said();
    }
    Result<Warning> draft(const User& user, const warning::Request& request)
    {
        return run([&](Context& context) { return warning::draft(context, actor_of(user), request); });
    }
    std::vector<std::string> chats(DeliveryKind kind)
    {
        std::vector<std::string> list;
        for (const OutboxItem& item : said())
            if (item.kind == kind)
                list.push_back(item.chat);
        std::ranges::sort(list);
        return list;
    }
    void add_identity(const std::string& who)
    {
        run([&](Context& context) { return identify(context, channel, {who, {}, false}).id; });
    }
    WarningFigures figures(WarningId id)
    {
        return run([&](Context& context) { return context.tx.warnings().figures(id); });
    }
};

using Chats = std::vector<std::string>;

std::string data(const Warning& warning, const char* what)
{
    return fmt::format("ln:warning:{}:{}", number(warning.id), what);
}

} // namespace

TEST_CASE("an alert needs its author and one other, and goes to the area alone")
{
    Storm storm;
    const Warning flood = storm.run([&](Context& context) {
        return warning::draft(context, actor_of(storm.author),
                              warning::read_request(context.commune.taxonomy, "lũ khu 3 mực nước cầu Đông lên 2 m"))
            .value();
    });
    CHECK(flood.kind == "lu");
    CHECK(flood.area == "khu_3");
    CHECK(flood.text.find("CẢNH BÁO LŨ tại Khu 3.") == 0);
    CHECK(flood.text.ends_with("khu 3 mực nước cầu Đông lên 2 m"));
    CHECK(storm.chats(DeliveryKind::reply) == Chats{"Bình"});
    storm.press("Bình", data(flood, "yes"));
    CHECK(storm.chats(DeliveryKind::reply) == Chats{"Bình", "Hà"});
    storm.press("Bình", data(flood, "yes"));
    storm.press("Lan", data(flood, "yes")); // not hers to confirm
    keep(storm);
    CHECK(storm.chats(DeliveryKind::alert).empty());
    storm.press("Hà", data(flood, "yes"));
    keep(storm);
    keep(storm);
    const auto items = storm.said();
    Chats alerted;
    for (const OutboxItem& item : items)
        if (item.kind == DeliveryKind::alert) {
            alerted.push_back(item.chat);
            CHECK(item.priority == Priority::alert);
            CHECK(item.buttons.size() == (item.chat_kind == ChatKind::group ? 0U : 2U));
        }
    std::ranges::sort(alerted);
    CHECK(alerted == Chats{"gần", "nhóm khu 3", "nhóm xã"});
    Texts told;
    for (const OutboxItem& item : items)
        if (item.chat == "Bình")
            told.push_back(item.text);
    CHECK(heard(told, "tới 2 nhóm và 1 người; 0 người không nhắn được") == 1);
    CHECK(storm.faults().empty());
}

TEST_CASE("a storm may be announced by its author alone, once he has seen it")
{
    Storm storm;
    const Warning made = storm.draft(storm.author, {"bao", "", ""}).value();
    CHECK(made.text.find("tại toàn xã") != std::string::npos);
    keep(storm);
    CHECK(storm.chats(DeliveryKind::alert).empty());
    storm.press("Bình", data(made, "yes"));
    for (int i = 0; i < 3; ++i) {
        storm.restart();
        keep(storm);
    }
    CHECK(storm.chats(DeliveryKind::alert) ==
          Chats{"Bình", "Hà", "Lan", "gần", "nhóm khu 1", "nhóm khu 3", "nhóm xã", "xa"});
}

TEST_CASE("who may not alert does not, and what is nothing is refused")
{
    Storm storm;
    CHECK(storm.run([&](Context& context) {
        return warning::draft(context, actor_of(storm.officer), {"bao", "", ""}).error() == Errc::not_allowed;
    }));
    CHECK(storm.run([&](Context& context) {
        const Actor author = actor_of(storm.author);
        return warning::draft(context, author, {"", "", ""}).error() == Errc::missing_text &&
               warning::draft(context, author, {"dong_dat", "", ""}).error() == Errc::malformed &&
               warning::draft(context, author, {"bao", "khu_99", ""}).error() == Errc::malformed;
    }));
    const Warning made = storm.draft(storm.author, {"bao", "", ""}).value();
    storm.now += std::chrono::minutes{61};
    storm.press("Bình", data(made, "yes"));
    keep(storm);
    CHECK(storm.chats(DeliveryKind::alert).empty());
    const Warning other = storm.draft(storm.author, {"bao", "", ""}).value();
    storm.press("Bình", data(other, "no"));
    storm.press("Bình", data(other, "yes"));
    keep(storm);
    CHECK(storm.chats(DeliveryKind::alert).empty());
}

TEST_CASE("whoever needs help has an urgent ticket at once, and the author sees how many do")
{
    Storm storm;
    const Warning made = storm.draft(storm.author, {"bao", "khu_3", ""}).value();
    storm.press("Bình", data(made, "yes"));
    keep(storm);
    storm.said();
    const auto before = storm.tickets().size();
    storm.press("xa", data(made, "help")); // was not alerted
    CHECK(storm.tickets().size() == before);
    storm.press("gần", data(made, "safe"));
    storm.press("gần", data(made, "help"));
    storm.press("gần", data(made, "help"));
    REQUIRE(storm.tickets().size() == before + 1);
    const Ticket help = storm.tickets().back();
    CHECK(help.urgency == Urgency::urgent);
    CHECK(help.area == "khu_3");
    CHECK(help.field == "thien_tai");
    CHECK(storm.messages(help).size() == 1);
    int calls = 0;
    for (const OutboxItem& item : storm.said())
        if (item.chat == "Lan" && item.ticket == help.id) {
            ++calls;
            CHECK(item.priority == Priority::urgent);
            CHECK(item.text.starts_with("CẦN GIÚP KHẨN: phiếu " + storm.code(help) + ", Khu 3, lúc "));
            CHECK_FALSE(item.buttons.empty());
        }
    CHECK(calls == 1);
    keep(storm);
    CHECK(heard(storm.said_to("Bình"), "VIỆC KHẨN") == 1);
    storm.say("gần", "Nhà ở ngõ 5, có hai cụ già");
    CHECK(storm.tickets().size() == before + 1); // joins the call for help
    CHECK(storm.figures(made.id).help == 1);
    CHECK(storm.figures(made.id).safe == 0);
    CHECK(storm.faults().empty());
}

TEST_CASE("people outside of the platform's window are counted, not written to")
{
    Storm storm;
    storm.commune.channels.at("telegram").traits.reply_window = std::chrono::days{7};
    storm.now += std::chrono::days{8};
    storm.say("mới", "Có rác ở chợ");
    const Warning made = storm.draft(storm.author, {"bao", "", ""}).value();
    storm.said();
    storm.press("Bình", data(made, "yes"));
    keep(storm);
    CHECK(storm.chats(DeliveryKind::alert) == Chats{"Bình", "mới", "nhóm khu 1", "nhóm khu 3", "nhóm xã"});
    const auto figures = storm.figures(made.id);
    CHECK(figures.people == 2);
    CHECK(figures.unreachable == 4);
}

TEST_CASE("only whom the outbox will write to counts as alerted")
{
    const bool paid = GENERATE(false, true);
    Storm storm;
    auto& channel = storm.commune.channels.at("telegram");
    channel.traits.free_window = std::chrono::hours{48};
    channel.traits.reply_window = std::chrono::days{7};
    channel.paid_messages = paid;
    storm.now += std::chrono::days{3}; // of both windows one has closed for all who wrote before
    storm.say("mới", "Có rác ở chợ");
    storm.take(storm.group_message("nhóm xã", "chỉ trong nhóm", "Chào bà con"));
    storm.add_identity("chưa từng nhắn");
    const Warning made = storm.draft(storm.author, {"bao", "", ""}).value();
    storm.said();
    storm.press("Bình", data(made, "yes"));
    keep(storm);
    std::int64_t goes = 0;
    for (const OutboxItem& item : storm.said()) {
        if (item.kind != DeliveryKind::alert || item.chat_kind == ChatKind::group)
            continue;
        const auto written = storm.identity(item.chat)->last_inbound_at;
        CHECK_FALSE(outbox::refuse_unsent(item, channel.traits, written, paid, storm.now));
        ++goes;
    }
    const auto figures = storm.figures(made.id);
    CHECK(goes == (paid ? 6 : 2));
    CHECK(figures.people == goes);
    CHECK(figures.unreachable == (paid ? 1 : 5)); // one never wrote to us in private
    CHECK(storm.faults().empty());
}

TEST_CASE("who stopped news is alerted as was promised, by the first words too")
{
    Storm storm;
    storm.say("gần", "dừng nhận tin");
    storm.say("lạ", "dừng nhận tin");
    CHECK(heard(storm.peek("lạ"), "cảnh báo khẩn cấp vẫn được gửi") == 1);
    storm.say("Lan", "dừng nhận tin");
    storm.said();
    const Warning made = storm.draft(storm.author, {"bao", "", ""}).value();
    storm.press("Bình", data(made, "yes"));
    keep(storm);
    for (const OutboxItem& item : storm.said())
        if (item.kind == DeliveryKind::alert)
            CHECK(item.state == DeliveryState::queued);
    CHECK(storm.figures(made.id).people == 6);
    CHECK(storm.figures(made.id).unreachable == 0);
    storm.press("gần", data(made, "help"));
    CHECK(heard(storm.said_to("gần"), "Chúng tôi đã báo khẩn") == 1);
    CHECK(storm.faults().empty());
}

TEST_CASE("the erased hear no alert and are in no figure, until they come back")
{
    Storm storm;
    storm.say("gần", "xóa dữ liệu của tôi");
    storm.send_all();
    storm.say("gần", "đồng ý xóa"); // their window is open
    storm.take(Withdrawal{{"xa", {}, false}});
    const auto alerted = [&] {
        const Warning made = storm.draft(storm.author, {"bao", "", ""}).value();
        storm.said();
        storm.press("Bình", data(made, "yes"));
        keep(storm);
        CHECK(storm.figures(made.id).unreachable == 0);
        return storm.chats(DeliveryKind::alert);
    };
    const Chats others{"Bình", "Hà", "Lan", "nhóm khu 1", "nhóm khu 3", "nhóm xã"};
    CHECK(alerted() == others);
    storm.say("gần", "dừng nhận tin"); // hears the terms, and that alerts go on
    CHECK(alerted() == Chats{"Bình", "Hà", "Lan", "gần", "nhóm khu 1", "nhóm khu 3", "nhóm xã"});
    CHECK(storm.faults().empty());
}
