#pragma once
// A report as it is laid out, whatever it is drawn on: sentences and tables of typed cells. The screen, the sheet of
// paper and the spreadsheet are made of the same one, so that no figure can differ between them.

#include "core/report/report.hpp"

#include <string>
#include <variant>
#include <vector>

namespace langnghe::report {

// Of nothing there is no share: the cell says so in words instead.
struct Share
{
    std::int64_t part = 0;
    std::int64_t whole = 1;
};

struct Mean
{
    std::int64_t sum = 0;
    std::int64_t count = 1;
};

struct Hours
{
    std::int64_t minutes = 0;
};

using Cell = std::variant<std::string, std::int64_t, Share, Mean, Hours, TimePoint>;

// As people read it: "92,5%", "36,5", "17:30 24/11/2026".
std::string to_text(const Cell& cell);
// A number for a spreadsheet; words and times are none.
std::optional<double> number_of(const Cell& cell);

struct Table
{
    std::string key; // "flow", "channels"…
    std::string title;
    std::vector<std::string> head;
    std::vector<std::vector<Cell>> rows; // none: `none` of the paper stands instead
};

struct Paper
{
    // The head and the foot of an administrative document (Decree 30/2020/ND-CP, Annex I); lines that are not known are
    // left out.
    std::string nation;
    std::string motto;
    std::vector<std::string> superior;
    std::vector<std::string> organ;
    std::string number;
    std::string place_day;
    std::string recipients_title;
    std::vector<std::string> recipients;
    std::vector<std::string> signs;
    std::string signer;

    std::string title;
    std::string subject;
    std::vector<std::string> opening; // paragraphs
    std::vector<Table> tables;
    std::string none;
    std::vector<std::string> closing; // paragraphs
    std::vector<std::string> marks;   // version, journal's head: small print
};

Paper lay_out(const Commune& commune, const Report& report);

} // namespace langnghe::report
