#pragma once
// How the handling of a ticket goes, beside the ticket itself, which stays small: nothing is kept until somebody acted.

#include "core/calendar/deadline.hpp"
#include "core/ids.hpp"
#include "core/process/kept_from.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>

namespace langnghe {

struct Course
{
    TicketId ticket = TicketId::none;
    std::optional<TimePoint> due_from;   // when the present deadline began to count
    calendar::Period given;              // how much it was
    std::optional<TimePoint> paused_at;  // since then it stands still: the reporter was asked
    Duration paused{};                   // working time that it stood still before
    int extended_days = 0;               // approved
    int asked_days = 0;                  // of an extension that nobody approved yet; 0: none
    UserId asked_by = UserId::none;      // who asked for it
    bool remark = false;                 // the Front made a remark that nobody answered
    bool recheck = false;                // the Front asked for a re-check that is not closed
    int reopened = 0;                    // how often
    KeptFrom kept_from;                  // who neither hears of it nor gets it
    std::optional<TimePoint> changed_at; // last step of an official
    UserId changed_by = UserId::none;    // who took it: another one confirms within a minute
};

} // namespace langnghe
