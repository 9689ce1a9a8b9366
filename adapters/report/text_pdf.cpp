#include "adapters/report/canvas.hpp"
#include "adapters/report/forms.hpp"

#include <algorithm>

namespace langnghe::report {

Result<std::string> text_to_pdf(std::string_view title, std::string_view text)
{
    std::string bytes;
    bool drawn = false;
    {
        Canvas canvas(bytes);
        canvas.title(title);
        canvas.paragraph(title, {.size = 14, .bold = true}, 0, 10);
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            const std::string_view line = text.substr(0, end);
            canvas.paragraph(line.empty() ? " " : line, {.size = 12}, 0, 2);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        drawn = canvas.finish();
    }
    if (!drawn)
        return Errc::storage_failed;
    return bytes;
}

} // namespace langnghe::report
