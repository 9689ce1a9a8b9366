#include "adapters/report/canvas.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>

namespace langnghe::report {
namespace {

// Metrics of Times New Roman, all Vietnamese letters, free.
constexpr const char* face = "Liberation Serif";
constexpr double paper_width = 210 * Canvas::millimetre;
constexpr double paper_height = 297 * Canvas::millimetre;

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }
int units(double points) { return static_cast<int>(points * PANGO_SCALE); }

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length)
{
    static_cast<std::string*>(closure)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

Canvas::Canvas(std::string& bytes)
    : surface_(cairo_pdf_surface_create_for_stream(append, &bytes, paper_width, paper_height)),
      cairo_(cairo_create(surface_.get()))
{
    cairo_set_line_width(cairo_.get(), 0.6);
}

// The number stands in the middle above the text, from the second page on.
void Canvas::new_page()
{
    cairo_show_page(cairo_.get());
    ++page_;
    y = top;
    const Style style{.size = 13, .align = PANGO_ALIGN_CENTER};
    draw(fmt::to_string(page_), left, top - 22, width, style);
}

Owned<PangoLayout> Canvas::set(std::string_view text, double breadth, const Style& style) const
{
    Owned<PangoLayout> layout(pango_cairo_create_layout(cairo_.get()));
    const Owned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), face);
    pango_font_description_set_absolute_size(font.get(), style.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(font.get(), style.italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_alignment(layout.get(), style.align);
    pango_layout_set_justify(layout.get(), style.justify ? TRUE : FALSE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    if (breadth > 0)
        pango_layout_set_width(layout.get(), units(breadth));
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

double Canvas::height(std::string_view text, double breadth, const Style& style) const
{
    int tall = 0;
    pango_layout_get_size(set(text, breadth, style).get(), nullptr, &tall);
    return points(tall);
}

double Canvas::breadth(std::string_view text, const Style& style) const
{
    int broad = 0;
    pango_layout_get_size(set(text, 0, style).get(), &broad, nullptr);
    return points(broad);
}

void Canvas::draw(std::string_view text, double x, double at, double breadth, const Style& style)
{
    const auto layout = set(text, breadth, style);
    cairo_move_to(cairo_.get(), x, at);
    pango_cairo_show_layout(cairo_.get(), layout.get());
}

void Canvas::paragraph(std::string_view text, const Style& style, double indent, double gap)
{
    const auto layout = set(text, width, style);
    pango_layout_set_indent(layout.get(), units(indent));
    const int count = pango_layout_get_line_count(layout.get());
    std::unique_ptr<PangoLayoutIter, void (*)(PangoLayoutIter*)> at(pango_layout_get_iter(layout.get()),
                                                                    pango_layout_iter_free);
    for (int i = 0; i < count; ++i, pango_layout_iter_next_line(at.get())) {
        PangoRectangle box{};
        pango_layout_iter_get_line_extents(at.get(), nullptr, &box);
        const double tall = points(box.height);
        if (tall > room())
            new_page();
        const double base = points(pango_layout_iter_get_baseline(at.get()) - box.y);
        cairo_move_to(cairo_.get(), left + points(box.x), y + base);
        pango_cairo_show_layout_line(cairo_.get(), pango_layout_iter_get_line_readonly(at.get()));
        y += tall;
    }
    y += gap;
}

void Canvas::line(double x1, double y1, double x2, double y2)
{
    cairo_move_to(cairo_.get(), x1, y1);
    cairo_line_to(cairo_.get(), x2, y2);
    cairo_stroke(cairo_.get());
}

void Canvas::title(std::string_view title)
{
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, std::string{title}.c_str());
}

bool Canvas::finish()
{
    const bool drawn = cairo_status(cairo_.get()) == CAIRO_STATUS_SUCCESS;
    cairo_surface_finish(surface_.get());
    return drawn && cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS;
}

} // namespace langnghe::report
