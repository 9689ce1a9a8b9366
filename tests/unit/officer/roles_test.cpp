// Every command by everybody: who may, does; who may not, hears what to do instead, and nothing of the ticket.

#include "core/officer/synthesis.hpp"
#include "core/store/issued.hpp"
#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace langnghe;
using namespace langnghe::test;

namespace {

struct Case
{
    std::string words;
    Status from;
    std::set<std::string> who;
};

const std::set<std::string> front{"mai", "lanh"};
const std::set<std::string> handling{"tuan", "lanh"};
const std::set<std::string> both{"mai", "tuan", "lanh"};
const std::set<std::string> readers{"mai", "tuan", "lanh", "giam"};
const std::vector<std::string> everybody{"mai", "tuan", "hoa", "lanh", "giam", "kin", "quan", "dan"};

const std::vector<Case> cases{
    {"/xacminh CODE", Status::received, front},
    {"/verify CODE", Status::received, front},
    {"/phanloai CODE giao thông khu 3", Status::received, front},
    {"/classify CODE", Status::verified, front},
    {"/tinhchat CODE kiến nghị", Status::received, front},
    {"/chuyen CODE phòng kinh tế", Status::received, front},
    {"/transfer CODE phong kinh te", Status::classified, front},
    {"/nhan CODE", Status::transferred, handling},
    {"/giaoviec CODE tuan", Status::transferred, handling},
    {"/hoantra CODE không phải việc của phòng", Status::in_progress, handling},
    {"/hoi CODE số nhà bao nhiêu ạ?", Status::in_progress, both},
    {"/traloi CODE chiều nay chúng tôi xuống xem", Status::in_progress, both},
    {"/xong CODE khongthe vì chưa có kinh phí", Status::in_progress, handling},
    {"/congkhai CODE", Status::resolved, front},
    {"/ketthuc CODE người dân đồng ý", Status::resolved, front},
    {"/tuchoi CODE thuộc xã bên", Status::received, front},
    {"/gop CODE", Status::verified, front},
    {"/molai CODE ổ gà lại lún", Status::resolved, front},
    {"/giahan CODE 3 chờ vật tư", Status::in_progress, handling},
    {"/nguoigui CODE cần gọi hỏi", Status::in_progress, both},
    {"/tranh CODE hoa là người bị phản ánh", Status::in_progress, front},
    {"/keepfrom CODE trạm y tế", Status::received, front},
    {"/botranh CODE", Status::received, front},
    {"/giamsat CODE bao giờ xong?", Status::in_progress, {"giam"}},
    {"/xemlai CODE dân chưa đồng ý", Status::resolved, {"giam"}},
    {"/xem CODE", Status::in_progress, readers},
};

bool refused(DeskScene& scene, const Answer& answer, const Ticket& ticket)
{
    const std::string unknown = scene.sentence(Say::desk_unknown, {{"code", scene.code(ticket)}, {"example", ""}});
    return has(answer.text, "Vai trò của anh/chị chưa dùng được") || has(answer.text, unknown) ||
           has(answer.text, "chỉ dành cho cán bộ");
}

// As the daemon does it, on the read connection.
void hand_out(DeskScene& scene)
{
    const auto asked = scene.run([](Context& context) { return context.tx.issued().asked(100); });
    for (const AskedReport& each : asked)
        scene.run([&](Context& context) {
            officer::hand_out(context, each.period, report::make(context, each.period));
            return 0;
        });
}

} // namespace

TEST_CASE("each command is taken from those who may, and from nobody else")
{
    for (const auto& [words, from, allowed] : cases)
        for (const std::string& who : everybody) {
            DeskScene scene;
            const Ticket ticket = scene.reported(from);
            const Answer answer = scene.types(who, scene.with_code(words, ticket));
            CAPTURE(words, who, answer.text);
            CHECK_FALSE(answer.text.empty());
            CHECK(refused(scene, answer, ticket) == !allowed.contains(who));
            if (!allowed.contains(who))
                CHECK(scene.stored(ticket).version == ticket.version);
        }
}

TEST_CASE("a command reads with diacritics, without, in capitals and with its words apart")
{
    for (const char* words : {"/xacminh CODE", "/xácminh CODE", "/xác minh CODE", "/XAC MINH CODE", "/Xac Minh: CODE",
                              "/verify CODE", "/VERIFY CODE đã gọi hỏi"}) {
        DeskScene scene;
        const Ticket ticket = scene.report();
        const Answer answer = scene.types("mai", scene.with_code(words, ticket));
        CAPTURE(words, answer.text);
        CHECK(scene.stored(ticket).status == Status::verified);
    }
}

