#include "adapters/sql/courses.hpp"

#include <chrono>

namespace langnghe::sql {

std::optional<Course> SqlCourses::find(TicketId ticket)
{
    Query query(
        db_, "SELECT ticket, due_from, given_unit, given, paused_at, paused, extended_days, asked_days,"
             " asked_by, remark, recheck, reopened, kept_from, changed_at, changed_by FROM course WHERE ticket = ?1");
    if (!query.with(ticket).next())
        return std::nullopt;
    Course course;
    std::int64_t paused = 0;
    std::string parties;
    query.into(course.ticket, course.due_from, course.given.unit, course.given.count, course.paused_at, paused,
               course.extended_days, course.asked_days, course.asked_by, course.remark, course.recheck, course.reopened,
               parties, course.changed_at, course.changed_by);
    course.paused = std::chrono::minutes{paused};
    course.kept_from = kept_from(parties);
    return course;
}

void SqlCourses::save(const Course& course)
{
    Query query(db_, "INSERT INTO course(ticket, due_from, given_unit, given, paused_at, paused, extended_days,"
                     " asked_days, asked_by, remark, recheck, reopened, kept_from, changed_at, changed_by)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"
                     " ON CONFLICT(ticket) DO UPDATE SET due_from = ?2, given_unit = ?3, given = ?4, paused_at = ?5,"
                     " paused = ?6, extended_days = ?7, asked_days = ?8, asked_by = ?9, remark = ?10, recheck = ?11,"
                     " reopened = ?12, kept_from = ?13, changed_at = ?14, changed_by = ?15");
    query.with(course.ticket, course.due_from, course.given.unit, course.given.count, course.paused_at,
               std::int64_t{std::chrono::duration_cast<std::chrono::minutes>(course.paused).count()},
               course.extended_days, course.asked_days, course.asked_by, course.remark, course.recheck, course.reopened,
               to_text(course.kept_from), course.changed_at, course.changed_by);
    query.run();
}

std::vector<TicketId> SqlCourses::followers(TicketId master)
{
    std::vector<TicketId> tickets;
    Query query(db_, "SELECT id FROM ticket WHERE merged_into = ?1 ORDER BY id");
    query.with(master);
    while (query.next())
        query.into(tickets.emplace_back());
    return tickets;
}

} // namespace langnghe::sql
