#include "core/backlog/sweep.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace langnghe;
using namespace langnghe::backlog;
using std::chrono::minutes;

namespace {

constexpr TimePoint noon = from_millis(1'795'000'000'000);
constexpr std::size_t page_size = 10;

// A platform's history: chats with their messages, oldest first.
struct History
{
    std::map<std::string, std::vector<PastEvent>> chats;
    int asked = 0;

    void say(const std::string& chat, TimePoint at, bool ours = false)
    {
        chats[chat].push_back({chat, at, ours ? std::string{} : chat + std::to_string(to_millis(at))});
    }

    std::vector<PastEvent> page(const Ask& ask)
    {
        ++asked;
        std::vector<PastEvent> all;
        if (ask.chat.empty())
            for (const auto& [chat, events] : chats)
                all.push_back(events.back());
        else
            all = chats.at(ask.chat);
        std::ranges::stable_sort(all, std::ranges::greater{}, &PastEvent::at);
        const auto from = std::min(ask.offset, all.size());
        return {all.begin() + static_cast<std::ptrdiff_t>(from),
                all.begin() + static_cast<std::ptrdiff_t>(std::min(from + page_size, all.size()))};
    }

    std::vector<PastEvent> swept(TimePoint since)
    {
        Sweep sweep(since, page_size);
        for (auto next = sweep.next(); next; next = sweep.next())
            sweep.take(page(*next));
        CHECK_FALSE(sweep.cut_short());
        return sweep.found();
    }
};

} // namespace

TEST_CASE("a sweep finds everything since then, over pages and chats, oldest first")
{
    History history;
    for (int chat = 0; chat < 25; ++chat)
        for (int i = 0; i < chat + 1; ++i)
            history.say("c" + std::to_string(chat), noon + minutes{i * 25 + chat}, i % 3 == 2);
    std::size_t expected = 0;
    const TimePoint since = noon + minutes{100};
    for (const auto& [chat, events] : history.chats)
        expected += static_cast<std::size_t>(std::ranges::count_if(
            events, [&](const PastEvent& event) { return event.at >= since && !event.body.empty(); }));
    const auto found = history.swept(since);
    CHECK(found.size() == expected);
    CHECK(expected > 100);
    CHECK(std::ranges::is_sorted(found, {}, &PastEvent::at));
}

TEST_CASE("nothing new costs one page")
{
    History history;
    for (int chat = 0; chat < 25; ++chat)
        history.say("c" + std::to_string(chat), noon + minutes{chat});
    CHECK(history.swept(noon + minutes{60}).empty());
    CHECK(history.asked == 1);
    History empty;
    CHECK(empty.swept(noon).empty());
    CHECK(empty.asked == 1);
}

TEST_CASE("a chat that never ends is cut, and says so")
{
    Sweep sweep(noon, page_size);
    std::size_t asked = 0;
    for (auto next = sweep.next(); next && asked < 10'000; next = sweep.next(), ++asked)
        sweep.take(std::vector<PastEvent>(next->chat.empty() && next->offset > 0 ? 0 : page_size,
                                          PastEvent{"c", noon + minutes{1}, "body"}));
    CHECK(asked < 100);
    CHECK(sweep.cut_short());
    CHECK(sweep.found().size() == most_messages);
}
