#pragma once
// Golden files in tests/golden, compared byte for byte. LANGNGHE_REGENERATE=1 in the environment writes them anew
// instead; look at the difference before committing it.

#include <string>
#include <string_view>

namespace langnghe::test {

// Empty when tests/golden/NAME says exactly this; else the first line that differs.
std::string differs_from_golden(const std::string& name, std::string_view text);

} // namespace langnghe::test
