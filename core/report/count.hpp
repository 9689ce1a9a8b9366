#pragma once
// How cases are counted: a function of rows and a span of time. What a ticket was at a time is told by its steps since
// then, from the present back, so that nothing needs the whole past.

#include "core/report/report.hpp"
#include "core/store/figures.hpp"

#include <unordered_map>
#include <vector>

namespace langnghe::report {

struct Bounds
{
    TimePoint from;
    TimePoint until; // not in it
};

// One case within the bounds.
struct Outcome
{
    const Case* subject = nullptr;
    bool carried = false;
    bool received = false;
    bool back = false;
    Status end = Status::received;
    TimePoint created;                 // as the journal has it
    std::optional<TimePoint> finished; // when it last ended, if it is not open
    std::optional<TimePoint> due;      // then, or at the end of the bounds
    bool reopened = false;
    bool extended = false;
    bool published = false;
    std::string refusal; // the reason, of a rejected one

    bool open() const { return is_open(end); }
    bool succeeded() const { return !open() && end != Status::rejected && end != Status::merged; }
    bool overdue(TimePoint at) const { return open() && end != Status::needs_info && due && *due < at; }
    // Nothing where there was no deadline, or where it is not finished.
    std::optional<bool> on_time() const;
};

// Of cases and their steps since some time not after any bounds asked for.
class Ledger
{
public:
    Ledger(std::vector<Case> cases, std::vector<CaseStep> steps);

    // The cases that were to be handled within the bounds, by their ids.
    std::vector<Outcome> outcomes(const Bounds& bounds) const;

private:
    struct Account
    {
        Case subject;
        std::vector<CaseStep> steps;
    };
    static std::optional<Outcome> judge(const Account& account, const Bounds& bounds);

    std::vector<Account> accounts_;
};

Flow flow_of(const std::vector<Outcome>& outcomes, TimePoint at);

// The smallest value that at least so many percent of the values do not exceed.
std::optional<std::int64_t> nearest_rank(std::vector<std::int64_t> values, int percent);

} // namespace langnghe::report
