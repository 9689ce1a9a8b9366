#include "adapters/report/forms.hpp"

#include "embedded/langnghe_report_page.hpp"
#include <kainjow/mustache.hpp>

#include <utility>

namespace langnghe::report {
namespace {

using kainjow::mustache::data;

data one(const char* name, const std::string& value) { return data{name, data{value}}; }

data lines(const std::vector<std::string>& texts)
{
    data all{data::type::list};
    for (const std::string& text : texts)
        all << one("line", text);
    return all;
}

data row_of(const std::vector<Cell>& row)
{
    data cells{data::type::list};
    for (const Cell& cell : row) {
        data each = one("text", to_text(cell));
        if (!std::holds_alternative<std::string>(cell))
            each.set("kind", data{std::string{" class=n"}});
        cells << each;
    }
    return data{"cells", cells};
}

data table_of(const Table& table, const std::string& none)
{
    data made = one("title", table.title);
    if (table.rows.empty()) {
        made.set("none", data{none});
        return made;
    }
    data head{data::type::list};
    for (std::size_t i = 0; i < table.head.size(); ++i) {
        data column = one("line", table.head[i]);
        if (!std::holds_alternative<std::string>(table.rows.front()[i]))
            column.set("kind", data{std::string{" class=n"}});
        head << column;
    }
    data rows{data::type::list};
    for (const auto& row : table.rows)
        rows << row_of(row);
    made.set("rows", data{"list", rows});
    made.set("head", head);
    return made;
}

data page_of(const Paper& paper)
{
    data page = one("title", paper.title);
    for (const auto& [name, value] :
         {std::pair{"subject", &paper.subject}, std::pair{"nation", &paper.nation}, std::pair{"motto", &paper.motto},
          std::pair{"number", &paper.number}, std::pair{"place_day", &paper.place_day},
          std::pair{"recipients_title", &paper.recipients_title}, std::pair{"signer", &paper.signer}})
        page.set(name, data{*value});
    page.set("superior", lines(paper.superior));
    page.set("organ", lines(paper.organ));
    page.set("recipients", lines(paper.recipients));
    page.set("signs", lines(paper.signs));
    page.set("opening", lines(paper.opening));
    page.set("closing", lines(paper.closing));
    page.set("marks", lines(paper.marks));
    data tables{data::type::list};
    for (const Table& table : paper.tables)
        tables << table_of(table, paper.none);
    page.set("tables", tables);
    return page;
}

} // namespace

std::string to_html(const Paper& paper)
{
    kainjow::mustache::mustache page{std::string{embedded::report_html()}};
    return page.render(page_of(paper));
}

} // namespace langnghe::report
