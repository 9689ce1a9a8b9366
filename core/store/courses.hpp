#pragma once
// Port: the course of tickets, one row each, none for a ticket on which nobody acted.

#include "core/process/course.hpp"

#include <optional>
#include <vector>

namespace langnghe {

class Courses
{
public:
    virtual ~Courses() = default;
    virtual std::optional<Course> find(TicketId ticket) = 0;
    virtual void save(const Course& course) = 0; // adds or replaces
    // The tickets that were merged into this one directly, the oldest first.
    virtual std::vector<TicketId> followers(TicketId master) = 0;
};

} // namespace langnghe