TEST_CASE("a sealed ticket is answered exactly like one that does not exist")
{
    DeskScene scene;
    Ticket ticket = scene.report();
    scene.types("mai", scene.with_code("/tinhchat CODE tố cáo", ticket));
    REQUIRE(scene.stored(ticket).sealed());
    for (const std::string who : {"mai", "tuan", "lanh", "giam"})
        for (const char* words : {"/xem LS-26-0001", "/xacminh LS-26-0001", "/chuyen LS-26-0001 phòng kinh tế"}) {
            const std::string of_none = words;
            std::string other = of_none;
            other.replace(other.find("0001"), 4, "0999");
            std::string first = scene.types(who, of_none).text;
            std::string second = scene.types(who, other).text;
            CAPTURE(who, words, first);
            if (const auto at = second.find("0999"); at != std::string::npos)
                second.replace(at, 4, "0001");
            CHECK(first == second);
        }
    CHECK(has(scene.types("kin", "/xem LS-26-0001").text, "LS-26-0001"));
    CHECK(has(scene.types("kin", "/viec").text, "LS-26-0001"));
    for (const std::string who : {"mai", "tuan", "lanh", "giam"})
        CHECK_FALSE(has(scene.types(who, "/viec").text, "LS-26-0001"));
}

TEST_CASE("what is missing or wrong is told with an example")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    CHECK(has(scene.types("mai", "/chuyen").text, "/chuyen LS-26-0042 phòng kinh tế"));
    CHECK(has(scene.types("mai", "/xem LS-26-0777").text, "Không có phiếu này"));
    const Answer early = scene.types("mai", scene.with_code("/congkhai CODE", ticket));
    CHECK(has(early.text, "hiện đã tiếp nhận"));
    CHECK(has(scene.types("mai", "/khongco CODE").text, "/trogiup"));
}

TEST_CASE("help and menus name what this person may do, and nothing else")
{
    DeskScene scene;
    const std::string front_help = scene.types("mai", "/trogiup").text;
    CHECK(has(front_help, "/xacminh LS-26-0042"));
    CHECK(has(front_help, "/chuyen LS-26-0042"));
    CHECK_FALSE(has(front_help, "/nhan "));
    CHECK_FALSE(has(front_help, "/duyet"));
    const std::string handler_help = scene.types("tuan", "/trợgiúp").text;
    CHECK(has(handler_help, "/xong LS-26-0042"));
    CHECK_FALSE(has(handler_help, "/chuyen LS"));
    CHECK(has(scene.types("giam", "/trogiup").text, "/giamsat"));
    CHECK_FALSE(has(scene.types("dan", "/trogiup").text, "/xacminh"));
    CHECK_FALSE(has(scene.types("quan", "/trogiup").text, "/xem"));
    const std::string keeper_help = scene.types("kin", "/trogiup").text;
    CHECK(has(keeper_help, "/viec"));
    CHECK_FALSE(has(keeper_help, "/tim")); // no search finds what is sealed
}

TEST_CASE("an example in the help does what it says for whom it is shown")
{
    DeskScene scene;
    const std::string front_help = scene.types("mai", "/trogiup").text;
    const auto example_of = [](const std::string& help, const std::string& command) {
        const auto at = help.find(command);
        REQUIRE(at != std::string::npos);
        return help.substr(at, help.find('\n', at) - at);
    };
    const std::string by_front = example_of(front_help, "/xong LS-26-0042");
    CHECK_FALSE(has(by_front, "motphan"));
    CHECK(has(scene.types("mai", "/xong").text, by_front));
    const Ticket question = scene.report("dan", "Nhà văn hóa mở cửa đến mấy giờ?");
    std::string typed = by_front;
    typed.replace(typed.find("LS-26-0042"), 10, scene.code(question));
    scene.types("mai", typed);
    CHECK(scene.stored(question).status == Status::resolved);
    REQUIRE(scene.stored(question).result);
    CHECK(scene.stored(question).result->kind == ResultKind::answered);
    for (const std::string who : {"tuan", "lanh"})
        CHECK(has(scene.types(who, "/trogiup").text, "/xong LS-26-0042 motphan"));
}

