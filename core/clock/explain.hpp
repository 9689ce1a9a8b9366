#pragma once
// How the present deadline of a ticket came about: from when, which working time counted, which days did not and why,
// how long it stood still, what was approved on top.

#include "core/calendar/deadline.hpp"
#include "core/commune/commune.hpp"
#include "core/process/course.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe::clock {

enum class Duty
{
    verification, // a received ticket
    handling      // any other that is open
};

struct Reckoning
{
    Duty duty = Duty::verification;
    TimePoint from;
    calendar::Deadline given;              // as it was at first
    Duration paused{};                     // working time that it stood still, up to now
    bool standing = false;                 // it stands still now: no end is known
    std::optional<TimePoint> since;        // since when it does
    TimePoint resumed_due;                 // after the pauses
    int extended_days = 0;                 // approved
    std::vector<calendar::Step> extension; // the days that these took
    TimePoint due;                         // what comes out
    bool certain = true;                   // false: it touches a year whose holidays are not decided
};

// Nothing when nothing is due. A ticket that no official touched counts from its reception.
std::optional<Reckoning> reckon(const Taxonomy& taxonomy, const Ticket& ticket, const std::optional<Course>& course,
                                TimePoint now);

// The same in sentences, a line each, at most about 300 characters; empty when nothing is due.
std::string explain(const Commune& commune, const Ticket& ticket, const std::optional<Course>& course, TimePoint now);

} // namespace langnghe::clock
