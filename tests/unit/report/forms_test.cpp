// Every form says the same figures, and each is what a reader of its kind expects.
#include "adapters/report/forms.hpp"
#include "tests/unit/report/history.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>

using namespace langnghe;
using namespace langnghe::report;

namespace {

// A week with something of everything.
Report full_week(test::World& world)
{
    std::mt19937 random(7);
    test::History history(world);
    for (int i = 0; i < 300; ++i) {
        world.now += std::chrono::minutes{random() % 120};
        history.live(random);
    }
    Report report = world.run([&](Context& context) {
        return make(context, period_of(Span::week, calendar::day_of(context.now) - std::chrono::days{7}));
    });
    report.score = Satisfaction{30, 18, {0, 1, 2, 6, 9}};
    report.score_before = Satisfaction{11, 0, {}};
    report.remarks = {{"Lê Thị Hòa", world.now, "=Cần trả lời \"bà con\" sớm hơn, rõ hơn."}};
    report.version = 2;
    report.issued_at = world.now;
    report.corrects = "số liệu khu 3";
    report.letterhead = {"ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ",
                         "",
                         "BC-UBND",
                         "Lương Sơn",
                         {"TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"},
                         "Nguyễn Văn An",
                         {"Thường trực Đảng ủy", "Ban Thường trực Ủy ban MTTQ xã"}};
    return report;
}

struct Closed
{
    void operator()(std::FILE* file) const { pclose(file); }
    void operator()(archive* read) const { archive_read_free(read); }
};

std::string output_of(const std::string& command)
{
    std::unique_ptr<std::FILE, Closed> pipe(popen(command.c_str(), "r"));
    std::string all;
    char buffer[4096];
    for (std::size_t got = 1; got > 0;) {
        got = std::fread(buffer, 1, sizeof buffer, pipe.get());
        all.append(buffer, got);
    }
    return all;
}

std::string text_of_pdf(const std::string& pdf, const std::string& tool = "pdftotext -layout")
{
    std::string path = "/tmp/langnghe-forms-XXXXXX";
    ::close(mkstemp(path.data()));
    std::ofstream(path, std::ios::binary) << pdf;
    const bool text = tool.starts_with("pdftotext");
    auto said = output_of(fmt::format("timeout 20 {} {} {}", tool, path, text ? "-" : ""));
    ::unlink(path.c_str());
    return said;
}

std::string member(const std::string& zip, std::string_view name)
{
    std::unique_ptr<archive, Closed> read(archive_read_new());
    archive_read_support_format_zip(read.get());
    REQUIRE(archive_read_open_memory(read.get(), zip.data(), zip.size()) == ARCHIVE_OK);
    archive_entry* entry = nullptr;
    while (archive_read_next_header(read.get(), &entry) == ARCHIVE_OK)
        if (archive_entry_pathname(entry) == name) {
            std::string content;
            char buffer[4096];
            for (la_ssize_t got = 1; got > 0;) {
                got = archive_read_data(read.get(), buffer, sizeof buffer);
                content.append(buffer, static_cast<std::size_t>(std::max<la_ssize_t>(got, 0)));
            }
            return content;
        }
    return {};
}

// White space does not count: each form breaks its lines where it must.
std::string dense(std::string_view text)
{
    std::string kept;
    for (const char c : text)
        if (c != ' ' && c != '\n' && c != '\f')
            kept += c;
    return kept;
}

} // namespace

TEST_CASE("JSON reads back as it was written")
{
    test::World world;
    const Report report = full_week(world);
    const std::string document = to_json(report);
    CHECK(to_json(from_json(document).value()) == document);
    CHECK(document.find("\"period\":{\"kind\":\"week\"") != std::string::npos);
    CHECK(from_json("{").error() == Errc::malformed);
    CHECK(from_json("{\"flow\":7}").error() == Errc::malformed);
}

TEST_CASE("Each form has every cell of the paper")
{
    test::World world;
    const Report report = full_week(world);
    REQUIRE(report.flow.total() > 20);
    REQUIRE_FALSE(report.overdue.empty());
    REQUIRE_FALSE(report.refusals.empty());
    const Paper paper = lay_out(world.commune, report);
    const std::string html = to_html(paper);
    const std::string csv = to_csv(paper);
    for (const Table& table : paper.tables) {
        CAPTURE(table.key);
        CHECK(html.find("<h2>" + table.title + "</h2>") != std::string::npos);
        for (const auto& row : table.rows) {
            std::string in_html = "<tr>";
            for (const Cell& cell : row)
                in_html += fmt::format("<td{}>{}</td>", std::holds_alternative<std::string>(cell) ? "" : " class=n",
                                       to_text(cell));
            if (table.key != "remarks")
                CHECK(html.find(in_html + "</tr>") != std::string::npos);
            for (const Cell& cell : row)
                if (const std::string text = to_text(cell); text.find_first_of("\",=") == std::string::npos)
                    CHECK(csv.find("," + text) != std::string::npos);
        }
    }
    CHECK(paper.tables.size() == 12);
    CHECK(std::get<std::int64_t>(paper.tables[0].rows[1][1]) == report.flow.received);
}

