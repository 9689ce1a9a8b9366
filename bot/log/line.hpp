#pragma once
// One line of the log as text: valid JSON whatever comes in, at most longest_line bytes. Inside bot/log only.

#include "bot/log/log.hpp"
#include "core/time.hpp"

#include <span>
#include <string>
#include <string_view>

namespace langnghe::log {

struct Line
{
    TimePoint time;
    Level level = Level::info;
    std::string_view event;
    std::span<const Field> fields;
};

// `known` are the secrets to take out. What does not fit is cut, and "truncated":true says so.
std::string format(const Line& line, std::span<const std::string> known);

} // namespace langnghe::log
