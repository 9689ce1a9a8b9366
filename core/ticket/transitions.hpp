#pragma once
// The whole life of a ticket as one table. A pair (status, action) that is not listed is not allowed.
// Source: quy trình chuẩn of design, and the side ways with where they may start.

#include "core/people/role.hpp"
#include "core/ticket/ticket.hpp"

#include <span>

namespace langnghe {

// What the action must bring along.
enum class Demand
{
    nothing,
    text,           // words: a reason, a question, a result
    field,          // a field of the taxonomy
    department,     // a department of the taxonomy
    person,         // a member of the own department
    master,         // an open or finished ticket that is not itself merged, sealed like this one
    text_and_proof, // words, and a photo or document where the field demands evidence
};

// Whom the step is told. The reporter means every reporter of the ticket and of those merged into it.
enum class Tells
{
    nobody,
    reporter,
    department,
    reporter_and_department,
    intake,
    everyone_concerned
};

struct Rule
{
    Status from = Status::received;
    Action action = Action::verify;
    Roles who = {};
    // Where it leads; empty: back to Ticket::returns_to.
    std::optional<Status> to;
    Demand demands = Demand::nothing;
    Tells tells = Tells::nobody;
};

std::span<const Rule> transition_rules();

const Rule* find_rule(Status from, Action action);

// The status an action leads to from this ticket, or why not: wrong_state, not_allowed.
Result<Status> next_status(const Ticket& ticket, Action action, Roles actor);

} // namespace langnghe
