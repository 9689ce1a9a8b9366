#pragma once
// The append-only record of everything that happened to tickets, people and the store. Each row holds the hash of the
// one before, over length-prefixed fields plus SHA-256(salt‖text); text and salt stand in the same row and may be
// erased (set to NULL) without breaking the chain.

#include "core/hash/hash.hpp"
#include "core/ids.hpp"
#include "core/ticket/status.hpp"
#include "core/time.hpp"

#include <array>
#include <optional>
#include <string>

namespace langnghe::journal {

using Salt = std::array<std::uint8_t, 16>;

struct Entry
{
    std::int64_t seq = 0; // from 1, without gaps
    TimePoint at;         // never before the entry above it
    TicketId ticket = TicketId::none;
    std::string actor;  // "citizen:12", "user:3", "program", "console"
    std::string action; // name_of(Action), or "message", "edit", "delivery", "link", "bind", "erase"…
    std::optional<Status> from;
    std::optional<Status> to;
    std::string facts;               // what is not personal, "key=value" separated by ';'
    std::optional<std::string> text; // words; nothing once erased, or when there were none
    std::optional<Salt> salt;        // stands or falls with the text
    hash::Digest text_digest{};      // SHA-256(salt‖text); zeros when the entry never had words
    hash::Digest hash{};
};

// The digest that goes into the chain for these words.
hash::Digest digest_text(const Salt& salt, std::string_view text);

// The hash of an entry that follows one with hash `previous`. Reads everything but text, salt and hash.
hash::Digest chain(const hash::Digest& previous, const Entry& entry);

// What is wrong with an entry that should follow `previous`; empty when nothing is.
std::string find_fault(const Entry& entry, const Entry* previous);

// "42:0123…" : sequence number and 32 hex characters, for those who keep it outside.
std::string anchor(std::int64_t seq, const hash::Digest& hash);

} // namespace langnghe::journal
