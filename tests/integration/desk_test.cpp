// A ticket from the first message to the public page, by buttons and by commands, its officials on two platforms.

#include "tests/integration/town.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const std::string lamp = "Đèn đường trước nhà văn hóa hỏng ba hôm nay, gọi tôi 0912345678.";

// Somebody else's change is no surprise any more.
constexpr auto a_while = std::chrono::minutes{2};

sandbox::Photo photo()
{
    sandbox::Photo made;
    made.bytes = "\xff\xd8\xff\xe0 the lamp shines";
    return made;
}

// Somebody at his chat: what we said there before is behind him.
struct Chatter
{
    Town& town;
    sandbox::PersonId id;
    std::size_t heard = 0;

    // The first thing that we say from now on with this part.
    asio::awaitable<sandbox::Message> hears(std::string part)
    {
        std::optional<std::size_t> at;
        const std::function<bool()> said = [this, &at, &part] {
            const auto all = town.ours(id, "");
            for (std::size_t i = heard; i < all.size() && !at; ++i)
                if (all[i].text.find(part) != std::string::npos)
                    at = i;
            return at.has_value();
        };
        const bool in_time = co_await town.pocket->wait_for(said, patience);
        const auto all = town.ours(id, "");
        CAPTURE(id, part, all.empty() ? std::string{} : all.back().text);
        REQUIRE(in_time);
        heard = *at + 1;
        co_return all[*at];
    }

    void types(const std::string& words) { town.says(id, words); }

    // An official on two networks is written to where he wrote last.
    asio::awaitable<void> comes_here()
    {
        co_await town.jump(a_while);
        types("/viec");
        co_await hears("không có việc nào");
    }

    void taps(const sandbox::Message& message, const std::string& title)
    {
        std::size_t number = 0;
        bool tapped = false;
        for (const auto& row : message.rows)
            for (const auto& button : row) {
                if (button.title == title && !tapped) {
                    tapped = true;
                    CHECK(town.pocket->person_taps(id, id, message.id, number).has_value());
                }
                ++number;
            }
        CAPTURE(message.text, title);
        REQUIRE(tapped);
    }
};

asio::awaitable<bool> becomes(Town& town, std::string status)
{
    const auto reached = [&]() -> asio::awaitable<bool> {
        const json list = co_await town.tickets();
        co_return list.size() == 1 && list[0].at("status") == status;
    };
    co_return co_await town.eventually(reached);
}

} // namespace

TEST_CASE("officials on two platforms take a ticket from the first message to publication by buttons")
{
    TownOptions options;
    options.officers = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        Chatter lan{town, town.person("lan", Network::zalo)};
        Chatter mai{town, town.person("mai", Network::zalo)};
        Chatter hung{town, town.person("hung", Network::telegram)};
        co_await hung.comes_here();
        lan.types(lamp);
        auto push = co_await mai.hears("Phản ánh mới");
        const std::string code = code_in(push.text);
        mai.taps(push, "Xác định tính chất");
        auto asked = co_await mai.hears("tính chất gì");
        mai.taps(asked, "phản ánh hiện trường");
        auto done = co_await mai.hears("Đã thực hiện");
        mai.taps(done, "Xác minh");
        done = co_await mai.hears("đã xác minh");
        mai.taps(done, "Phân loại");
        asked = co_await mai.hears("lĩnh vực nào");
        mai.taps(asked, "Điện, chiếu sáng, cấp nước"); // the words name it, so that it comes first
        done = co_await mai.hears("đã phân loại");
        mai.taps(done, "Chuyển Phòng Kinh tế");
        co_await mai.hears("đã chuyển xử lý");
        co_await hung.hears(code);

        hung.types("/xem " + code);
        auto shown = co_await hung.hears("Diễn biến");
        CHECK(shown.text.find("Đèn đường") != std::string::npos);
        CHECK(shown.text.find("0912345678") == std::string::npos);
        hung.taps(shown, "Nhận xử lý");
        done = co_await hung.hears("đang xử lý");
        hung.taps(done, "Báo kết quả");
        co_await hung.hears("nội dung trả lời dân");
        hung.types("Đã thay bóng đèn trước nhà văn hóa");
        co_await hung.hears("làm chứng");
        REQUIRE(town.pocket->person_sends_photo(hung.id, hung.id, photo()).has_value());
        co_await hung.hears("Khi lưu xong");
        co_await hung.hears("đã có kết quả");
        co_await lan.hears("Đã thay bóng đèn");

        co_await town.jump(a_while);
        mai.types("/congkhai " + code);
        asked = co_await mai.hears("sẽ công khai");
        mai.taps(asked, "Đăng nội dung này");
        asked = co_await mai.hears("1 ảnh");
        mai.taps(asked, "Đăng");
        co_await mai.hears("đã công khai");
        const json ticket = co_await town.only_ticket();
        CHECK(ticket.at("status") == "published");
        CHECK(ticket.at("public_text") == "Đã thay bóng đèn trước nhà văn hóa");
        CHECK(town.pocket->complaints().empty());
    };
    town.run(body, std::chrono::seconds{120});
}

