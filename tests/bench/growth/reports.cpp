#include "tests/bench/growth/reports.hpp"

#include "core/report/report.hpp"

#include <chrono>

namespace langnghe::bench {

std::vector<TimedReport> time_reports(const Commune& commune, sql::Store& store, std::uint64_t tickets)
{
    using report::Span;
    std::vector<TimedReport> timed;
    const Random none;
    const auto done = store.read_now([&](Tx& tx) {
        const auto newest = tx.tickets().find(TicketId{static_cast<std::int64_t>(tickets)});
        if (!newest)
            return false;
        Context context{tx, commune, none, newest->created_at};
        for (const Span span : {Span::day, Span::week, Span::month, Span::quarter}) {
            const auto begun = std::chrono::steady_clock::now();
            const auto made = report::make(context, period_of(span, calendar::day_of(context.now)));
            const auto text = report::to_text(commune, made);
            const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
            timed.push_back({std::string{name_of(span)}, made.flow.total(), text.empty() ? 0 : took.count()});
        }
        return true;
    });
    return done && *done ? timed : std::vector<TimedReport>{};
}

} // namespace langnghe::bench
