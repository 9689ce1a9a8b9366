#include "adapters/report/forms.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

namespace langnghe::report {
namespace {

constexpr std::size_t longest_name = 31; // of a sheet, Excel's limit
constexpr lxw_row_t head_row = 2;

struct Formats
{
    explicit Formats(lxw_workbook* book)
        : title(workbook_add_format(book)), head(workbook_add_format(book)), words(workbook_add_format(book)),
          whole(workbook_add_format(book)), share(workbook_add_format(book)), tenth(workbook_add_format(book)),
          time(workbook_add_format(book))
    {
        format_set_bold(title);
        format_set_bold(head);
        format_set_text_wrap(head);
        for (lxw_format* each : {head, words, whole, share, tenth, time}) {
            format_set_border(each, LXW_BORDER_THIN);
            format_set_align(each, LXW_ALIGN_VERTICAL_TOP);
        }
        format_set_text_wrap(words);
        format_set_num_format(whole, "0");
        format_set_num_format(share, "0.0%");
        format_set_num_format(tenth, "0.0");
        format_set_num_format(time, "dd/mm/yyyy hh:mm");
    }
    lxw_format* title;
    lxw_format* head;
    lxw_format* words;
    lxw_format* whole;
    lxw_format* share;
    lxw_format* tenth;
    lxw_format* time;
};

lxw_datetime clock_of(TimePoint time)
{
    const std::chrono::year_month_day date{calendar::day_of(time)};
    const int minute = minute_of_day_in_vietnam(time);
    lxw_datetime clock{};
    clock.year = static_cast<int>(date.year());
    clock.month = static_cast<int>(static_cast<unsigned>(date.month()));
    clock.day = static_cast<int>(static_cast<unsigned>(date.day()));
    clock.hour = minute / 60;
    clock.min = minute % 60;
    return clock;
}

class Sheet
{
public:
    Sheet(lxw_workbook* book, const Formats& formats, const std::string& name)
        : sheet_(workbook_add_worksheet(book, name.c_str())), formats_(formats)
    {
        worksheet_set_paper(sheet_, 9); // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
    }

    void fill(const Paper& paper, const Table& table)
    {
        words(0, 0, paper.subject, formats_.title);
        words(1, 0, table.title, formats_.title);
        std::vector<std::size_t> widths(table.head.size(), 0);
        for (std::size_t i = 0; i < table.head.size(); ++i) {
            words(head_row, column(i), table.head[i], formats_.head);
            widths[i] = text::code_points(table.head[i]);
        }
        lxw_row_t row = head_row;
        for (const auto& cells : table.rows) {
            ++row;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                put(row, column(i), cells[i]);
                widths[i] = std::max(widths[i], text::code_points(to_text(cells[i])));
            }
        }
        if (table.rows.empty())
            words(head_row + 1, 0, paper.none, formats_.words);
        for (std::size_t i = 0; i < widths.size(); ++i)
            worksheet_set_column(sheet_, column(i), column(i), std::clamp<double>(double(widths[i]) + 2, 10, 60),
                                 nullptr);
    }

private:
    static lxw_col_t column(std::size_t i) { return static_cast<lxw_col_t>(i); }

    void words(lxw_row_t row, lxw_col_t at, const std::string& text, lxw_format* format)
    {
        worksheet_write_string(sheet_, row, at, text.c_str(), format);
    }

    void put(lxw_row_t row, lxw_col_t at, const Cell& cell)
    {
        if (const auto* time = std::get_if<TimePoint>(&cell)) {
            lxw_datetime clock = clock_of(*time);
            worksheet_write_datetime(sheet_, row, at, &clock, formats_.time);
        } else if (const auto number = number_of(cell)) {
            lxw_format* format = std::holds_alternative<std::int64_t>(cell) ? formats_.whole
                                 : std::holds_alternative<Share>(cell)      ? formats_.share
                                                                            : formats_.tenth;
            worksheet_write_number(sheet_, row, at, *number, format);
        } else {
            words(row, at, to_text(cell), formats_.words);
        }
    }

    lxw_worksheet* sheet_;
    const Formats& formats_;
};

// The library writes to a name alone.
class Scratch
{
public:
    Scratch() : path_((std::filesystem::temp_directory_path() / "langnghe-report-XXXXXX").string())
    {
        if (const int file = ::mkstemp(path_.data()); file >= 0)
            ::close(file);
        else
            path_.clear();
    }
    ~Scratch()
    {
        if (!path_.empty())
            ::unlink(path_.c_str());
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    const std::string& path() const { return path_; }
    std::string content() const
    {
        std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path_.c_str(), "rb"), std::fclose);
        std::string bytes;
        char buffer[16 * 1024];
        for (std::size_t got = 1; file && got > 0;) {
            got = std::fread(buffer, 1, sizeof buffer, file.get());
            bytes.append(buffer, got);
        }
        return bytes;
    }

private:
    std::string path_;
};

std::string name_of_sheet(std::size_t number, const std::string& title)
{
    return text::shorten(std::to_string(number) + ". " + title, longest_name);
}

} // namespace

Result<std::string> to_xlsx(const Paper& paper)
{
    const Scratch scratch;
    if (scratch.path().empty())
        return Errc::storage_failed;
    lxw_workbook* book = workbook_new(scratch.path().c_str());
    if (book == nullptr)
        return Errc::storage_failed;
    const Formats formats(book);
    std::size_t number = 0;
    for (const Table& table : paper.tables)
        Sheet(book, formats, name_of_sheet(++number, table.title)).fill(paper, table);
    if (workbook_close(book) != LXW_NO_ERROR)
        return Errc::storage_failed;
    return scratch.content();
}

} // namespace langnghe::report
