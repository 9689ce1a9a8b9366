#include "tests/unit/report/history.hpp"

#include "core/journal/record.hpp"

#include <fmt/format.h>

#include <array>

namespace langnghe::test {
namespace {

template <class T>
const T& pick(std::mt19937& random, const std::vector<T>& from)
{
    return from[random() % from.size()];
}

Ticket random_ticket(std::mt19937& random, const Taxonomy& taxonomy)
{
    Ticket ticket;
    ticket.channel = random() % 2 == 0 ? "zalo" : "telegram";
    ticket.field = random() % 4 == 0 ? "" : taxonomy.fields[random() % 3].key;
    ticket.area = random() % 4 == 0 ? "" : pick(random, taxonomy.areas).key;
    ticket.department = random() % 3 == 0 ? "" : pick(random, taxonomy.departments).key;
    ticket.nature = static_cast<Nature>(random() % 10);
    ticket.suspected = random() % 20 == 0;
    ticket.urgency = random() % 5 == 0 ? Urgency::urgent : Urgency::normal;
    ticket.voices = 1 + static_cast<std::int64_t>(random() % 3);
    return ticket;
}

struct Turn
{
    Action action;
    Status to;
};

const std::vector<Turn>& turns_from(Status status)
{
    static const std::vector<Turn> early{{Action::verify, Status::verified},
                                         {Action::classify, Status::classified},
                                         {Action::transfer, Status::transferred},
                                         {Action::accept, Status::in_progress},
                                         {Action::resolve, Status::resolved},
                                         {Action::ask, Status::needs_info},
                                         {Action::reject, Status::rejected},
                                         {Action::merge, Status::merged},
                                         {Action::approve_extension, Status::in_progress},
                                         {Action::close, Status::closed}};
    static const std::vector<Turn> done{
        {Action::publish, Status::published}, {Action::close, Status::closed}, {Action::reopen, Status::in_progress}};
    static const std::vector<Turn> merged{{Action::unmerge, Status::received}};
    if (is_open(status))
        return early;
    return status == Status::merged ? merged : done;
}

std::string due_fact(const Ticket& ticket)
{
    return fmt::format("due_at={}", ticket.due_at ? std::to_string(to_millis(*ticket.due_at)) : "none");
}

} // namespace

std::optional<Status> state_at(const Lived& lived, TimePoint at)
{
    std::optional<Status> state;
    for (const Moment& moment : lived.moments)
        if (moment.at < at)
            state = moment.to;
    return state;
}

std::optional<TimePoint> due_at(const Lived& lived, TimePoint at)
{
    std::optional<TimePoint> due;
    for (const Moment& moment : lived.moments)
        if (moment.at < at)
            due = moment.due;
    return due;
}

Lived& History::open(Ticket ticket)
{
    ticket.created_at = world_.now;
    ticket.last_citizen_at = world_.now;
    if (ticket.channel.empty())
        ticket.channel = "zalo";
    world_.run([&](Context& context) {
        ticket = context.tx.tickets().open(std::move(ticket));
        journal::record(context, {.ticket = ticket.id,
                                  .actor = "citizen:1",
                                  .action = "receive",
                                  .to = ticket.status,
                                  .facts = due_fact(ticket)});
        return 0;
    });
    return all.emplace_back(Lived{ticket, {{world_.now, Action::receive, Status::received, ticket.due_at}}});
}

void History::step(Lived& lived, Action action, Status to, const std::string& words)
{
    Ticket& ticket = lived.ticket;
    const Status from = ticket.status;
    const auto due = ticket.due_at;
    ticket.status = to;
    if (action == Action::reopen || action == Action::transfer || action == Action::approve_extension)
        ticket.due_at = world_.now + std::chrono::hours{72};
    const std::string moved = ticket.due_at == due ? "" : fmt::format("area=x;{};voices=2", due_fact(ticket));
    if (!is_open(to))
        ticket.closed_at = world_.now;
    world_.run([&](Context& context) {
        journal::record(context, {.ticket = ticket.id,
                                  .actor = "user:1",
                                  .action = std::string{name_of(action)},
                                  .from = from,
                                  .to = to,
                                  .facts = moved,
                                  .text = words});
        return context.tx.tickets().save(ticket);
    });
    lived.moments.push_back({world_.now, action, to, ticket.due_at});
}

void History::live(std::mt19937& random)
{
    if (all.empty() || random() % 4 == 0) {
        Ticket ticket = random_ticket(random, world_.commune.taxonomy);
        if (random() % 4 != 0)
            ticket.due_at = world_.now + std::chrono::hours{random() % 200};
        if (random() % 2 == 0)
            ticket.result = TicketResult{static_cast<ResultKind>(random() % 5), "xong", world_.now};
        open(std::move(ticket));
        return;
    }
    Lived& lived = all[random() % all.size()];
    const Turn& turn = pick(random, turns_from(lived.ticket.status));
    if (turn.action == Action::approve_extension)
        return step(lived, turn.action, lived.ticket.status);
    step(lived, turn.action, turn.to, turn.action == Action::reject ? "Không rõ nội dung" : "");
}

} // namespace langnghe::test
