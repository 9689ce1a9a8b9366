#pragma once
// Writes one journal entry, with fresh salt where there are words.

#include "core/commune/commune.hpp"
#include "core/ticket/ticket.hpp"

#include <optional>
#include <string>

namespace langnghe::journal {

struct Record
{
    TicketId ticket = TicketId::none;
    std::string actor{};
    std::string action{};
    std::optional<Status> from{};
    std::optional<Status> to{};
    std::string facts{};
    std::string text{}; // empty: no words
};

// Returns the entry's number.
std::int64_t record(Context& context, Record what);

// How actors are named in the journal.
std::string actor(IdentityId citizen);
std::string actor(UserId user);
inline constexpr const char* program = "program";
inline constexpr const char* unnamed = "citizen"; // the reporter of an anonymous ticket, on that ticket

// The same for somebody who speaks on this ticket.
std::string actor(const Ticket& ticket, IdentityId citizen);

} // namespace langnghe::journal
