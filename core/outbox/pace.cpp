#include "core/outbox/pace.hpp"

#include <algorithm>
#include <cmath>

namespace langnghe::outbox {
namespace {

constexpr std::size_t remembered_chats = 4096;

} // namespace

double Pace::tokens_at(TimePoint now) const
{
    const auto passed = std::chrono::duration<double>(now - counted_at_).count();
    return std::min(traits_.burst, tokens_ + std::max(0.0, passed) * traits_.per_second);
}

TimePoint Pace::ready_at(const std::string& chat, TimePoint now) const
{
    TimePoint ready = std::max(now, channel_from_);
    if (const auto found = chat_from_.find(chat); found != chat_from_.end())
        ready = std::max(ready, found->second);
    const double missing = 1.0 - tokens_at(ready);
    if (missing > 0)
        ready += Duration{static_cast<std::int64_t>(std::ceil(missing / traits_.per_second * 1000))};
    return ready;
}

std::vector<std::string> Pace::waiting(TimePoint now) const
{
    std::vector<std::string> chats;
    for (const auto& [chat, from] : chat_from_)
        if (from > now)
            chats.push_back(chat);
    return chats;
}

std::optional<TimePoint> Pace::next_release(TimePoint now) const
{
    std::optional<TimePoint> first;
    for (const auto& [chat, from] : chat_from_)
        if (from > now && (!first || from < *first))
            first = from;
    return first;
}

void Pace::spend(const std::string& chat, ChatKind kind, TimePoint now)
{
    tokens_ = tokens_at(now) - 1;
    counted_at_ = now;
    const Duration spacing = kind == ChatKind::group ? traits_.group_spacing : traits_.private_spacing;
    if (spacing > Duration{0})
        hold(chat, now + spacing);
    if (chat_from_.size() > remembered_chats)
        std::erase_if(chat_from_, [&](const auto& entry) { return entry.second <= now; });
}

void Pace::hold(const std::string& chat, TimePoint until)
{
    TimePoint& from = chat_from_[chat];
    from = std::max(from, until);
}

void Pace::hold_channel(TimePoint until) { channel_from_ = std::max(channel_from_, until); }

void Pace::set_back(Duration step)
{
    counted_at_ -= step;
    channel_from_ -= step;
    for (auto& [chat, from] : chat_from_)
        from -= step;
}

} // namespace langnghe::outbox
