#pragma once
// The one way in which a ticket changes: every face (chat, command line, web) says who acts and which step, and the
// transition table, the rights matrix and the demands decide. A step is recorded in the journal, and whoever is to be
// told has a row in the outbox, in the same transaction. Every step raises the ticket's version by one.

#include "core/commune/commune.hpp"
#include "core/people/rights.hpp"
#include "core/process/course.hpp"

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

Actor actor_of(const User& user); // of a disabled one: without roles
Actor actor_of(const Identity& reporter);
Actor the_program();
Actor the_console(); // the server's owner: may what a leader and a front officer may

// What is done. Fields that an action has no use for are left empty; an empty one that it has a use for leaves the
// ticket's as it is, where the table demands nothing.
struct Step
{
    Action action = Action::verify;
    std::string text{};  // a reason, question, answer, result, note, or the public text; official words
    std::string field{}; // keys of the taxonomy: classify takes field and area, transfer the department
    std::string area{};
    std::string department{};
    std::optional<Urgency> urgency{}; // classify
    std::optional<Nature> nature{};   // set_nature, which cannot do without; a denunciation seals
    UserId person = UserId::none;     // assign: who works for the ticket's department
    TicketId master = TicketId::none; // merge
    ResultKind kind = ResultKind::solved;
    int days = 0;                          // working days of an extension asked for
    std::vector<OutboxFile> files{};       // evidence; for publish: those chosen
    std::optional<std::int64_t> version{}; // of the ticket that the actor saw: an older one is refused
    // keep_out, let_in: who it is; verify, classify and transfer keep somebody out on the way. A field that is about
    // officials finds the department in the words by itself.
    Party kept_from{};
};

// Takes one step; several steps in one call are told as one news. It is judged on the ticket as it is stored now; the
// one given back is as stored then. Nothing is changed when it is refused:
// - not_found: there is no such ticket for this actor (sealed, kept from him or his department), see may_see
// - wrong_state: the table has no such row; a reopening after the window (what comes now is a successor); an extension
//   that nobody asked for; a re-check that is open, or that nobody asked for; what is never rejected, see
//   may_be_rejected; a question that is not open for long enough to close its ticket, see closable_from
// - not_allowed: by role, department, or because a supervisor acted on it himself, or one approves his own extension
// - stale_version, missing_text, missing_evidence (of a result that is solved or partly, where the field demands it)
// - malformed: no such field, area, department, person, master, party or nature; who is kept out; a master that is
//   closed or merged, of which only one is sealed, or that is not kept from all whom this one is kept from; for a
//   citizen also one that he did not report himself in this chat, or that bears his name where this one does not; to
//   keep out the last one who could go on with it; days outside 1 to 60
// What stands in Ticket::due_at: until it is verified, by when it must be; then by when there must be a result, counted
// from the verification and anew from the transfer and from a reopening. None while the reporter is asked or the ticket
// is merged. It stays when the result is there: closed_at later than due_at is late.
Result<Ticket> act(Context& context, const Actor& actor, const Ticket& ticket, const Step& step);

// All of these, or none; each is recorded.
Result<Ticket> act(Context& context, const Actor& actor, const Ticket& ticket, const std::vector<Step>& steps);

// The steps that a command implies: who transfers a received ticket verifies and classifies it on the way; who reports
// the result of a transferred one accepts it; who classifies, asks or
// answers verifies it first. What is missing comes from the ticket's hints and from the routes: a
// department where there is one to suggest, a field where the intake or this step names one; else the step is refused
// as malformed, and the face asks.
std::vector<Step> with_implied(Context& context, const Ticket& ticket, const Step& step);

// How this actor stands to the ticket, for may().
Standing standing(Context& context, const Actor& actor, const Ticket& ticket);

// Whether this actor may see that the ticket is there at all; what is sealed, or kept from him or his department, is
// not; nor what was merged into such a one.
bool may_see(Context& context, const Actor& actor, const Ticket& ticket);

// A complaint, denunciation or report of a crime is told which lawful way it takes, never turned away; nor is what may
// be one, before it is judged.
bool may_be_rejected(const Ticket& ticket);

// From when on a ticket that waits for its reporter's answer may be closed; nothing for any other.
std::optional<TimePoint> closable_from(Context& context, const Ticket& ticket);

// Whether this person reported it, or a ticket that was merged into it.
bool is_reporter(Context& context, IdentityId person, const Ticket& ticket);

// The ticket's course; a fresh one when nobody acted yet.
Course course_of(Context& context, const Ticket& ticket);

// As officials read it; empty when there is no such party.
std::string name_of(Context& context, const Party& party);
std::string names_of(Context& context, const KeptFrom& kept_from);

} // namespace langnghe
