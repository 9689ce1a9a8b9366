#pragma once
// The way through a platform's history back to a time: which page to ask for next, and what was found. Bounded.

#include "core/channel/backlog.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace langnghe::backlog {

inline constexpr std::size_t most_chats = 2000;
inline constexpr std::size_t most_messages = 500; // of one chat

struct Ask
{
    std::string chat; // empty: the recent chats
    std::size_t offset = 0;
};

class Sweep
{
public:
    Sweep(TimePoint since, std::size_t page_size) : since_(since), page_size_(page_size) {}

    // Nothing when all was asked.
    std::optional<Ask> next() const;
    // The answer to what next() said.
    void take(std::vector<PastEvent> page);

    // Of people, oldest first.
    std::vector<PastEvent> found();
    bool cut_short() const { return cut_short_; }

private:
    bool is_last(const std::vector<PastEvent>& page, std::size_t most);
    void note_chats(const std::vector<PastEvent>& page);

    TimePoint since_;
    std::size_t page_size_;
    bool listing_ = true;
    std::size_t offset_ = 0;
    std::vector<std::string> chats_;
    std::set<std::string> known_;
    std::size_t chat_ = 0; // of chats_
    std::vector<PastEvent> found_;
    bool cut_short_ = false;
};

} // namespace langnghe::backlog
