#include "adapters/sql/courses.hpp"

#include <chrono>

namespace langnghe::sql {

std::optional<Course> SqlCourses::find(TicketId ticket)
{
    Query query(db_, "SELECT ticket, due_from, given_unit, given, paused_at, paused, extended_days, asked_days,"
                     " asked_by, recheck, reopened, kept_from, changed_at, changed_by FROM course WHERE ticket = ?1");
    if (!query.with(ticket).next())
        return std::nullopt;
    Course course;
    std::int64_t paused = 0;
    query.into(course.ticket, course.due_from, course.given.unit, course.given.count, course.paused_at, paused,
               course.extended_days, course.asked_days, course.asked_by, course.recheck, course.reopened,
               course.kept_from, course.changed_at, course.changed_by);
    course.paused = std::chrono::minutes{paused};
    return course;
}

void SqlCourses::save(const Course& course)
{
    Query query(db_, "INSERT OR REPLACE INTO course(ticket, due_from, given_unit, given, paused_at, paused,"
                     " extended_days, asked_days, asked_by, recheck, reopened, kept_from, changed_at, changed_by)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
    query.with(course.ticket, course.due_from, course.given.unit, course.given.count, course.paused_at,
               std::int64_t{std::chrono::duration_cast<std::chrono::minutes>(course.paused).count()},
               course.extended_days, course.asked_days, course.asked_by, course.recheck, course.reopened,
               course.kept_from, course.changed_at, course.changed_by);
    query.run();
}

} // namespace langnghe::sql
