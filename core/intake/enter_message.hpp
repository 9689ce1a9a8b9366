#pragma once
// A message with content becomes a ticket or joins one. Everything that stores a citizen's words goes through here.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>

namespace langnghe {

// Who wrote it, and who passed it on.
struct Authorship
{
    IdentityId author = IdentityId::none;
    std::string author_name{}; // of an author without an identity
    IdentityId passed_on_by = IdentityId::none;
    // What was said in passing it on, and what that hints at: keys of the taxonomy.
    std::string note{};
    std::string area{};
    std::string field{};
    bool anonymous = false;     // the author asks to stay unnamed
    bool first_contact = false; // the answer bears the first-contact notice
};

// Whether a message now stands on a ticket, known by its platform id.
enum class Kept
{
    nothing, // it was something else: a command, a greeting, nobody's business
    now,
    before // it came before, as this or another event: nothing changed
};

struct Entered
{
    Ticket ticket;
    Kept kept = Kept::now;
    bool opened = false;
    bool burst = false;    // joined because of too many tickets in an hour
    bool quiet = false;    // one of several messages in a row: the first was answered
    bool finished = false; // the ticket is not open any more
};

Entered enter_message(Context& context, const Identity& writer, const Message& message, const std::string& channel,
                      TimePoint at, const Authorship& authorship);

// A later version of a message that is here: kept beside the original, never over it. False when there is no such
// message, or the ticket knows these words already.
bool enter_edit(Context& context, const Identity& writer, const Message& message, const std::string& channel);

// A position as a ticket's place: "20.250000,105.975000".
std::string place_of(const Position& position);

} // namespace langnghe
