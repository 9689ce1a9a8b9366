#include "core/report/count.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::report {
namespace {

bool is(const CaseStep& step, Action action) { return step.action == name_of(action); }

// Walks through a case's steps with the state that they lead to.
class Walk
{
public:
    Walk(Outcome& outcome, const Bounds& bounds, std::optional<Status> state)
        : outcome_(outcome), bounds_(bounds), state_(state)
    {}

    void begin()
    {
        if (std::exchange(begun_, true))
            return;
        outcome_.carried = state_ && is_open(*state_);
        finished_before_ = state_ && !is_open(*state_);
    }

    void take(const CaseStep& step)
    {
        const bool within = step.at >= bounds_.from;
        if (within) {
            begin();
            note(step);
        }
        if (step.to)
            enter(step, within);
        if (step.due_changed && (!state_ || is_open(*state_)))
            outcome_.due = step.due_at;
    }

    std::optional<Status> state() const { return state_; }

private:
    void note(const CaseStep& step)
    {
        outcome_.reopened |= is(step, Action::reopen);
        outcome_.extended |= is(step, Action::approve_extension);
        outcome_.published |= is(step, Action::publish);
    }

    void enter(const CaseStep& step, bool within)
    {
        const Status to = *step.to;
        if (!state_ && within)
            outcome_.received = true;
        if (!is_open(to) && (!state_ || is_open(*state_)))
            outcome_.finished = step.at;
        if (is_open(to) && within && finished_before_)
            outcome_.back = true;
        if (to == Status::rejected)
            outcome_.refusal = step.reason;
        state_ = to;
    }

    Outcome& outcome_;
    const Bounds& bounds_;
    std::optional<Status> state_;
    bool begun_ = false;
    bool finished_before_ = false;
};

} // namespace

std::optional<bool> Outcome::on_time() const
{
    if (!succeeded() || !finished || !due)
        return std::nullopt;
    return *finished <= *due;
}

Ledger::Ledger(std::vector<Case> cases, std::vector<CaseStep> steps)
{
    std::ranges::sort(cases, {}, &Case::id);
    accounts_.reserve(cases.size());
    std::unordered_map<std::int64_t, std::size_t> places;
    for (Case& subject : cases) {
        places.emplace(number(subject.id), accounts_.size());
        accounts_.push_back({std::move(subject), {}});
    }
    for (CaseStep& step : steps)
        if (const auto place = places.find(number(step.ticket)); place != places.end())
            accounts_[place->second].steps.push_back(std::move(step));
}

std::optional<Outcome> Ledger::judge(const Account& account, const Bounds& bounds)
{
    const auto& [subject, steps] = account;
    Outcome outcome;
    outcome.subject = &subject;
    outcome.created = subject.created_at;
    // What it was before the first change that is told; where that is not known, what it is.
    const bool moved = std::ranges::any_of(steps, &CaseStep::due_changed);
    outcome.due = moved && subject.due_was_set ? subject.due_before : subject.due_at;
    const auto first = std::ranges::find_if(steps, [](const CaseStep& step) { return step.to.has_value(); });
    const bool born = first != steps.end() && !first->from;
    if (born)
        outcome.created = first->at;
    if (outcome.created >= bounds.until)
        return std::nullopt;
    Walk walk(outcome, bounds, first == steps.end() ? subject.status : first->from);
    for (const CaseStep& step : steps) {
        if (step.at >= bounds.until)
            break;
        walk.take(step);
    }
    walk.begin();
    // Its reception is not among the steps, but it lies in the time that they cover.
    if (!born && outcome.created >= bounds.from) {
        outcome.received = true;
        outcome.carried = outcome.back = false;
    }
    if (!walk.state() || !(outcome.carried || outcome.received || outcome.back))
        return std::nullopt;
    outcome.end = *walk.state();
    return outcome;
}

std::vector<Outcome> Ledger::outcomes(const Bounds& bounds) const
{
    std::vector<Outcome> all;
    for (const Account& account : accounts_)
        if (auto outcome = judge(account, bounds))
            all.push_back(std::move(*outcome));
    return all;
}

std::optional<std::int64_t> nearest_rank(std::vector<std::int64_t> values, int percent)
{
    if (values.empty())
        return std::nullopt;
    const std::size_t rank = (values.size() * static_cast<std::size_t>(percent) + 99) / 100;
    const auto wanted = values.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(rank, 1) - 1);
    std::nth_element(values.begin(), wanted, values.end());
    return *wanted;
}

Flow flow_of(const std::vector<Outcome>& outcomes, TimePoint at)
{
    Flow flow;
    std::vector<std::int64_t> minutes;
    for (const Outcome& each : outcomes) {
        flow.carried += each.carried;
        flow.received += each.received;
        flow.back += each.back;
        flow.open += each.open();
        flow.waiting += each.end == Status::needs_info;
        flow.overdue += each.overdue(at);
        flow.rejected += each.end == Status::rejected;
        flow.merged += each.end == Status::merged;
        flow.finished += each.succeeded();
        flow.on_time += each.on_time() == true;
        flow.late += each.on_time() == false;
        flow.extended += each.extended;
        flow.reopened += each.reopened;
        flow.published += each.published;
        flow.urgent += each.received && each.subject->urgency == Urgency::urgent;
        if (!each.succeeded() || !each.finished)
            continue;
        flow.same_day += calendar::day_of(*each.finished) == calendar::day_of(each.created);
        minutes.push_back(std::chrono::floor<std::chrono::minutes>(*each.finished - each.created).count());
    }
    flow.median = nearest_rank(minutes, 50);
    flow.slowest = nearest_rank(std::move(minutes), 90);
    return flow;
}

} // namespace langnghe::report
