#pragma once
// Lists of work, page by page: each entry with a button that opens it, and one that leads on. A page is asked for by a
// button that names where it begins; nothing is kept of a list.

#include "core/officer/talk.hpp"
#include "core/officer/verbs.hpp"

#include <string>
#include <string_view>

namespace langnghe::officer {

// `words` are what /tim looks for.
void list(Talk& talk, Verb verb, const std::string& words = {}, std::size_t from = 0);

// A press on the button that leads on: "VERB:FROM:WORDS".
void press_list(Talk& talk, std::string_view data);

} // namespace langnghe::officer
