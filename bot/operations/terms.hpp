#pragma once
// Small words that several verbs share. Inside bot/operations only.

#include "bot/operations/verb.hpp"
#include "core/commune/taxonomy.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::operations {

// The term of what was typed: a key, a name or another name; else a refusal that lists what there is.
boost::system::result<const Term*, Refusal> known_term(const std::vector<Term>& terms, std::string_view typed,
                                                       std::string_view what);

// An absent value is null, never an empty text.
Json or_null(std::string_view text);
Json or_null(const std::optional<TimePoint>& time);

// The ticket that a code names.
boost::system::result<Ticket, Refusal> find_ticket(Context& context, std::string_view code);

// The user of this name or id.
boost::system::result<User, Refusal> find_user(Context& context, const std::string& user);

// Who somebody is for people: the official's name, or the one that the platform gave; may be empty.
std::string name_of(Context& context, IdentityId identity);

} // namespace langnghe::operations
