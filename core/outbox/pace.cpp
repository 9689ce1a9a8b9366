#include "core/outbox/pace.hpp"

#include "core/outbox/decide.hpp"

#include <algorithm>
#include <cmath>

namespace langnghe::outbox {
namespace {

constexpr std::size_t remembered_chats = 4096;
constexpr std::size_t channel_fails = 3; // chats; fewer are their own trouble
constexpr double least_share = 1.0 / 32; // and so much more with each answer
constexpr Duration longest_rest = std::chrono::minutes{1};

} // namespace

double Pace::tokens_at(TimePoint now) const
{
    const auto passed = std::chrono::duration<double>(now - counted_at_).count();
    const double most = share_ < 1 ? 1 : traits_.burst;
    return std::min(most, tokens_ + std::max(0.0, passed) * rate());
}

TimePoint Pace::ready_at(const std::string& chat, TimePoint now) const
{
    TimePoint ready = std::max(now, channel_from_);
    if (const auto found = chat_from_.find(chat); found != chat_from_.end())
        ready = std::max(ready, found->second);
    const double missing = 1.0 - tokens_at(ready);
    if (missing > 0)
        ready += Duration{static_cast<std::int64_t>(std::ceil(missing / rate() * 1000))};
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

// What was under way together fails together, and counts once.
void Pace::fail(const std::string& chat, TimePoint now, double jitter)
{
    failing_.insert(chat);
    if (failing_.size() < channel_fails || channel_from_ > now)
        return;
    tokens_ = std::min(tokens_at(now), 1.0);
    counted_at_ = now;
    share_ = least_share;
    hold_channel(now + std::min(back_off(++ordeals_, jitter), longest_rest));
}

void Pace::learn(const std::string& chat, const Outcome& outcome, TimePoint now, double jitter)
{
    using Kind = Outcome::Kind;
    if (outcome.retry_after) {
        const TimePoint until = now + told_wait(*outcome.retry_after, jitter);
        if (outcome.whole_channel || outcome.kind == Kind::channel_paused)
            hold_channel(until);
        else if (outcome.kind == Kind::retry_at || outcome.kind == Kind::temporary)
            hold(chat, until);
    } else if (outcome.kind == Kind::channel_paused) {
        hold_channel(now + channel_pause);
    }
    if (outcome.kind == Kind::temporary || outcome.kind == Kind::ambiguous)
        return fail(chat, now, jitter);
    if (!proves_usable(outcome.kind))
        return;
    failing_.clear();
    ordeals_ = 0;
    if (share_ < 1) { // what is saved up counts at the rate of before
        tokens_ = tokens_at(now);
        counted_at_ = now;
        share_ = std::min(1.0, share_ + least_share);
    }
}

void Pace::set_back(Duration step)
{
    counted_at_ -= step;
    channel_from_ -= step;
    for (auto& [chat, from] : chat_from_)
        from -= step;
}

} // namespace langnghe::outbox