TEST_CASE("who turns a report away is asked why and where it belongs, and the citizen reads both")
{
    DeskScene scene;
    const Ticket ticket = scene.report();
    const Answer asked = scene.types("mai", scene.with_code("/tuchoi CODE", ticket));
    CHECK(has(asked.text, "lý do và nơi người dân cần gửi"));
    CHECK(has(scene.types("mai", "/trogiup").text, "/tuchoi LS-26-0042 việc này thuộc xã Cao Sơn, xin gửi đến"));
    scene.types("mai", scene.with_code("/tuchoi CODE", ticket));
    scene.take(scene.message("mai", "Đoạn đường này thuộc xã Cao Sơn, anh/chị gửi đến UBND xã Cao Sơn giúp."));
    CHECK(scene.stored(ticket).status == Status::rejected);
    const std::string told = scene.last_to("dan");
    CHECK(has(told, "Lý do và hướng dẫn: Đoạn đường này thuộc xã Cao Sơn, anh/chị gửi đến UBND xã Cao Sơn giúp."));
}

TEST_CASE("handlers read words masked, and none before the nature is set; the reporter comes on the record")
{
    DeskScene scene;
    Ticket ticket = scene.report("dan", "Ổ gà ở Khu 3, gọi tôi 0912345678");
    ticket = scene.lead(ticket, Status::in_progress);
    const std::string code = scene.code(ticket);
    const bool open = scene.stored(ticket).nature != Nature::unset;
    CHECK(has(scene.types("tuan", "/xem " + code).text, "Ổ gà") == open);
    scene.types("mai", "/tinhchat " + code + " phản ánh hiện trường");
    const std::string seen = scene.types("tuan", "/xem " + code).text;
    CHECK(has(seen, "Ổ gà"));
    CHECK_FALSE(has(seen, "0912345678"));
    CHECK(has(seen, "Phòng Kinh tế"));
    CHECK_FALSE(has(seen, "Ghi chú khi chuyển"));
    const Answer revealed = scene.types("tuan", "/nguoigui " + code + " cần hỏi đường");
    CHECK(has(revealed.text, "nhật ký"));
    CHECK(scene.journal().back().action == "reveal");
}

TEST_CASE("an alert is drafted by a leader, who sees it before it goes out; nobody else may")
{
    DeskScene scene;
    CHECK(has(scene.types("lanh", "/cảnhbáo bão").text, "Xem trước cảnh báo"));
    CHECK(has(scene.types("lanh", "/alert").text, "/canhbao bão khu 3"));
    CHECK(has(scene.types("lanh", "/trogiup").text, "/canhbao"));
    for (const std::string who : {"mai", "tuan", "giam", "quan"}) {
        CHECK(has(scene.types(who, "/canhbao bão").text, "chưa dùng được lệnh /canhbao"));
        CHECK_FALSE(has(scene.types(who, "/trogiup").text, "/canhbao"));
    }
    CHECK(has(scene.types("dan", "/canhbao bão").text, "chỉ dành cho cán bộ"));
}

TEST_CASE("the synthesis is for who reads the whole commune's tickets")
{
    DeskScene scene;
    scene.report();
    for (const std::string who : {"mai", "lanh", "giam"})
        for (const char* words : {"/baocao", "/báocáo tuần", "/report day"}) {
            CHECK(scene.types(who, words).text.empty()); // it is made where nobody who writes waits
            hand_out(scene);
            CHECK(has(scene.last_to(who), "phản ánh, kiến nghị"));
        }
    for (const std::string who : {"tuan", "kin", "quan"})
        CHECK(has(scene.types(who, "/baocao tuần").text, "chưa dùng được lệnh /baocao"));
    CHECK(has(scene.types("dan", "/baocao").text, "chỉ dành cho cán bộ"));
}

TEST_CASE("who asked for a report gets it once, if he still may have it")
{
    DeskScene scene;
    scene.report();
    scene.types("mai", "/baocao tuan");
    scene.types("mai", "/baocao tuan");
    scene.types("lanh", "/baocao tuan");
    scene.types("giam", "/baocao ngay");
    scene.run([](Context& context) {
        User leader = context.tx.people().find_user("lanh").value();
        leader.disabled = true;
        context.tx.people().save_user(leader);
        return 0;
    });
    scene.send_all();
    scene.said();
    hand_out(scene);
    std::vector<std::string> heard;
    for (const OutboxItem& item : scene.said())
        heard.push_back(item.chat);
    CHECK(heard == std::vector<std::string>{"mai", "giam"});
    hand_out(scene);
    CHECK(scene.said().empty());
}

TEST_CASE("who asks for a report in a group gets it in private")
{
    DeskScene scene;
    scene.add_group("nhom", "mttq");
    scene.take(scene.group_message("nhom", "giam", "/baocao"));
    CHECK(has(scene.last_to("nhom"), "nhắn riêng"));
    hand_out(scene);
    CHECK(has(scene.last_to("giam"), "phản ánh, kiến nghị"));
}
