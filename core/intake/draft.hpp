#pragma once
// An official's own plain text in private: stored first, then asked about: for a citizen, as his own report, or
// nothing. The draft is a journal entry; it becomes a ticket at most once.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>
#include <string_view>

namespace langnghe {

void keep_draft(Context& context, const Identity& identity, const Message& message);

// A press on one of the draft's buttons, "draft:SEQ:own|behalf|drop"; false when the data is not of that form.
bool settle_draft(Context& context, const Identity& identity, const ButtonPress& press, std::string_view data);

} // namespace langnghe
