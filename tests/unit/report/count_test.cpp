// Figures over random histories are those of a count that looks at everything.
#include "core/report/report.hpp"
#include "tests/unit/report/history.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace langnghe;
using namespace langnghe::report;

namespace {

struct Naive
{
    Flow flow;
    std::map<std::string, std::int64_t> fields;
    std::map<std::string, std::int64_t> channels;
    std::map<std::string, std::int64_t> finished_by_department;
    std::int64_t sealed = 0;
    std::vector<std::int64_t> minutes;
};

bool ended_well(Status status)
{
    return status == Status::resolved || status == Status::published || status == Status::closed;
}

std::optional<TimePoint> end_of_work(const test::Lived& lived, TimePoint until)
{
    std::optional<TimePoint> end;
    bool open = false;
    for (const test::Moment& moment : lived.moments) {
        if (moment.at >= until)
            break;
        if (open && !is_open(moment.to))
            end = moment.at;
        open = is_open(moment.to);
    }
    return end;
}

bool did(const test::Lived& lived, Action action, TimePoint from, TimePoint until)
{
    return std::ranges::any_of(lived.moments, [&](const test::Moment& moment) {
        return moment.action == action && moment.at >= from && moment.at < until;
    });
}

std::optional<std::int64_t> rank(std::vector<std::int64_t> values, double share)
{
    if (values.empty())
        return std::nullopt;
    std::ranges::sort(values);
    for (std::size_t i = 0; i < values.size(); ++i)
        if (static_cast<double>(i + 1) >= share * static_cast<double>(values.size()) - 1e-9)
            return values[i];
    return values.back();
}

// Everything about one ticket that is neither sealed nor to be sealed.
void add(Naive& naive, const test::Lived& lived, TimePoint from, TimePoint until, TimePoint at)
{
    const Ticket& ticket = lived.ticket;
    const TimePoint born = lived.moments.front().at;
    const bool received = born >= from && born < until;
    const auto begin = test::state_at(lived, from);
    const Status end = *test::state_at(lived, until);
    const bool carried = begin && is_open(*begin);
    const bool back = begin && !carried && std::ranges::any_of(lived.moments, [&](const test::Moment& moment) {
                          return moment.at >= from && moment.at < until && is_open(moment.to);
                      });
    if (!carried && !received && !back)
        return;
    Flow& flow = naive.flow;
    flow.carried += carried;
    flow.received += received;
    flow.back += back;
    flow.open += is_open(end);
    flow.waiting += end == Status::needs_info;
    const auto due = test::due_at(lived, until);
    flow.overdue += is_open(end) && end != Status::needs_info && due && *due < at;
    flow.rejected += end == Status::rejected;
    flow.merged += end == Status::merged;
    flow.extended += did(lived, Action::approve_extension, from, until);
    flow.reopened += did(lived, Action::reopen, from, until);
    flow.published += did(lived, Action::publish, from, until);
    flow.urgent += received && ticket.urgency == Urgency::urgent;
    naive.fields[ticket.field] += received;
    naive.channels[ticket.channel] += received;
    if (!ended_well(end))
        return;
    ++flow.finished;
    ++naive.finished_by_department[ticket.department];
    const TimePoint finished = *end_of_work(lived, until);
    const auto owed = test::due_at(lived, finished);
    flow.on_time += owed && finished <= *owed;
    flow.late += owed && finished > *owed;
    flow.same_day += calendar::day_of(finished) == calendar::day_of(born);
    naive.minutes.push_back((finished - born) / std::chrono::minutes{1});
}

Naive count(const std::vector<test::Lived>& all, TimePoint from, TimePoint until, TimePoint at)
{
    Naive naive;
    for (const test::Lived& lived : all) {
        const TimePoint born = lived.moments.front().at;
        naive.sealed += lived.ticket.sealed() && born >= from && born < until;
        if (!lived.ticket.sealed() && !lived.ticket.suspected && born < until)
            add(naive, lived, from, until, at);
    }
    naive.flow.median = rank(naive.minutes, 0.5);
    naive.flow.slowest = rank(naive.minutes, 0.9);
    return naive;
}

void same(const Flow& flow, const Flow& naive)
{
    CHECK(flow.carried == naive.carried);
    CHECK(flow.received == naive.received);
    CHECK(flow.back == naive.back);
    CHECK(flow.finished == naive.finished);
    CHECK(flow.rejected == naive.rejected);
    CHECK(flow.merged == naive.merged);
    CHECK(flow.open == naive.open);
    CHECK(flow.waiting == naive.waiting);
    CHECK(flow.overdue == naive.overdue);
    CHECK(flow.on_time == naive.on_time);
    CHECK(flow.late == naive.late);
    CHECK(flow.same_day == naive.same_day);
    CHECK(flow.extended == naive.extended);
    CHECK(flow.reopened == naive.reopened);
    CHECK(flow.published == naive.published);
    CHECK(flow.urgent == naive.urgent);
    CHECK(flow.median == naive.median);
    CHECK(flow.slowest == naive.slowest);
    CHECK(flow.total() == flow.finished + flow.rejected + flow.merged + flow.open);
}

void same(const Report& report, const Naive& naive)
{
    same(report.flow, naive.flow);
    for (const Count& field : report.fields)
        CHECK(field.count == (naive.fields.contains(field.key) ? naive.fields.at(field.key) : 0));
    for (const auto& wanted : naive.channels) {
        const auto same_count = [&](const Count& each) {
            return each.key == wanted.first && each.count == wanted.second;
        };
        CHECK((wanted.second == 0 || std::ranges::any_of(report.channels, same_count)));
    }
    for (const DepartmentCount& each : report.departments)
        CHECK(each.finished ==
              (naive.finished_by_department.contains(each.key) ? naive.finished_by_department.at(each.key) : 0));
    CHECK(report.sealed.value_or(0) == (naive.sealed >= least_sealed ? naive.sealed : 0));
    CHECK(report.overdue.size() == static_cast<std::size_t>(report.flow.overdue));
    CHECK(report.refusals.size() == static_cast<std::size_t>(report.flow.rejected));
}

} // namespace

TEST_CASE("Figures are those of a count that looks at everything")
{
    const unsigned seed = GENERATE(1U, 2U, 3U, 4U, 5U, 6U);
    CAPTURE(seed);
    std::mt19937 random(seed);
    test::World world;
    test::History history(world);
    for (int i = 0; i < 250; ++i) {
        world.now += std::chrono::minutes{random() % 700};
        history.live(random);
    }
    const auto today = calendar::day_of(world.now);
    for (const Span span : {Span::day, Span::week, Span::month, Span::quarter})
        for (const int ago : {0, 1, 9, 35, 100}) {
            const Period period = period_of(span, today - std::chrono::days{ago});
            const Period earlier = before(period);
            CAPTURE(name_of(span), ago);
            const Report made = world.run([&](Context& context) { return make(context, period); });
            const TimePoint end = std::min(world.now + Duration{1}, end_of(period));
            same(made, count(history.all, begin_of(period), end, std::min(world.now, end_of(period))));
            same(made.before, count(history.all, begin_of(earlier), end_of(earlier), end_of(earlier)).flow);
        }
}
