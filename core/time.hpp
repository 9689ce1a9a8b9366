#pragma once
// Time inside the program: UTC milliseconds. Outside: RFC 3339 at +07:00, which Vietnam has kept since 1975.
// Core never asks for the time; it is an argument.

#include <chrono>
#include <cstdint>
#include <string>

namespace langnghe {

using Duration = std::chrono::milliseconds;
using TimePoint = std::chrono::sys_time<Duration>;

inline constexpr Duration vietnam_offset = std::chrono::hours{7};

constexpr TimePoint from_millis(std::int64_t millis) { return TimePoint{Duration{millis}}; }
constexpr std::int64_t to_millis(TimePoint time) { return time.time_since_epoch().count(); }

// "2026-11-21T20:15:00.123+07:00"; the milliseconds are left out when they are zero.
std::string to_rfc3339(TimePoint time);

// "20:15 21/11/2026", as people write it.
std::string to_vietnamese(TimePoint time);

// The calendar year in Vietnam.
int year_in_vietnam(TimePoint time);

// Minutes since midnight in Vietnam, 0 to 1439.
int minute_of_day_in_vietnam(TimePoint time);

} // namespace langnghe
