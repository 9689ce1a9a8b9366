#pragma once
// The one way in which a ticket changes: every face (chat, command line, web) says who acts and which step, and the
// transition table, the rights matrix and the demands decide. A step is recorded in the journal, and whoever is to be
// told has a row in the outbox, in the same transaction.

#include "core/commune/commune.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe {

// Who acts.
struct Actor
{
    Roles roles;                            // a reporter is {citizen}, the daemon {program}
    UserId user = UserId::none;             // of an official
    IdentityId identity = IdentityId::none; // the chat identity he acts by, when there is one
    std::string department;                 // the official's own: key of the taxonomy
    std::string name;                       // for the journal: "user:3", "citizen:7", "program", "console"
};

Actor actor_of(const User& user);
Actor actor_of(const Identity& reporter);
Actor the_program();
Actor the_console(); // the server's owner: may what a leader and a front officer may

// What is done. Fields that an action has no use for are left empty; an empty one that it has a use for leaves the
// ticket's as it is, where the table demands nothing.
struct Step
{
    Action action = Action::verify;
    std::string text{};  // a reason, question, answer, result, note, or the public text
    std::string field{}; // keys of the taxonomy
    std::string area{};
    std::string department{};
    std::optional<Urgency> urgency{};
    std::optional<Nature> nature{};
    UserId person = UserId::none; // assign
    TicketId master = TicketId::none;
    ResultKind kind = ResultKind::solved;
    int days = 0;                          // working days of an extension asked for
    std::vector<OutboxFile> files{};       // evidence; for publish: those chosen
    std::optional<std::int64_t> version{}; // of the ticket that the actor saw: an older one is refused
};

// Takes one step; several steps in one transaction are told as one news. Errors: wrong_state, not_allowed,
// stale_version, missing_text, missing_evidence, malformed (no such field, department, person or master), not_found.
// Nothing is changed then.
Result<Ticket> act(Context& context, const Actor& actor, const Ticket& ticket, const Step& step);

// The steps that a command implies: an officer who transfers a received ticket verifies and classifies it on the way.
// All or none; each is recorded.
Result<Ticket> act(Context& context, const Actor& actor, const Ticket& ticket, const std::vector<Step>& steps);

// How this actor stands to the ticket, for may().
Standing standing(Context& context, const Actor& actor, const Ticket& ticket);

// Whether this actor may see that the ticket is there at all; what is sealed, or hidden from the one it names, is not.
bool may_see(Context& context, const Actor& actor, const Ticket& ticket);

} // namespace langnghe
