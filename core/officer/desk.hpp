#pragma once
// Where officials' commands, presses and answers come in. Every one of them is judged here as if it were typed: a
// button carries no authority.

#include "core/commune/commune.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/text/words.hpp"

#include <string>
#include <string_view>

namespace langnghe::officer {

// Whether it is one of the commands, by name or alias.
bool is_command(const text::Command& typed);

// In private or in a bound group; answers there. `identity` is the speaker's, an official's or not.
void take_command(Context& context, const Identity& identity, const Message& message, const text::Command& typed,
                  TimePoint at);

// In private: the answer to what a form asked; false when it is none.
bool take_answer(Context& context, const Identity& identity, const Message& message, TimePoint at);

// A press on "do:", "f:" or "ls:"; false when the data is of another kind.
bool take_press(Context& context, const Identity& identity, const ChatRef& chat, std::string_view data);

} // namespace langnghe::officer
