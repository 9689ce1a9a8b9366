#pragma once
// Percent-encoding for queries and forms.

#include <string>
#include <string_view>

namespace langnghe::zalo_oa {

std::string encode(std::string_view text);

} // namespace langnghe::zalo_oa
