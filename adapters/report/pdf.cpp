#include "adapters/report/canvas.hpp"
#include "adapters/report/forms.hpp"
#include "adapters/report/grid.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe::report {
namespace {

// Places and sizes of Decree 30/2020/ND-CP, Annex I: organ at the left, nation and motto at the right, title in the
// middle, recipients at the left and the signature at the right of the foot.
constexpr double organ_width = Canvas::width * 0.42;
constexpr double nation_x = Canvas::left + organ_width;
constexpr double nation_width = Canvas::width - organ_width;
constexpr double paragraph_indent = 10 * Canvas::millimetre;
constexpr Style body{.size = 14, .justify = true};

class Column
{
public:
    Column(Canvas& canvas, double x, double width) : canvas_(canvas), x_(x), width_(width), y_(canvas.y) {}

    void line(std::string_view text, const Style& style)
    {
        if (text.empty())
            return;
        canvas_.draw(text, x_, y_, width_, style);
        y_ += canvas_.height(text, width_, style);
    }
    // In the middle below the last line, as long as this part of it.
    void rule(std::string_view under, const Style& style, double part)
    {
        const double length = std::min(canvas_.breadth(under, style), width_) * part;
        const double middle = x_ + width_ / 2;
        canvas_.line(middle - length / 2, y_ + 1.5, middle + length / 2, y_ + 1.5);
        y_ += 6;
    }
    void skip(double points) { y_ += points; }
    double y() const { return y_; }

private:
    Canvas& canvas_;
    double x_;
    double width_;
    double y_;
};

Style centred(double size, bool bold, bool italic = false)
{
    return {.size = size, .bold = bold, .italic = italic, .align = PANGO_ALIGN_CENTER};
}

void draw_head(Canvas& canvas, const Paper& paper)
{
    Column organ(canvas, Canvas::left, organ_width);
    for (const std::string& line : paper.superior)
        organ.line(line, centred(12, false));
    for (const std::string& line : paper.organ)
        organ.line(line, centred(12.5, true));
    if (!paper.organ.empty())
        organ.rule(paper.organ.back(), centred(12.5, true), 0.4);
    organ.line(paper.number, centred(13, false));
    Column nation(canvas, nation_x, nation_width);
    nation.line(paper.nation, centred(12.5, true));
    nation.line(paper.motto, centred(13.5, true));
    nation.rule(paper.motto, centred(13.5, true), 1);
    nation.line(paper.place_day, centred(13.5, false, true));
    canvas.y = std::max(organ.y(), nation.y()) + 16;
}

void draw_title(Canvas& canvas, const Paper& paper)
{
    Column middle(canvas, Canvas::left + 20, Canvas::width - 40);
    middle.line(paper.title, centred(14, true));
    middle.line(paper.subject, centred(14, true));
    middle.rule(paper.subject, centred(14, true), 0.3);
    canvas.y = middle.y() + 8;
}

void draw_tables(Canvas& canvas, const Paper& paper)
{
    int number = 0;
    for (const Table& table : paper.tables) {
        // A heading stays with the beginning of what it heads.
        if (canvas.room() < 70)
            canvas.new_page();
        canvas.paragraph(fmt::format("{}. {}", ++number, table.title), {.size = 14, .bold = true}, 0, 4);
        if (table.rows.empty())
            canvas.paragraph(paper.none, body, paragraph_indent, 6);
        else
            draw_table(canvas, table);
    }
}

// No signature stands on a sheet alone: the last paragraph comes along.
void draw_closing(Canvas& canvas, const Paper& paper)
{
    const double foot = 160 + 14 * static_cast<double>(paper.recipients.size());
    for (const std::string& paragraph : paper.closing) {
        const bool last = &paragraph == &paper.closing.back();
        if (last && canvas.room() < foot + canvas.height(paragraph, Canvas::width, body))
            canvas.new_page();
        canvas.paragraph(paragraph, body, paragraph_indent, 6);
    }
}

void draw_foot(Canvas& canvas, const Paper& paper)
{
    canvas.y += 8;
    Column recipients(canvas, Canvas::left, Canvas::width / 2);
    recipients.line(paper.recipients_title, {.size = 12, .bold = true, .italic = true});
    for (const std::string& line : paper.recipients)
        recipients.line(line, {.size = 11});
    Column signature(canvas, Canvas::left + Canvas::width / 2, Canvas::width / 2);
    for (const std::string& line : paper.signs)
        signature.line(line, centred(13.5, true));
    signature.skip(70);
    signature.line(paper.signer, centred(13.5, true));
    canvas.y = std::max(recipients.y(), signature.y()) + 14;
}

} // namespace

Result<std::string> to_pdf(const Paper& paper)
{
    std::string bytes;
    bool drawn = false;
    {
        Canvas canvas(bytes);
        canvas.title(paper.subject);
        draw_head(canvas, paper);
        draw_title(canvas, paper);
        for (const std::string& paragraph : paper.opening)
            canvas.paragraph(paragraph, body, paragraph_indent, 6);
        draw_tables(canvas, paper);
        draw_closing(canvas, paper);
        draw_foot(canvas, paper);
        for (const std::string& mark : paper.marks)
            canvas.paragraph(mark, {.size = 10}, 0, 1);
        drawn = canvas.finish();
    }
    if (!drawn)
        return Errc::storage_failed;
    return bytes;
}

} // namespace langnghe::report
