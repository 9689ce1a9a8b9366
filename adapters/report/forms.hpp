#pragma once
// A report in the forms that it is handed on in. All of them are made of one Paper, but for JSON, which is the report
// itself and reads back. Any thread; PDF and XLSX take some milliseconds of it.

#include "core/report/paper.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>

namespace langnghe::report {

// One document on one line. What was written reads back as it was.
std::string to_json(const Report& report);
Result<Report> from_json(std::string_view document);

// A page that stands alone: no script, nothing fetched; prints on A4.
std::string to_html(const Paper& paper);

// RFC 4180 with a byte order mark for Excel; every line begins with the title of its table and has as many fields as
// every other. A cell that a spreadsheet would compute gets an apostrophe in front.
std::string to_csv(const Paper& paper);

// A4 in the layout of an administrative document (Decree 30/2020/ND-CP, Annex I), fonts embedded. Errors:
// storage_failed when the library refuses.
Result<std::string> to_pdf(const Paper& paper);

// One sheet for each table; numbers and times are numbers and times. Errors: storage_failed.
Result<std::string> to_xlsx(const Paper& paper);

// Lines of text under a title, on A4. Errors: storage_failed.
Result<std::string> text_to_pdf(std::string_view title, std::string_view text);

} // namespace langnghe::report
