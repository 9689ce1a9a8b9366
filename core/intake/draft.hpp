#pragma once
// What an official writes in private, words or files: stored first, then asked about: for a citizen, as his own report,
// or nothing. Asked with buttons, and answered as well by a button's words. A draft becomes a ticket at most once.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"

#include <string>
#include <string_view>

namespace langnghe {

// A file and the words around it are one draft, and so is an album.
void keep_draft(Context& context, const Identity& identity, const Message& message, TimePoint at);

// A press on one of the draft's buttons, "draft:NUMBER:own|behalf|drop"; false when the data is not of that form.
bool settle_draft(Context& context, const Identity& identity, const ButtonPress& press, std::string_view data);

// The same in words, about the newest draft; false when the message is no such answer, or there is no draft.
bool choose_draft(Context& context, const Identity& identity, const Message& message);

// /ghi without words of its own, after a message or in reply to one; false when there is no draft.
bool record_draft(Context& context, const Identity& identity, const Message& message);

} // namespace langnghe
