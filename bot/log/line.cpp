#include "bot/log/line.hpp"

#include "bot/log/redact.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <iterator>

namespace langnghe::log {
namespace {

constexpr std::size_t longest_name = 64;   // bytes of a field's name with its quotes
constexpr std::size_t longest_number = 40; // with comma and colon
constexpr std::string_view cut_mark = R"(,"truncated":true)";

// Controls, and what could change how a line looks: separators, bidirectional marks, invisible characters.
bool must_escape(char32_t point)
{
    return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x2028 || point == 0x2029 ||
           text::is_invisible(point);
}

void append_escaped(std::string& out, char32_t point)
{
    switch (point) {
    case '"':
        out += "\\\"";
        break;
    case '\\':
        out += "\\\\";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        if (must_escape(point) && point < 0x10000)
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(point));
        else
            text::append(out, point);
    }
}

// A quoted JSON string of at most `room` bytes; false when the text had to be cut.
bool append_quoted(std::string& out, std::string_view words, std::size_t room)
{
    const std::size_t end = out.size() + room - 1; // of the closing quote
    out += '"';
    for (const char32_t point : text::CodePoints(words)) {
        const std::size_t before = out.size();
        append_escaped(out, point);
        if (out.size() > end) {
            out.resize(before);
            out += '"';
            return false;
        }
    }
    out += '"';
    return true;
}

std::string number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }

class Writer
{
public:
    explicit Writer(std::span<const std::string> known) : known_(known) { out_.reserve(256); }

    void begin(const Line& line)
    {
        static constexpr std::array<std::string_view, 4> levels{"debug", "info", "warn", "error"};
        out_ = fmt::format(R"({{"ts":"{}","level":"{}","event":)", to_rfc3339(line.time),
                           levels.at(static_cast<std::size_t>(line.level)));
        full_ = !append_quoted(out_, redact(line.event, known_), room() / 2);
    }

    void add(const Field& field)
    {
        if (full_)
            return;
        if (room() < longest_name + longest_number) {
            full_ = true;
            return;
        }
        out_ += ',';
        append_quoted(out_, redact(field.name, known_), longest_name);
        out_ += ':';
        if (names_a_secret(field.name))
            out_ += fmt::format("\"{}\"", blot);
        else
            full_ = !std::visit([&](auto value) { return put(value); }, field.value);
    }

    std::string finish()
    {
        if (full_)
            out_ += cut_mark;
        out_ += '}';
        return std::move(out_);
    }

private:
    bool put(std::int64_t value)
    {
        out_ += fmt::format("{}", value);
        return true;
    }
    bool put(double value)
    {
        out_ += number(value);
        return true;
    }
    bool put(bool value)
    {
        out_ += value ? "true" : "false";
        return true;
    }
    bool put(std::string_view value) { return append_quoted(out_, redact(value, known_), room()); }

    // What is left, with the end of the line kept free.
    std::size_t room() const
    {
        const std::size_t used = out_.size() + cut_mark.size() + 1;
        return used < longest_line ? longest_line - used : 0;
    }

    std::span<const std::string> known_;
    std::string out_;
    bool full_ = false;
};

} // namespace

std::string format(const Line& line, std::span<const std::string> known)
{
    Writer writer(known);
    writer.begin(line);
    for (const Field& field : line.fields)
        writer.add(field);
    return writer.finish();
}

} // namespace langnghe::log
