#include "core/outbox/pause.hpp"

#include <charconv>
#include <cstdint>
#include <string>

namespace langnghe::outbox {
namespace {

constexpr std::string_view for_ever = "until lifted";

std::string paused(std::string_view channel) { return "paused/" + std::string{channel}; }
std::string told(std::string_view channel) { return "told/" + std::string{channel}; }

std::optional<TimePoint> time_from(std::string_view text)
{
    std::int64_t millis = 0;
    const auto* end = text.data() + text.size();
    const auto [rest, failed] = std::from_chars(text.data(), end, millis);
    if (text.empty() || failed != std::errc{} || rest != end)
        return std::nullopt;
    return from_millis(millis);
}

} // namespace

std::optional<Pause> pause_of(Tx& tx, std::string_view channel, TimePoint now)
{
    const std::string text = tx.fact(paused(channel)).value_or("");
    if (text == for_ever)
        return Pause{};
    const auto until = time_from(text);
    return until && *until > now ? std::optional{Pause{until}} : std::nullopt;
}

void set_pause(Tx& tx, std::string_view channel, const Pause& pause)
{
    tx.set_fact(paused(channel), pause.until ? std::to_string(to_millis(*pause.until)) : std::string{for_ever});
}

bool lift_pause(Tx& tx, std::string_view channel, TimePoint now)
{
    if (!pause_of(tx, channel, now))
        return false;
    tx.set_fact(paused(channel), "");
    return true;
}

std::optional<TimePoint> told_until(Tx& tx, std::string_view channel)
{
    return time_from(tx.fact(told(channel)).value_or(""));
}

void set_told_until(Tx& tx, std::string_view channel, TimePoint time)
{
    tx.set_fact(told(channel), std::to_string(to_millis(time)));
}

} // namespace langnghe::outbox
