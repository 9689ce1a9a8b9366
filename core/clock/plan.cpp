#include "core/clock/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace langnghe::clock {
namespace {

using std::chrono::days;

constexpr Duration near_the_end = std::chrono::hours{4}; // of working time

// Half of the way, four working hours before the end, and the end; what comes before the one above it is left out.
void add_deadline(std::vector<Appointment>& list, const calendar::Calendar& calendar, Duty duty, TimePoint from,
                  TimePoint due)
{
    using calendar::Period;
    const Duration whole = working_between(calendar, from, due);
    if (whole > Duration{0}) {
        const auto after = [&](Duration time) { return later_by(calendar, from, time, Period::Unit::working_hours); };
        list.push_back({Notice::half, duty, after(whole / 2), from});
        if (whole > 2 * near_the_end)
            list.push_back({Notice::near, duty, after(whole - near_the_end), due});
    }
    list.push_back({Notice::end, duty, due, due});
}

void add_question(std::vector<Appointment>& list, const Deadlines& deadlines, TimePoint asked)
{
    list.push_back({Notice::remind, Duty::handling, asked + days{deadlines.remind_days}, asked});
    list.push_back({Notice::offer_close, Duty::handling, asked + days{deadlines.offer_days}, asked});
}

} // namespace

std::vector<Appointment> appointments(const Commune& commune, const Ticket& ticket, const std::optional<Course>& course)
{
    std::vector<Appointment> list;
    const Duty duty = ticket.status == Status::received ? Duty::verification : Duty::handling;
    if (is_open(ticket.status) && ticket.urgency == Urgency::urgent)
        list.push_back({Notice::urgent, duty, ticket.created_at, ticket.created_at});
    const TimePoint from = course && course->due_from ? *course->due_from : ticket.created_at;
    if (ticket.status == Status::needs_info) {
        if (course && course->paused_at)
            add_question(list, commune.taxonomy.deadlines, *course->paused_at);
    } else if (is_open(ticket.status) && ticket.due_at) {
        add_deadline(list, commune.taxonomy.calendar, duty, from, *ticket.due_at);
    } else if (ticket.status == Status::resolved && ticket.closed_at) {
        list.push_back({Notice::close, duty, *ticket.closed_at + commune.rules.reopen_window, *ticket.closed_at});
    }
    std::ranges::stable_sort(list, {}, &Appointment::at);
    return list;
}

std::string key_of(const Appointment& appointment)
{
    static constexpr std::array<std::string_view, 7> names{"urgent", "half",        "near", "end",
                                                           "remind", "offer_close", "close"};
    if (appointment.notice == Notice::urgent)
        return std::string{names[0]};
    return fmt::format("{}/{}/{}", names[static_cast<std::size_t>(appointment.notice)],
                       appointment.duty == Duty::verification ? "verification" : "handling", to_millis(appointment.of));
}

} // namespace langnghe::clock
