#pragma once
// The token of a ticket's progress page: the ticket's id and a 128-bit HMAC over id and token version with the
// commune's progress key, as base64url. Nothing is stored; raising Ticket::token_version revokes what was sent.

#include "core/ids.hpp"
#include "core/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe {

std::string make_progress_token(TicketId ticket, std::int64_t version, const Secret& key);

// The ticket a token claims to be for; whether it is genuine needs the ticket's version: see matches.
std::optional<TicketId> claimed_ticket(std::string_view token);

// Constant time.
bool progress_token_matches(std::string_view token, TicketId ticket, std::int64_t version, const Secret& key);

} // namespace langnghe
