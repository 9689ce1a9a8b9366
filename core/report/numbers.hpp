#pragma once
// Numbers as people read them in Vietnam: a comma before the decimals.

#include "core/report/period.hpp"

#include <cstdint>
#include <string>

namespace langnghe::report {

// "92,5%", or "93%" where that is exact to a tenth. `whole` is not 0.
std::string percent(std::int64_t part, std::int64_t whole);

// "4,2". `count` is not 0.
std::string one_decimal(std::int64_t sum, std::int64_t count);

// "48", a quarter as "IV".
std::string spelled(Span span, int number);

} // namespace langnghe::report
