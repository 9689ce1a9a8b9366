#include "core/officer/synthesis.hpp"

#include "core/report/report.hpp"
#include "core/text/fold.hpp"

#include <algorithm>
#include <array>

namespace langnghe::officer {
namespace {

struct Spoken
{
    std::string_view folded;
    report::Span span;
};

constexpr std::array spans{Spoken{"ngay", report::Span::day}, Spoken{"tuan", report::Span::week},
                           Spoken{"thang", report::Span::month}, Spoken{"quy", report::Span::quarter}};

report::Span span_in(std::string_view words)
{
    const std::string folded = text::fold_words(words);
    const auto* spoken = std::ranges::find_if(
        spans, [&](const Spoken& each) { return each.folded == folded || report::name_of(each.span) == folded; });
    return spoken == spans.end() ? report::Span::day : spoken->span;
}

} // namespace

bool may_report(const User& user) { return langnghe::may(user.roles, Right::read_masked, {}); }

void report_now(Talk& talk, std::string_view words)
{
    const auto period = report::period_of(span_in(words), calendar::day_of(talk.context.now));
    const report::Report made = report::make(talk.context, period);
    tell(talk, report::to_text(talk.context.commune, made));
}

} // namespace langnghe::officer
