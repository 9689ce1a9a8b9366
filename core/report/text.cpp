#include "core/message/say.hpp"
#include "core/report/numbers.hpp"
#include "core/report/report.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <vector>

namespace langnghe::report {
namespace {

constexpr std::size_t most_fields = 3;
constexpr std::size_t longest_name = 120; // UTF-16 units; the head line always fits

std::string head(const Catalogue& say, const Report& report)
{
    const auto [number, year] = ordinal_of(report.period);
    const auto commune = text::shorten(report.commune, longest_name);
    const auto from = calendar::to_vietnamese(report.period.from);
    const auto count = spelled(report.period.span, number);
    switch (report.period.span) {
    case Span::day:
        return say(Say::report_text_day, {{"commune", commune}, {"from", from}});
    case Span::week:
        return say(Say::report_text_week, {{"commune", commune},
                                           {"number", count},
                                           {"from", from.substr(0, 5)},
                                           {"until", calendar::to_vietnamese(last_day(report.period))}});
    case Span::month:
        return say(Say::report_text_month, {{"commune", commune}, {"number", count}, {"year", fmt::to_string(year)}});
    case Span::quarter:
        break;
    }
    return say(Say::report_text_quarter, {{"commune", commune}, {"number", count}, {"year", fmt::to_string(year)}});
}

std::string finished(const Catalogue& say, const Flow& flow)
{
    const auto count = fmt::to_string(flow.finished);
    const auto timed = flow.on_time + flow.late;
    if (timed == 0)
        return say(Say::report_text_finished, {{"count", count}});
    return say(Say::report_text_finished_timed, {{"count", count},
                                                 {"on_time", fmt::to_string(flow.on_time)},
                                                 {"timed", fmt::to_string(timed)},
                                                 {"share", percent(flow.on_time, timed)}});
}

std::string most(const Catalogue& say, const std::vector<Count>& fields)
{
    std::string list;
    std::size_t named = 0;
    for (const Count& field : fields) {
        if (field.key.empty() || field.count == 0)
            continue;
        if (++named > most_fields)
            break;
        list += fmt::format("{}{} ({})", list.empty() ? "" : ", ", field.name, field.count);
    }
    return list.empty() ? list : say(Say::report_text_most, {{"list", list}});
}

std::string score(const Catalogue& say, const Satisfaction& score)
{
    const auto asked = fmt::to_string(score.asked);
    if (score.answered == 0)
        return say(Say::report_text_no_score, {{"asked", asked}});
    return say(Say::report_text_score, {{"average", one_decimal(score.sum(), score.answered)},
                                        {"answered", fmt::to_string(score.answered)},
                                        {"asked", asked}});
}

// The lines that fit, in their order of importance; the last one always does.
std::string fit(const std::vector<std::string>& lines, const std::string& last)
{
    std::string text;
    std::size_t left = longest_text - text::code_points(last);
    for (const std::string& line : lines) {
        const std::size_t size = text::code_points(line) + 1;
        if (line.empty() || size > left)
            continue;
        left -= size;
        text += line + '\n';
    }
    return text + last;
}

} // namespace

std::string to_text(const Commune& commune, const Report& report)
{
    const Catalogue& say = commune.say;
    const Flow& flow = report.flow;
    std::vector<std::string> lines{
        head(say, report),
        say(Say::report_text_received,
            {{"count", fmt::to_string(flow.received)}, {"before", fmt::to_string(report.before.received)}}),
        finished(say, flow),
        say(Say::report_text_open, {{"count", fmt::to_string(flow.open)}, {"overdue", fmt::to_string(flow.overdue)}})};
    if (report.score)
        lines.push_back(score(say, *report.score));
    lines.push_back(most(say, report.fields));
    if (!report.remarks.empty())
        lines.push_back(say(Say::report_text_remark, {{"text", text::shorten(report.remarks.back().text, 160)}}));
    const auto anchor = report.anchor.empty() ? std::string{} : say(Say::report_anchor, {{"anchor", report.anchor}});
    return fit(lines, anchor);
}

} // namespace langnghe::report
