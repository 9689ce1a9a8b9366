#pragma once
// A table on sheets: columns as broad as they need, the head again on each page. Inside adapters/report only.

#include "adapters/report/canvas.hpp"
#include "core/report/paper.hpp"

namespace langnghe::report {

void draw_table(Canvas& canvas, const Table& table);

} // namespace langnghe::report
