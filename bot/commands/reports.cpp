#include "adapters/report/forms.hpp"
#include "bot/commands/commands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>

namespace langnghe::commands {
namespace {

struct Options
{
    std::string span;
    std::string of;
    std::string format = "text";
    std::string out;
    std::string corrects;
    int version = 0;
    bool issue = false;
};

const std::vector<std::string> formats{"text", "html", "pdf", "xlsx", "csv", "json"};

// The document in the form that was asked for; nothing when a library refuses.
std::optional<std::string> drawn(const Commune& commune, const Options& options, const std::string& document)
{
    if (options.format == "json")
        return document + '\n';
    const auto report = report::from_json(document);
    if (!report)
        return std::nullopt;
    if (options.format == "text")
        return report::to_text(commune, *report) + '\n';
    const report::Paper paper = report::lay_out(commune, *report);
    if (options.format == "html")
        return report::to_html(paper);
    if (options.format == "csv")
        return report::to_csv(paper);
    auto bytes = options.format == "pdf" ? report::to_pdf(paper) : report::to_xlsx(paper);
    if (!bytes)
        return std::nullopt;
    return std::move(*bytes);
}

int put(const Options& options, const std::string& bytes)
{
    if (options.out.empty() || options.out == "-") {
        std::cout.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return std::cout.flush() ? done : failed;
    }
    std::ofstream file(options.out, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    return file ? done : complain(fmt::format("{} cannot be written", options.out), failed);
}

int show(const Face& face, const Options& options)
{
    const bool binary = options.format == "pdf" || options.format == "xlsx";
    if (binary && options.out.empty())
        return complain(fmt::format("{} needs --out FILE", options.format), misused);
    const auto target = target_of(face);
    if (!target)
        return misused;
    Json arguments{{"span", options.span}, {"of", options.of}};
    if (options.issue)
        arguments["corrects"] = options.corrects;
    else if (options.version > 0)
        arguments["version"] = options.version;
    const auto reply = operate(*target, options.issue ? "report.issue" : "report.make", arguments);
    if (!reply.ok)
        return complain(reply.error, failed);
    const Json answer = Json::parse(reply.document, nullptr, false);
    const auto bytes = drawn(target->setup->facts, options, answer.value("document", ""));
    return bytes ? put(options, *bytes) : complain("the report cannot be drawn in this form", failed);
}

void add_period(CLI::App& parent, Face& face, const std::string& span, const std::string& does)
{
    CLI::App& command = leaf(parent, face, span, does,
                             fmt::format("langnghe report {} --of 2026-11-28 --format pdf --out bao-cao.pdf", span));
    auto options = std::make_shared<Options>();
    options->span = span;
    command.add_option("--of,--at", options->of, "A day of the period, as 2026-11-28; else today")->type_name("DATE");
    command.add_option("--format", options->format, "text, html, pdf, xlsx, csv or json")
        ->check(CLI::IsMember(formats))
        ->type_name("FORMAT");
    command.add_option("--out,--output", options->out, "Where to write it; else to standard output")->type_name("FILE");
    auto* issue = command.add_flag("--issue", options->issue, "Freeze it: with a version and a hash in the journal");
    command.add_option("--corrects", options->corrects, "What this version puts right in the one issued before")
        ->type_name("TEXT")
        ->needs(issue);
    command.add_option("--version", options->version, "Show this version as it was issued")
        ->type_name("NUMBER")
        ->check(CLI::PositiveNumber)
        ->excludes(issue);
    command.callback([&face, options] {
        if (face.json)
            options->format = "json";
        face.run = [&face, options] { return show(face, *options); };
    });
}

void show_list(const Target&, const Json& reports)
{
    std::vector<Row> rows;
    for (const Json& each : reports)
        rows.push_back({cell(each, "period"), cell(each, "from"), cell(each, "to"), cell(each, "version"),
                        cell(each, "issued_at"), cell(each, "by"), cell(each, "sha256").substr(0, 16),
                        cell(each, "corrects")});
    print_table({"PERIOD", "FROM", "TO", "VERSION", "ISSUED", "BY", "SHA256", "CORRECTS"}, rows);
}

void add_list(CLI::App& parent, Face& face)
{
    CLI::App& command =
        leaf(parent, face, "list", "The reports that were issued, the newest first", "langnghe report list --limit 10");
    auto limit = std::make_shared<int>(50);
    command.add_option("--limit", *limit, "How many")->type_name("NUMBER")->check(CLI::Range(1, 1000));
    command.callback([&face, limit] {
        face.run = [&face, limit] { return operate_and_show(face, "report.list", Json{{"limit", *limit}}, show_list); };
    });
}

struct RemarkOptions
{
    std::string span;
    std::string of;
    std::string user;
    std::string text;
};

void add_remark(CLI::App& parent, Face& face)
{
    CLI::App& command = leaf(parent, face, "remark", "Add a remark of the Front to a period; the next version bears it",
                             "langnghe report remark week --of 2026-11-28 --by Mai \"The answers come late.\"");
    auto options = std::make_shared<RemarkOptions>();
    command.add_option("period", options->span, "day, week, month or quarter")
        ->required()
        ->check(CLI::IsMember({"day", "week", "month", "quarter"}));
    command.add_option("text", options->text, "The remark")->required();
    command.add_option("--of,--at", options->of, "A day of the period; else today")->type_name("DATE");
    command.add_option("--by", options->user, "The supervisor or officer of the Front who says it")
        ->required()
        ->type_name("USER");
    command.callback([&face, options] {
        face.run = [&face, options] {
            const Json arguments{
                {"span", options->span}, {"of", options->of}, {"user", options->user}, {"text", options->text}};
            return operate_and_show(face, "report.remark", arguments, [](const Target&, const Json& document) {
                print(fmt::format("Remarks on this period: {}", cell(document, "remarks")));
            });
        };
    });
}

} // namespace

void add_reports(CLI::App& app, Face& face)
{
    CLI::App& reports = branch(app, "report", "Reports: what came in and what became of it");
    add_period(reports, face, "day", "The watch of a day");
    add_period(reports, face, "week", "The synthesis of a week");
    add_period(reports, face, "month", "The report of a month");
    add_period(reports, face, "quarter", "The report of a quarter");
    add_list(reports, face);
    add_remark(reports, face);
}

} // namespace langnghe::commands
