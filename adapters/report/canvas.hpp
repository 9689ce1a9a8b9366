#pragma once
// Sheets of A4 that text is set on from above, in points. Inside adapters/report only.

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::report {

struct Style
{
    double size = 13;
    bool bold = false;
    bool italic = false;
    PangoAlignment align = PANGO_ALIGN_LEFT;
    bool justify = false;
};

// Pango's and Cairo's objects are freed by their own functions.
struct Unref
{
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

class Canvas
{
public:
    // What is drawn is appended to `bytes`, which outlives the canvas.
    explicit Canvas(std::string& bytes);

    // Margins of Decree 30/2020/ND-CP: 20 mm above and below, 30 mm at the left, 15 mm at the right.
    static constexpr double millimetre = 72 / 25.4;
    static constexpr double left = 30 * millimetre;
    static constexpr double width = 210 * millimetre - left - 15 * millimetre;
    static constexpr double top = 20 * millimetre;
    static constexpr double bottom = 297 * millimetre - 20 * millimetre;

    double y = top;

    double room() const { return bottom - y; }
    void new_page();

    Owned<PangoLayout> set(std::string_view text, double breadth, const Style& style) const;
    // Height of a text in a column of that breadth.
    double height(std::string_view text, double breadth, const Style& style) const;
    // Breadth of a text in one line.
    double breadth(std::string_view text, const Style& style) const;
    // At this place; does not move y.
    void draw(std::string_view text, double x, double at, double breadth, const Style& style);
    // A paragraph over the whole width, from y, onto the next page where it does not fit.
    void paragraph(std::string_view text, const Style& style, double indent, double gap);
    void line(double x1, double y1, double x2, double y2);

    void title(std::string_view title);
    // False when the library refused something.
    bool finish();

private:
    Owned<cairo_surface_t> surface_;
    Owned<cairo_t> cairo_;
    int page_ = 1;
};

} // namespace langnghe::report
