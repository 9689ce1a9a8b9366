#include "core/report/paper.hpp"

#include "core/message/say.hpp"
#include "core/report/numbers.hpp"
#include "core/text/upper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::report {
namespace {

template <class... F>
struct Each : F...
{
    using F::operator()...;
};
template <class... F>
Each(F...) -> Each<F...>;

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        if (end > 0)
            lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

class Layout
{
public:
    Layout(const Commune& commune, const Report& report) : say_(commune.say), report_(report) {}

    Paper paper()
    {
        head();
        words();
        flow();
        counts("channels", Say::report_channels, Say::report_channel, report_.channels);
        counts("areas", Say::report_areas, Say::report_area, report_.areas);
        counts("fields", Say::report_fields, Say::report_field, report_.fields);
        counts("natures", Say::report_natures, Say::report_nature, report_.natures);
        counts("results", Say::report_results, Say::report_result, report_.results);
        departments();
        refusals();
        overdue();
        clusters();
        satisfaction();
        remarks();
        return std::move(paper_);
    }

private:
    std::string day(calendar::Day day) const { return calendar::to_vietnamese(day); }

    std::string subject() const
    {
        const auto [number, year] = ordinal_of(report_.period);
        const auto from = day(report_.period.from);
        if (report_.period.span == Span::day)
            return say_(Say::report_subject_day, {{"from", from}});
        const Say sentence = report_.period.span == Span::week    ? Say::report_subject_week
                             : report_.period.span == Span::month ? Say::report_subject_month
                                                                  : Say::report_subject_quarter;
        return say_(sentence, {{"number", spelled(report_.period.span, number)},
                               {"year", fmt::to_string(year)},
                               {"from", from},
                               {"until", day(last_day(report_.period))}});
    }

    void head()
    {
        const Letterhead& letterhead = report_.letterhead;
        paper_.nation = say_(Say::report_nation);
        paper_.motto = say_(Say::report_motto);
        paper_.superior = lines_of(letterhead.superior);
        paper_.organ =
            lines_of(letterhead.organ.empty() ? say_(Say::report_organ, {{"commune", text::upper(report_.commune)}})
                                              : letterhead.organ);
        if (!letterhead.symbol.empty())
            paper_.number = say_(Say::report_number, {{"symbol", letterhead.symbol}});
        const std::chrono::year_month_day date{calendar::day_of(report_.issued_at.value_or(report_.as_of))};
        const unsigned of_month = static_cast<unsigned>(date.day());
        const unsigned month = static_cast<unsigned>(date.month());
        // Days below 10 and the months 1 and 2 have a zero in front.
        paper_.place_day = say_(Say::report_place_day, {{"place", letterhead.place},
                                                        {"day", fmt::format("{:02}", of_month)},
                                                        {"month", fmt::format("{:0{}}", month, month < 3 ? 2 : 1)},
                                                        {"year", fmt::to_string(static_cast<int>(date.year()))}});
        paper_.recipients_title = say_(Say::report_recipients);
        for (const std::string& recipient : letterhead.recipients)
            paper_.recipients.push_back(fmt::format("- {};", recipient));
        paper_.recipients.push_back("- " + say_(Say::report_recipient_file));
        paper_.signs = letterhead.signs;
        paper_.signer = letterhead.signer;
    }

