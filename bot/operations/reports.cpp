#include "adapters/report/forms.hpp"
#include "bot/operations/arguments.hpp"
#include "bot/operations/terms.hpp"
#include "core/report/issue.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace langnghe::operations {
namespace {

constexpr int most_listed = 1'000;

struct Wanted
{
    std::string span;
    std::string of;
    int version = 0;
};

Wanted wanted_of(Arguments& arguments)
{
    return {arguments.text("span"), arguments.text("of"), static_cast<int>(arguments.number("version", 1, 1'000'000))};
}

// Of today when no day is named.
boost::system::result<report::Period, Refusal> period_of(const Scene& scene, const Wanted& wanted)
{
    const auto span = report::span_from(wanted.span);
    if (!span)
        return Refusal{fmt::format("\"{}\" is no period: day, week, month or quarter", wanted.span)};
    const auto day = wanted.of.empty() ? calendar::day_of(scene.now()) : calendar::parse_day(wanted.of);
    if (!day)
        return Refusal{fmt::format("\"{}\" is no day; write for example 2026-11-28", wanted.of)};
    return report::period_of(*span, *day);
}

std::string spelled(calendar::Day day) { return to_rfc3339(calendar::at(day, 0)).substr(0, 10); }

Json head_of(const IssuedReport& issued)
{
    return {{"period", report::name_of(issued.period.span)},
            {"from", spelled(issued.period.from)},
            {"to", spelled(report::last_day(issued.period))},
            {"version", issued.version},
            {"issued_at", to_rfc3339(issued.at)},
            {"by", issued.by},
            {"corrects", or_null(issued.corrects)},
            {"sha256", issued.sha256}};
}

// The document as it is kept, byte for byte: its hash is over it.
Json with_document(const IssuedReport& issued)
{
    Json json = head_of(issued);
    json["document"] = issued.document;
    return json;
}

Answer make(Scene& scene, Arguments& arguments)
{
    const Wanted wanted = wanted_of(arguments);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    const auto period = period_of(scene, wanted);
    if (!period)
        return period.error();
    return read(scene, [&](Context& context) -> Answer {
        if (wanted.version == 0) {
            report::Report report = report::make(context, *period);
            report.letterhead = scene.setup.letterhead;
            return Json{{"version", nullptr}, {"document", report::to_json(report)}};
        }
        const auto issued = context.tx.issued().find(*period, wanted.version);
        if (!issued)
            return Refusal{
                fmt::format("version {} of this report was never issued; see langnghe report list", wanted.version)};
        return with_document(*issued);
    });
}

Answer issue(Scene& scene, Arguments& arguments)
{
    const Wanted wanted = wanted_of(arguments);
    const auto corrects = arguments.text("corrects");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    const auto period = period_of(scene, wanted);
    if (!period)
        return period.error();
    // Made where nobody who writes waits for it.
    std::optional<report::Report> made;
    const auto gathered = read(scene, [&](Context& context) -> Answer {
        if (context.now >= end_of(*period))
            made = report::make(context, *period);
        return Json{};
    });
    if (gathered.refused())
        return gathered;
    return write(scene, [&](Context& context) -> Answer {
        const auto issued =
            report::issue(context, {*period, console, scene.setup.letterhead, corrects, made}, report::to_json);
        if (issued)
            return with_document(*issued);
        if (issued.error() == Errc::wrong_state)
            return Refusal{fmt::format("this period ends with {}; it can be issued after that",
                                       spelled(report::last_day(*period)))};
        return Refusal{"this report was issued before: say with --corrects what the new version puts right"};
    });
}

Answer list(Scene& scene, Arguments& arguments)
{
    const auto limit = arguments.number("limit", 1, most_listed);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return read(scene, [&](Context& context) -> Answer {
        Json all = Json::array();
        for (const IssuedReport& issued : context.tx.issued().list(limit == 0 ? 50 : static_cast<int>(limit)))
            all.push_back(head_of(issued));
        return all;
    });
}

Answer remark(Scene& scene, Arguments& arguments)
{
    const Wanted wanted = wanted_of(arguments);
    const auto name = arguments.text("user");
    const auto text = arguments.text("text");
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    const auto period = period_of(scene, wanted);
    if (!period)
        return period.error();
    return write(scene, [&](Context& context) -> Answer {
        const auto user = find_user(context, name);
        if (!user)
            return user.error();
        const auto said = report::remark(context, *user, *period, text);
        if (said)
            return Json{{"period", report::name_of(period->span)},
                        {"from", spelled(period->from)},
                        {"remarks", context.tx.issued().remarks(*period).size()}};
        if (said.error() == Errc::not_allowed)
            return Refusal{fmt::format("\"{}\" may not remark: that is for a supervisor or an officer of the Front who"
                                       " is neither leader nor handler",
                                       user->name)};
        return Refusal{fmt::format("a remark has 1 to {} bytes", report::longest_remark)};
    });
}

constexpr std::array all{Verb{"report.make", make}, Verb{"report.issue", issue}, Verb{"report.list", list},
                         Verb{"report.remark", remark}};

} // namespace

std::span<const Verb> report_verbs() { return all; }

} // namespace langnghe::operations
