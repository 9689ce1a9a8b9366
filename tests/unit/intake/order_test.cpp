#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

struct Sent
{
    Message message;
    TimePoint at;
};

// What three people write within twenty minutes: reports, an album, a later version of one report.
std::vector<Sent> conversation(World& world)
{
    std::vector<Sent> all;
    for (const char* who : {"an", "binh", "chi"}) {
        for (int i = 0; i < 4; ++i)
            all.push_back({world.message(who, "việc số " + std::to_string(i)), world.now + i * 1min});
        for (int i = 0; i < 3; ++i) {
            Message photo = world.message(who, "");
            photo.album = std::string{"album "} + who;
            photo.attachments.push_back({AttachmentKind::photo, {}, {}, 0, "file", "unique-" + photo.id});
            all.push_back({photo, world.now + 10min + i * 10ms});
        }
        Message changed = all[all.size() - 6].message;
        changed.edited = true;
        changed.text = "việc số 1, nói rõ thêm";
        all.push_back({changed, world.now + 20min});
    }
    return all;
}

// Which messages stand together, and what each says in the end.
using State = std::set<std::map<std::string, std::string>>;

State state_after(const std::vector<std::size_t>& order, std::size_t repeats = 0)
{
    World world;
    const auto events = conversation(world);
    std::vector<std::size_t> all = order;
    all.insert(all.end(), order.begin(), order.begin() + static_cast<std::ptrdiff_t>(repeats));
    for (const std::size_t number : all)
        world.take(events[number].message, events[number].at);
    State state;
    for (const Ticket& ticket : world.tickets()) {
        std::map<std::string, std::string> words;
        for (const MessageRow& row : world.messages(ticket))
            words[row.chat + '/' + row.message] = row.versions.empty() ? row.text : row.versions.back();
        state.insert(words);
    }
    CHECK(world.faults().empty());
    return state;
}

std::vector<std::size_t> in_order()
{
    World world;
    std::vector<std::size_t> order(conversation(world).size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    return order;
}

} // namespace

TEST_CASE("in whatever order it comes, an edit before its message even, the end is the same")
{
    const auto order = in_order();
    const State ordered = state_after(order);
    REQUIRE(ordered.size() == 3);
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U}) {
        auto shuffled = order;
        std::mt19937 random{seed};
        std::shuffle(shuffled.begin(), shuffled.end(), random);
        CAPTURE(seed);
        CHECK(state_after(shuffled, seed) == ordered);
    }
    const std::vector<std::size_t> backwards(order.rbegin(), order.rend());
    CHECK(state_after(backwards) == ordered);
}

TEST_CASE("an event that is left out is missed")
{
    auto order = in_order();
    const State ordered = state_after(order);
    order.erase(order.begin() + 5);
    CHECK(state_after(order) != ordered);
}

TEST_CASE("ten photos of one album within ten milliseconds are one ticket")
{
    World world;
    const std::string album = "album";
    for (int i = 0; i < 10; ++i) {
        Message photo = world.message("an", "");
        photo.album = album;
        photo.attachments.push_back({AttachmentKind::photo, {}, {}, 0, "file", "unique-" + photo.id});
        world.take(photo, world.now + i * 1ms);
    }
    const auto rows = world.messages(world.only_ticket());
    CHECK(std::ranges::count_if(rows, [](const MessageRow& row) { return row.attachments.size() == 1; }) == 10);
    CHECK(world.said().size() == 1);
    // In a chat of their own they are not.
    Message other = world.message("binh", "");
    other.album = album;
    other.attachments.push_back({AttachmentKind::photo, {}, {}, 0, "file", "unique"});
    world.take(other);
    CHECK(world.tickets().size() == 2);
}