TEST_CASE("the same by commands, with and without diacritics, and in a group without its details")
{
    TownOptions options;
    options.officers = true;
    Town town{options};
    const auto body = [&]() -> asio::awaitable<void> {
        Chatter ba{town, town.person("ba", Network::telegram)};
        Chatter mai{town, town.person("mai", Network::zalo)};
        Chatter hung{town, town.person("hung", Network::telegram)};
        const auto group = town.group("area5");
        co_await hung.comes_here();
        ba.types(lamp);
        const auto push = co_await mai.hears("Phản ánh mới");
        const std::string code = code_in(push.text);
        mai.types("/tính chất " + code + " phan anh hien truong");
        co_await mai.hears("Đã thực hiện");
        mai.types("/chuyen " + code + " phong kinh te xem giúp trước thứ Sáu");
        co_await mai.hears("đã chuyển xử lý");
        co_await town.jump(a_while);
        const std::size_t before = town.ours(group, "").size();
        REQUIRE(town.pocket->person_says(group, hung.id, "/nhan " + code).has_value());
        const bool taken = co_await becomes(town, "in_progress");
        REQUIRE(taken);
        const bool told = co_await town.hears(group, 1, code + ": đang xử lý");
        CHECK(told);
        for (std::size_t i = before; i < town.ours(group, "").size(); ++i)
            CHECK(town.ours(group, "")[i].text.find("Đèn") == std::string::npos);
        hung.types("/xong " + code + " khongthe đường dây thuộc điện lực huyện, đã gửi công văn");
        co_await hung.hears("đã có kết quả");
        co_await ba.hears("điện lực huyện");
        co_await town.jump(a_while);
        mai.types("/công khai " + code);
        co_await mai.hears("sẽ công khai");
        mai.types("Điện lực huyện đã nhận công văn của xã.");
        co_await mai.hears("đã công khai");
        const bool published = co_await becomes(town, "published");
        CHECK(published);
        mai.types("/viec");
        co_await mai.hears("không có việc nào");
    };
    town.run(body, std::chrono::seconds{120});
}

TEST_CASE("a supervisor has the journal verified in chat, and holds the head that was kept against it")
{
    Town town;
    const auto body = [&]() -> asio::awaitable<void> {
        auto& service = *town.daemon->service(sandbox_run::commune_slug());
        const std::string why = co_await sandbox_run::bring_in_all(service, *town.pocket, town.demo);
        INFO(why);
        REQUIRE(why.empty());
        Chatter hoa{town, town.person("hoa", Network::zalo)};
        hoa.types("/kiemtra");
        const auto first = co_await hoa.hears("Nhật ký nguyên vẹn");
        const std::string anchor = first.text.substr(first.text.rfind(' ') + 1);
        hoa.types("/kiểm tra " + anchor);
        const auto second = co_await hoa.hears("Nhật ký nguyên vẹn");
        CHECK(second.text.find("khớp với mục số " + anchor.substr(0, anchor.find(':'))) != std::string::npos);
        hoa.types("/kiemtra 1:" + std::string(32, '0'));
        co_await hoa.hears("KHÔNG khớp với mục số 1");
    };
    town.run(body, std::chrono::seconds{120});
}