TEST_CASE("HTML stands alone and is small")
{
    test::World world;
    const std::string html = to_html(lay_out(world.commune, full_week(world)));
    CHECK(html.size() < 30'000);
    for (const char* never : {"<script", "http:", "https:", "src=", "url(", "{{"})
        CHECK(html.find(never) == std::string::npos);
    Report report;
    report.remarks = {{"<b>", {}, "<script>alert(1)</script> & \"x\""}};
    const std::string safe = to_html(lay_out(world.commune, report));
    CHECK(safe.find("<script") == std::string::npos);
    CHECK(safe.find("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;") != std::string::npos);
}

TEST_CASE("CSV is for spreadsheets, which must not compute what people wrote")
{
    test::World world;
    const std::string csv = to_csv(lay_out(world.commune, full_week(world)));
    CHECK(csv.starts_with("\xEF\xBB\xBF"));
    CHECK(csv.find("\"'=Cần trả lời \"\"bà con\"\" sớm hơn, rõ hơn.\"") != std::string::npos);
    std::size_t fields = 1;
    std::vector<std::size_t> widths;
    bool quoted = false;
    for (const char c : csv) {
        quoted ^= c == '"';
        fields += c == ',' && !quoted;
        if (c == '\n' && !quoted)
            widths.push_back(std::exchange(fields, 1));
    }
    CHECK(widths.size() > 60);
    CHECK(std::ranges::count(widths, widths.front()) == static_cast<std::ptrdiff_t>(widths.size()));
    for (const std::string_view begin : {"=1+1", "+1", "-1", "@x", "\tx", "\rx"}) {
        Report report;
        report.remarks = {{"x", {}, std::string{begin}}};
        const auto line = to_csv(lay_out(world.commune, report));
        CHECK(line.find("'" + std::string{begin}) != std::string::npos);
    }
}

TEST_CASE("lines of text are a PDF of as many pages as they need")
{
    std::string text = "Phản ánh LS-26-0001\n\nCống tắc ở khu 3";
    for (int i = 0; i < 200; ++i)
        text += "\n• dòng " + std::to_string(i);
    const std::string pdf = text_to_pdf("Dữ liệu của ông/bà", text).value();
    CHECK(pdf.starts_with("%PDF"));
    const std::string read = dense(text_of_pdf(pdf));
    for (const char* part : {"Dữ liệu của ông/bà", "Cống tắc ở khu 3", "dòng 199"})
        CHECK(read.find(dense(part)) != std::string::npos);
    CHECK(text_to_pdf("", "").value().starts_with("%PDF"));
}

TEST_CASE("PDF has its text, its fonts, and the layout's parts")
{
    test::World world;
    const Report report = full_week(world);
    const Paper paper = lay_out(world.commune, report);
    const std::string pdf = to_pdf(paper).value();
    CHECK(pdf.starts_with("%PDF"));
    const std::string text = dense(text_of_pdf(pdf));
    for (const std::string& part :
         {paper.nation, paper.motto, paper.number, paper.place_day, paper.title, paper.signer, paper.recipients_title,
          std::string{"TỈNH PHÚ THỌ"}, std::string{"XÃ LƯƠNG SƠN"}, std::string{"CHỦ TỊCH"}})
        CHECK(text.find(dense(part)) != std::string::npos);
    for (const auto& row : paper.tables[0].rows)
        CHECK(text.find(dense(to_text(row[0]) + to_text(row[1]) + to_text(row[2]))) != std::string::npos);
    for (const Overdue& each : report.overdue)
        CHECK(text.find(each.code) != std::string::npos);
    const std::string fonts = text_of_pdf(pdf, "pdffonts");
    CHECK(fonts.find("LiberationSerif") != std::string::npos);
    CHECK(fonts.find(" no ") == std::string::npos); // "emb": every font is in the file
}

TEST_CASE("XLSX has numbers as numbers")
{
    test::World world;
    const Report report = full_week(world);
    const Paper paper = lay_out(world.commune, report);
    const std::string xlsx = to_xlsx(paper).value();
    const std::string sheet = member(xlsx, "xl/worksheets/sheet1.xml");
    for (std::size_t i = 0; i < 16; ++i)
        CHECK(sheet.find(fmt::format("><v>{}</v>", std::get<std::int64_t>(paper.tables[0].rows[i][1]))) !=
              std::string::npos);
    CHECK(sheet.find("<f>") == std::string::npos);
    const std::string strings = member(xlsx, "xl/sharedStrings.xml");
    CHECK(strings.find("Kỳ trước chuyển sang") != std::string::npos);
    CHECK(strings.find("=Cần trả lời") != std::string::npos);
    CHECK(member(xlsx, "xl/workbook.xml").find("1. Tình hình chung") != std::string::npos);
}

// For whoever wants to look at them: LANGNGHE_FORMS=FOLDER.
TEST_CASE("The forms of one week can be looked at", "[.look]")
{
    const char* folder = std::getenv("LANGNGHE_FORMS");
    REQUIRE(folder != nullptr);
    test::World world;
    const Paper paper = lay_out(world.commune, full_week(world));
    const auto put = [&](const char* name, const std::string& bytes) {
        std::ofstream(std::string{folder} + "/" + name, std::ios::binary) << bytes;
    };
    put("week.html", to_html(paper));
    put("week.pdf", to_pdf(paper).value());
    put("week.xlsx", to_xlsx(paper).value());
    put("week.csv", to_csv(paper));
}
