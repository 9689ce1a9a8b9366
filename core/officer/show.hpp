#pragma once
// One ticket as an official sees it: where it stands, by when it is due and why, what was said and done.

#include "core/officer/talk.hpp"

#include <string>
#include <string_view>

namespace langnghe::officer {

// Details to him alone; a group hears code and state.
void show(Talk& talk, const Ticket& ticket);

// Who stands behind "user:3", as officials read it; a citizen has no name here.
std::string name_of_actor(Context& context, std::string_view actor);

// The reporter, for who may know: the caller has recorded it.
std::string reporter_of(Context& context, const Ticket& ticket);

// The beginning of the first words of a ticket, masked; empty when they are erased or none.
std::string first_words(Context& context, const Ticket& ticket, std::size_t longest);

} // namespace langnghe::officer
