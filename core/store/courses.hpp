#pragma once
// Port: the course of tickets, one row each, none for a ticket on which nobody acted.

#include "core/process/course.hpp"

#include <optional>

namespace langnghe {

class Courses
{
public:
    virtual ~Courses() = default;
    virtual std::optional<Course> find(TicketId ticket) = 0;
    virtual void save(const Course& course) = 0; // adds or replaces
};

} // namespace langnghe
