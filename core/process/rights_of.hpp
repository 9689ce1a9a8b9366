#pragma once
// Which right a step needs. Inside core/process.

#include "core/process/act.hpp"

#include <optional>

namespace langnghe::process {

// Nothing for what no official does.
std::optional<Right> right_of(Action action);

// By the rights matrix, for an official; the table alone says what the program does; a citizen acts on what he
// reported.
bool is_permitted(Context& context, const Actor& actor, const Ticket& ticket, Action action);

} // namespace langnghe::process