    void words()
    {
        const Flow& flow = report_.flow;
        paper_.title = say_(Say::report_title);
        paper_.subject = subject();
        paper_.none = say_(Say::report_none);
        paper_.opening.push_back(say_(Say::report_opening, {{"commune", report_.commune},
                                                            {"from", day(report_.period.from)},
                                                            {"until", day(last_day(report_.period))},
                                                            {"time", to_vietnamese(report_.as_of)}}));
        paper_.opening.push_back(
            say_(Say::report_summary, {{"received", fmt::to_string(flow.received)},
                                       {"received_before", fmt::to_string(report_.before.received)},
                                       {"total", fmt::to_string(flow.total())},
                                       {"finished", fmt::to_string(flow.finished)},
                                       {"open", fmt::to_string(flow.open)},
                                       {"overdue", fmt::to_string(flow.overdue)}}));
        if (report_.sealed)
            paper_.closing.push_back(say_(Say::report_sealed, {{"count", fmt::to_string(*report_.sealed)}}));
        if (!report_.corrects.empty())
            paper_.closing.push_back(say_(
                Say::report_corrects, {{"number", fmt::to_string(report_.version - 1)}, {"what", report_.corrects}}));
        paper_.closing.push_back(say_(Say::report_closing, {{"commune", report_.commune}}));
        paper_.marks.push_back(report_.issued_at
                                   ? say_(Say::report_version, {{"number", fmt::to_string(report_.version)},
                                                                {"time", to_vietnamese(*report_.issued_at)}})
                                   : say_(Say::report_draft));
        if (!report_.anchor.empty())
            paper_.marks.push_back(say_(Say::report_anchor, {{"anchor", report_.anchor}}));
    }

    Table& table(std::string key, Say title, std::initializer_list<Say> head)
    {
        Table& made = paper_.tables.emplace_back(Table{std::move(key), say_(title), {}, {}});
        for (const Say column : head)
            made.head.push_back(say_(column));
        return made;
    }

    Cell share(std::int64_t part, std::int64_t whole, Say otherwise) const
    {
        return whole == 0 ? Cell{say_(otherwise)} : Cell{Share{part, whole}};
    }

    Cell hours(const std::optional<std::int64_t>& minutes) const
    {
        return minutes ? Cell{Hours{*minutes}} : Cell{say_(Say::report_no_finished)};
    }

    void flow()
    {
        Table& made =
            table("flow", Say::report_flow, {Say::report_item, Say::report_this_period, Say::report_period_before});
        const auto row = [&](Say what, auto value) {
            made.rows.push_back({say_(what), Cell{value(report_.flow)}, Cell{value(report_.before)}});
        };
        row(Say::report_carried, [](const Flow& flow) { return flow.carried; });
        row(Say::report_received, [](const Flow& flow) { return flow.received; });
        row(Say::report_urgent, [](const Flow& flow) { return flow.urgent; });
        row(Say::report_back, [](const Flow& flow) { return flow.back; });
        row(Say::report_total, [](const Flow& flow) { return flow.total(); });
        row(Say::report_finished, [](const Flow& flow) { return flow.finished; });
        row(Say::report_on_time, [](const Flow& flow) { return flow.on_time; });
        row(Say::report_late, [](const Flow& flow) { return flow.late; });
        row(Say::report_rejected, [](const Flow& flow) { return flow.rejected; });
        row(Say::report_merged, [](const Flow& flow) { return flow.merged; });
        row(Say::report_open, [](const Flow& flow) { return flow.open; });
        row(Say::report_waiting, [](const Flow& flow) { return flow.waiting; });
        row(Say::report_overdue, [](const Flow& flow) { return flow.overdue; });
        row(Say::report_extended, [](const Flow& flow) { return flow.extended; });
        row(Say::report_reopened, [](const Flow& flow) { return flow.reopened; });
        row(Say::report_published, [](const Flow& flow) { return flow.published; });
        row(Say::report_on_time_share, [this](const Flow& flow) {
            return share(flow.on_time, flow.on_time + flow.late, Say::report_no_finished);
        });
        row(Say::report_same_day_share,
            [this](const Flow& flow) { return share(flow.same_day, flow.finished, Say::report_no_finished); });
        row(Say::report_median, [this](const Flow& flow) { return hours(flow.median); });
        row(Say::report_slowest, [this](const Flow& flow) { return hours(flow.slowest); });
    }

    void counts(std::string key, Say title, Say column, const std::vector<Count>& counts)
    {
        Table& made = table(std::move(key), title, {column, Say::report_this_period, Say::report_period_before});
        for (const Count& count : counts)
            made.rows.push_back({count.name, count.count, count.before});
    }

