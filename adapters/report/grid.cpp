#include "adapters/report/grid.hpp"

#include <algorithm>
#include <numeric>

namespace langnghe::report {
namespace {

constexpr double pad_x = 4;
constexpr double pad_y = 2.5;
constexpr double size = 12;
constexpr double unbroken = 50; // what is no broader, headings aside, stays on one line

Style body_style(const Cell& cell)
{
    const bool words = std::holds_alternative<std::string>(cell);
    return {.size = size, .align = words ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT};
}

constexpr Style head_style{.size = size, .bold = true, .align = PANGO_ALIGN_CENTER};

// How broad a column wants to be, and how broad it must be for its longest word.
struct Want
{
    double natural = 0;
    double least = 0;
    bool words = false;
};

void widen(Want& want, const Canvas& canvas, std::string_view text, const Style& style)
{
    const double whole = canvas.breadth(text, style) + 2 * pad_x;
    want.natural = std::max(want.natural, whole);
    if (whole <= unbroken && !style.bold)
        want.least = std::max(want.least, whole);
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        want.least = std::max(want.least, canvas.breadth(text.substr(0, end), style) + 2 * pad_x);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::vector<double> share_out(const std::vector<Want>& wants)
{
    const auto sum = [&](double Want::*which) {
        return std::accumulate(wants.begin(), wants.end(), 0.0,
                               [which](double total, const Want& want) { return total + want.*which; });
    };
    const double natural = sum(&Want::natural);
    const double least = sum(&Want::least);
    std::vector<double> widths;
    if (natural <= Canvas::width) {
        // The column with the most words takes what is left.
        std::size_t broadest = 0;
        for (const Want& want : wants) {
            if (want.words && want.natural > wants[broadest].natural)
                broadest = widths.size();
            widths.push_back(want.natural);
        }
        widths[broadest] += Canvas::width - natural;
        return widths;
    }
    const double spare = std::max(0.0, Canvas::width - least);
    for (const Want& want : wants)
        widths.push_back(want.least + spare * (want.natural - want.least) / std::max(1.0, natural - least));
    const double scale = Canvas::width / std::accumulate(widths.begin(), widths.end(), 0.0);
    for (double& width : widths)
        width *= scale;
    return widths;
}

struct Line
{
    std::vector<std::string> texts;
    std::vector<Style> styles;
};

double height_of(const Canvas& canvas, const Line& line, const std::vector<double>& widths)
{
    double tall = 0;
    for (std::size_t i = 0; i < line.texts.size(); ++i)
        tall = std::max(tall, canvas.height(line.texts[i], widths[i] - 2 * pad_x, line.styles[i]));
    return tall + 2 * pad_y;
}

void draw_line(Canvas& canvas, const Line& line, const std::vector<double>& widths)
{
    const double tall = height_of(canvas, line, widths);
    double x = Canvas::left;
    canvas.line(x, canvas.y, x + Canvas::width, canvas.y);
    for (std::size_t i = 0; i < line.texts.size(); ++i) {
        canvas.line(x, canvas.y, x, canvas.y + tall);
        canvas.draw(line.texts[i], x + pad_x, canvas.y + pad_y, widths[i] - 2 * pad_x, line.styles[i]);
        x += widths[i];
    }
    canvas.line(x, canvas.y, x, canvas.y + tall);
    canvas.y += tall;
    canvas.line(Canvas::left, canvas.y, x, canvas.y);
}

} // namespace

void draw_table(Canvas& canvas, const Table& table)
{
    Line head{table.head, std::vector<Style>(table.head.size(), head_style)};
    std::vector<Want> wants(table.head.size());
    for (std::size_t i = 0; i < table.head.size(); ++i)
        widen(wants[i], canvas, table.head[i], head_style);
    std::vector<Line> lines;
    for (const auto& row : table.rows) {
        Line& line = lines.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            line.texts.push_back(to_text(row[i]));
            line.styles.push_back(body_style(row[i]));
            widen(wants[i], canvas, line.texts.back(), line.styles.back());
            wants[i].words = wants[i].words || std::holds_alternative<std::string>(row[i]);
        }
    }
    const auto widths = share_out(wants);
    draw_line(canvas, head, widths);
    for (const Line& line : lines) {
        if (height_of(canvas, line, widths) > canvas.room()) {
            canvas.new_page();
            draw_line(canvas, head, widths);
        }
        draw_line(canvas, line, widths);
    }
    canvas.y += 6;
}

} // namespace langnghe::report
