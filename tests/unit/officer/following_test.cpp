// Photos that come in messages of their own after an answer or a result.

#include "tests/unit/officer/desk_scene.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

std::size_t files_to(const std::vector<OutboxItem>& items, const std::string& chat)
{
    std::size_t files = 0;
    for (const OutboxItem& item : items)
        if (item.chat == chat)
            files += item.files.size();
    return files;
}

// As the platforms do that show several photos in one message.
void takes_files(DeskScene& scene)
{
    auto& traits = scene.commune.channels.at(scene.channel).traits;
    traits.files = 10;
    traits.photo_caption = 1024;
}

} // namespace

TEST_CASE("photos that come within a minute of an answer go to the citizen after it")
{
    DeskScene scene;
    scene.pace = 20s;
    takes_files(scene);
    const Ticket ticket = scene.reported(Status::in_progress);
    scene.now += 2min;
    scene.types("tuan", scene.with_code("/traloi CODE chiều nay chúng tôi xuống xem", ticket));
    scene.takes("tuan", scene.photo_of("tuan"));
    scene.takes("tuan", scene.photo_of("tuan"));
    CHECK(scene.tickets().size() == 1);
    scene.fetch_all();
    const auto told = scene.said();
    CHECK(files_to(told, "dan") == 2);
    CHECK(std::ranges::count(told, std::string{"dan"}, &OutboxItem::chat) == 1);
    scene.takes("tuan", scene.photo_of("tuan")); // while they went out
    scene.fetch_all();
    CHECK(files_to(scene.said(), "dan") == 1);
    scene.now += 61s;
    CHECK(has(scene.takes("tuan", scene.photo_of("tuan")).text, "muốn làm gì với tin này"));
    const auto faults = scene.faults();
    CAPTURE(faults);
    CHECK(faults.empty());
}

TEST_CASE("an album goes with the result whole, however slowly it comes")
{
    DeskScene scene;
    scene.pace = 5s;
    takes_files(scene);
    const Ticket ticket = scene.reported(Status::in_progress);
    scene.now += 2min;
    scene.takes("tuan", scene.photo_of("tuan", scene.with_code("/xong CODE đã vá", ticket), "a1"));
    scene.fetch_all();
    REQUIRE(scene.stored(ticket).status == Status::resolved);
    CHECK(files_to(scene.said(), "dan") == 1);
    scene.takes("tuan", scene.photo_of("tuan", {}, "a1"));
    scene.fetch_all();
    CHECK(files_to(scene.said(), "dan") == 1);
    CHECK(has(scene.types("mai", scene.with_code("/congkhai CODE", ticket)).text, "Nội dung sẽ công khai"));
}

TEST_CASE("who does something else, or answers the Front, sends no photos to the citizen")
{
    DeskScene scene;
    scene.pace = 5s;
    const Ticket ticket = scene.reported(Status::in_progress);
    const Ticket other = scene.lead(scene.report("ba", "Cầu gãy ở Khu 3"), Status::in_progress);
    scene.now += 2min;
    scene.types("tuan", scene.with_code("/traloi CODE chiều nay xuống xem", ticket));
    scene.types("tuan", scene.with_code("/xong CODE đã sửa", other)); // asks for a photo
    scene.takes("tuan", scene.photo_of("tuan"));
    scene.fetch_all();
    CHECK(files_to(scene.said(), "dan") == 0);
    CHECK(scene.stored(other).status == Status::resolved);

    scene.types("giam", scene.with_code("/giamsat CODE Sao chậm?", ticket));
    scene.now += 2min;
    scene.types("tuan", scene.with_code("/traloi CODE giám sát: Xong trong tuần", ticket));
    scene.takes("tuan", scene.photo_of("tuan"));
    scene.fetch_all();
    CHECK(files_to(scene.said(), "dan") == 0);
}
