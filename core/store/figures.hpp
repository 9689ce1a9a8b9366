#pragma once
// Port: what reports count. Rows bear nothing personal, and no row is about what is sealed or may have to be.

#include "core/ids.hpp"
#include "core/ticket/ticket.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace langnghe {

// A ticket as it is now.
struct Case
{
    TicketId id = TicketId::none;
    TicketCode code;
    Status status = Status::received;
    Nature nature = Nature::unset;
    Urgency urgency = Urgency::normal;
    std::string field;
    std::string area;
    std::string department;
    std::string channel;
    UserId assignee = UserId::none;
    TimePoint created_at;
    std::optional<TimePoint> due_at;
    bool due_was_set = false; // before the time asked for: the journal says to what
    std::optional<TimePoint> due_before;
    std::optional<ResultKind> result;
    std::int64_t voices = 1;
};

// What was done about a ticket.
struct CaseStep
{
    TicketId ticket = TicketId::none;
    TimePoint at;
    std::string action; // name_of(Action)
    std::optional<Status> from;
    std::optional<Status> to;
    std::string reason; // of a refusal; empty once erased
    bool due_changed = false;
    std::optional<TimePoint> due_at; // from this step on, where it changed
};

class Figures
{
public:
    virtual ~Figures() = default;
    // The tickets that are open now or had a step since then: whatever else there is concerns no later time.
    virtual std::vector<Case> cases(TimePoint since) = 0;
    // The steps since then, in their order; also those of tickets that cases() leaves out.
    virtual std::vector<CaseStep> steps(TimePoint since) = 0;
    // Denunciations of that time.
    virtual std::int64_t sealed_received(TimePoint from, TimePoint until) = 0;
};

} // namespace langnghe
