#pragma once
// Port: what officials look for: lists of open work in the order of its deadlines, and the forms they have open. It
// knows nothing of who may see a ticket, but keeps what is sealed or suspected in a list of its own.

#include "core/ids.hpp"
#include "core/ticket/status.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace langnghe {

class Forms; // core/store/forms.hpp

struct WorkItem
{
    TicketId ticket = TicketId::none;
    std::optional<TimePoint> due;
    std::int64_t voices = 1;
    Urgency urgency = Urgency::normal;
};

class Worklists
{
public:
    virtual ~Worklists() = default;
    // Received, verified or classified, and not with a department yet: `limit` of each state at most, the oldest.
    virtual std::vector<WorkItem> in_intake(int limit) = 0;
    // With this department and open: `limit` of those that have a deadline, and of those that wait for their reporter.
    virtual std::vector<WorkItem> of_department(std::string_view department, int limit) = 0;
    // Of those with this department (empty: with none yet) what is urgent or several people reported, by its deadline.
    virtual std::vector<WorkItem> pressing(std::string_view department, int limit) = 0;
    // Past the deadline and not standing still.
    virtual std::vector<WorkItem> overdue(TimePoint now, int limit) = 0;
    virtual std::vector<WorkItem> overdue_of(std::string_view department, TimePoint now, int limit) = 0;
    // With an extension that nobody approved yet; with a re-check that is not closed. The oldest first.
    virtual std::vector<WorkItem> asking_extension(int limit) = 0;
    virtual std::vector<WorkItem> in_recheck(int limit) = 0;
    // Sealed or suspected, and open: the keeper's.
    virtual std::vector<WorkItem> kept(int limit) = 0;
    virtual Forms& forms() = 0;
};

} // namespace langnghe
