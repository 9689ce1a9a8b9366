#pragma once
// One file for each step; a step that was released is never changed again.

#include <string_view>

namespace langnghe::sql::steps {

std::string_view base();

} // namespace langnghe::sql::steps
