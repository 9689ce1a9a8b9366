#pragma once
// The whole life of a ticket as one table. A pair (status, action) that is not listed is not allowed. Steps are the
// standard process and its side ways; tests/golden/transitions.txt shows the table as people read it.

#include "core/people/role.hpp"
#include "core/result.hpp"
#include "core/ticket/ticket.hpp"

#include <span>
#include <string_view>

namespace langnghe {

// What the action must bring along.
enum class Demand
{
    nothing,
    text,       // words: a reason, a question, an answer
    field,      // a field of the taxonomy
    department, // a department of the taxonomy
    person,     // a member of the own department
    master,     // a ticket that is not itself merged and is sealed or open like this one
    result,     // words, and a photo or document where the field demands evidence
    party,      // a department or an official
    wait,       // words, once the question was open for as many days as Deadlines::offer_days says
};

// Whom the step is told. The reporter means every reporter of the ticket and of those merged into it; the officers
// are the department's once it has the ticket, before that the intake officers; officers_and_intake: besides, the
// intake officers and the leaders, who may reopen it.
enum class Tells
{
    nobody,
    reporter,
    department,
    reporter_and_department,
    reporter_and_groups,
    intake,
    officers,
    officers_and_intake,
    leaders,
    supervisors,
};

// A set of states.
class Statuses
{
public:
    constexpr Statuses(std::initializer_list<Status> statuses)
    {
        for (const Status status : statuses)
            bits_ |= 1U << static_cast<unsigned>(status);
    }
    constexpr bool has(Status status) const { return (bits_ >> static_cast<unsigned>(status) & 1U) != 0; }

private:
    unsigned bits_ = 0;
};

// Where an action leads: a state, the same state, back to Ticket::returns_to, or to who handles it: that state, but
// verified when no department has it; so too when what it comes back to needs one.
struct Target
{
    enum class Kind
    {
        state,
        same,
        back,
        handling
    } kind = Kind::same;
    Status status = Status::received;
};

struct Rule
{
    Statuses from;
    Action action;
    Roles who;
    Target to;
    Demand demands = Demand::nothing;
    Tells tells = Tells::nobody;
};

std::span<const Rule> transition_rules();

const Rule* find_rule(Status from, Action action);

// The state an action leads to from this ticket, or why not: wrong_state, not_allowed.
Result<Status> next_status(const Ticket& ticket, Action action, Roles actor);

// Sets the status, and returns_to where the action is a detour to come back from; the caller has asked next_status.
void enter(Ticket& ticket, Action action, Status to);

std::string_view name_of(Demand demand);
std::string_view name_of(Tells tells);

} // namespace langnghe
