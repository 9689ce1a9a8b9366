#include "bot/config/reader.hpp"
#include "core/outbox/quiet.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe::config {
namespace {

constexpr std::string_view groups = "groups";

void read_audience(Table& table, ReportSection& section)
{
    for (const std::string& name : table.texts("to")) {
        const auto role = role_from(name);
        if (name == groups)
            section.groups = true;
        else if (role && *role != Role::program && *role != Role::citizen)
            section.roles.add(*role);
        else
            table.problem("to", fmt::format("\"{}\" receives no report", name),
                          "write roles such as \"leader\", \"supervisor\", or \"groups\"");
    }
    if (!section.groups && section.roles.empty())
        table.problem("to", "this report goes to nobody", "write for example to = [\"leader\", \"supervisor\"]");
}

} // namespace

ReportSection read_report(Reader& reader, const toml::table& section)
{
    ReportSection made;
    Table table(section, "[[commune.report]]", reader.notes);
    const std::string every = table.required("every", "\"week\"");
    if (const auto span = report::span_from(every))
        made.span = *span;
    else if (!every.empty())
        table.problem("every", "this period is not known", "write \"day\", \"week\", \"month\" or \"quarter\"");
    const std::string at = table.text("at", "07:30");
    if (const auto clock = outbox::parse_quiet(at + "-00:00"))
        made.minute = clock->from;
    else
        table.problem("at", "at is not HH:MM", "write for example \"07:30\"");
    read_audience(table, made);
    const std::string file = table.text("file", "pdf");
    if (file == "pdf" || file == "xlsx")
        made.file = file;
    else if (file != "none")
        table.problem("file", "this kind of file is not known", "write \"pdf\", \"xlsx\" or \"none\"");
    table.close();
    return made;
}

report::Letterhead read_letterhead(Reader& reader, const toml::table& section)
{
    report::Letterhead made;
    Table table(section, "[commune.letterhead]", reader.notes);
    made.superior = table.text("superior");
    made.organ = table.text("organ");
    made.symbol = table.text("symbol", "BC-UBND");
    made.place = table.text("place");
    made.signs = table.texts("signs");
    made.signer = table.text("signer");
    made.recipients = table.texts("recipients");
    table.close();
    return made;
}

} // namespace langnghe::config
