#pragma once
// /lienket ties a chat identity to a user; /ketnoi ties a group to an organization or area. Both take a code that the
// administrator gave out: hashed in the store, single use, ten minutes; one seen in the wrong place is burnt.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>
#include <string_view>

namespace langnghe {

// What a code is made for: a user, or a group of an organization or area. Returns the code to hand out.
std::string issue_code(Context& context, LinkCode purpose);

// In a private chat; answers there.
void link_identity(Context& context, Identity identity, const Message& message, std::string_view code);

// What waits to be told to this account as an official's is not sent any more; what it hears as a citizen is.
void withdraw_news_of_office(Context& context, const Identity& identity);

// The account speaks for the user no longer; whoever has it is a citizen like others.
void unlink_identity(Context& context, Identity identity, std::string_view actor);

// The group is nobody's until it is bound again.
Group unbind_group(Context& context, Group group, std::string_view actor);

// Whether an answer to just anybody may be given in this group: one that is not bound gets a single one, ever.
bool may_answer(Context& context, Group& group);

// In a group: a user's code is burnt, and said so.
void burn_seen_code(Context& context, Group group, const Message& message, std::string_view code);

// In a group.
void bind_group(Context& context, const Identity& identity, Group group, const Message& message, std::string_view code);

} // namespace langnghe
