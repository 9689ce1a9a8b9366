#include "adapters/report/forms.hpp"

#include <algorithm>

namespace langnghe::report {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool computes(std::string_view cell)
{
    return !cell.empty() && std::string_view{"=+-@\t\r"}.find(cell.front()) != std::string_view::npos;
}

std::string quoted(std::string_view cell)
{
    std::string safe = computes(cell) ? "'" : "";
    safe += cell;
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string field = "\"";
    for (const char c : safe)
        field += c == '"' ? std::string_view{"\"\""} : std::string_view{&c, 1};
    return field + '"';
}

class Lines
{
public:
    explicit Lines(std::size_t width) : width_(width) {}

    void add(const std::vector<std::string>& cells)
    {
        for (std::size_t i = 0; i < width_; ++i) {
            if (i > 0)
                text_ += ',';
            if (i < cells.size())
                text_ += quoted(cells[i]);
        }
        text_ += "\r\n";
    }
    std::string take() { return std::move(text_); }

private:
    std::size_t width_;
    std::string text_{byte_order_mark};
};

} // namespace

std::string to_csv(const Paper& paper)
{
    std::size_t width = 2;
    for (const Table& table : paper.tables)
        width = std::max(width, table.head.size() + 1);
    Lines lines(width);
    lines.add({paper.title, paper.subject});
    for (const std::string& mark : paper.marks)
        lines.add({paper.title, mark});
    for (const Table& table : paper.tables) {
        std::vector<std::string> cells{table.title};
        cells.insert(cells.end(), table.head.begin(), table.head.end());
        lines.add(cells);
        if (table.rows.empty())
            lines.add({table.title, paper.none});
        for (const auto& row : table.rows) {
            cells.resize(1);
            for (const Cell& cell : row)
                cells.push_back(to_text(cell));
            lines.add(cells);
        }
    }
    return lines.take();
}

} // namespace langnghe::report
