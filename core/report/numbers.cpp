#include "core/report/numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace langnghe::report {
namespace {

// Rounded half up to a tenth.
std::string tenths(std::int64_t tenth, std::string_view unit)
{
    return tenth % 10 == 0 ? fmt::format("{}{}", tenth / 10, unit)
                           : fmt::format("{},{}{}", tenth / 10, tenth % 10, unit);
}

} // namespace

std::string percent(std::int64_t part, std::int64_t whole)
{
    return tenths((part * 1000 * 2 + whole) / (whole * 2), "%");
}

std::string one_decimal(std::int64_t sum, std::int64_t count)
{
    return tenths((sum * 10 * 2 + count) / (count * 2), "");
}

std::string spelled(Span span, int number)
{
    static constexpr std::array<std::string_view, 5> quarters{"", "I", "II", "III", "IV"};
    return span == Span::quarter ? std::string{quarters[static_cast<std::size_t>(number)]} : fmt::to_string(number);
}

} // namespace langnghe::report
