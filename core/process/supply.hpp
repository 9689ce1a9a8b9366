#pragma once
// The reporter answered what he was asked. The intake stores his words, and says who hears them.

#include "core/commune/commune.hpp"

#include <string>

namespace langnghe::process {

// The ticket goes back to where it was asked, its deadline goes on, and that is recorded as done by `actor`; the caller
// saves the ticket. Nothing when it does not wait for an answer.
void supply(Context& context, Ticket& ticket, const std::string& actor);

} // namespace langnghe::process