    void departments()
    {
        Table& made = table("departments", Say::report_departments,
                            {Say::report_department, Say::report_column_total, Say::report_column_finished,
                             Say::report_column_on_time, Say::report_column_late, Say::report_column_open,
                             Say::report_column_overdue});
        for (const DepartmentCount& each : report_.departments)
            made.rows.push_back(
                {each.name, each.total, each.finished, each.on_time, each.late, each.open, each.overdue});
    }

    void refusals()
    {
        Table& made = table("refusals", Say::report_refusals, {Say::report_code, Say::report_reason});
        for (const Refusal& each : report_.refusals)
            made.rows.push_back({each.code, each.reason.empty() ? say_(Say::report_reason_erased) : each.reason});
    }

    void overdue()
    {
        Table& made = table("overdue", Say::report_overdues,
                            {Say::report_code, Say::report_field, Say::report_area, Say::report_department,
                             Say::report_responsible, Say::report_due, Say::report_days_late});
        for (const Overdue& each : report_.overdue)
            made.rows.push_back({each.code, each.field, each.area, each.department,
                                 each.responsible.empty() ? say_(Say::report_nobody) : each.responsible, each.due,
                                 each.days});
    }

    void clusters()
    {
        Table& made = table("clusters", Say::report_clusters,
                            {Say::report_field, Say::report_area, Say::report_cases, Say::report_voices});
        for (const Cluster& each : report_.clusters)
            made.rows.push_back({each.field, each.area, each.cases, each.voices});
    }

    void satisfaction()
    {
        if (!report_.score)
            return;
        Table& made = table("satisfaction", Say::report_satisfaction,
                            {Say::report_item, Say::report_this_period, Say::report_period_before});
        const Satisfaction earlier = report_.score_before.value_or(Satisfaction{});
        const auto row = [&](Say what, auto value) {
            made.rows.push_back({say_(what), Cell{value(*report_.score)}, Cell{value(earlier)}});
        };
        row(Say::report_asked, [](const Satisfaction& score) { return score.asked; });
        row(Say::report_answered, [](const Satisfaction& score) { return score.answered; });
        row(Say::report_response_share,
            [this](const Satisfaction& score) { return share(score.answered, score.asked, Say::report_no_score); });
        row(Say::report_average, [this](const Satisfaction& score) {
            return score.answered == 0 ? Cell{say_(Say::report_no_score)} : Cell{Mean{score.sum(), score.answered}};
        });
        row(Say::report_satisfied_share, [this](const Satisfaction& score) {
            return share(score.satisfied(), score.answered, Say::report_no_score);
        });
    }

    void remarks()
    {
        Table& made =
            table("remarks", Say::report_remarks, {Say::report_remark, Say::report_remark_of, Say::report_remark_at});
        for (const Remark& each : report_.remarks)
            made.rows.push_back({each.text, each.author, each.at});
    }

    const Catalogue& say_;
    const Report& report_;
    Paper paper_;
};

} // namespace

std::string to_text(const Cell& cell)
{
    return std::visit(Each{[](const std::string& words) { return words; },
                           [](std::int64_t number) { return fmt::to_string(number); },
                           [](const Share& share) { return percent(share.part, share.whole); },
                           [](const Mean& mean) { return one_decimal(mean.sum, mean.count); },
                           [](const Hours& hours) { return one_decimal(hours.minutes, 60); },
                           [](TimePoint time) { return to_vietnamese(time); }},
                      cell);
}

std::optional<double> number_of(const Cell& cell)
{
    using Number = std::optional<double>;
    const auto ratio = [](std::int64_t a, std::int64_t b) {
        return Number{static_cast<double>(a) / static_cast<double>(b)};
    };
    return std::visit(Each{[](const std::string&) { return Number{}; },
                           [](std::int64_t number) { return Number{static_cast<double>(number)}; },
                           [&](const Share& share) { return ratio(share.part, share.whole); },
                           [&](const Mean& mean) { return ratio(mean.sum, mean.count); },
                           [&](const Hours& hours) { return ratio(hours.minutes, 60); },
                           [](TimePoint) { return Number{}; }},
                      cell);
}

Paper lay_out(const Commune& commune, const Report& report) { return Layout(commune, report).paper(); }

} // namespace langnghe::report
