#pragma once
#include "adapters/sql/connection.hpp"
#include "core/store/courses.hpp"

namespace langnghe::sql {

class SqlCourses final : public Courses
{
public:
    explicit SqlCourses(Connection& db) : db_(db) {}
    std::optional<Course> find(TicketId ticket) override;
    void save(const Course& course) override;
    std::vector<TicketId> followers(TicketId master) override;

private:
    [[maybe_unused]] Connection& db_;
};

} // namespace langnghe::sql
