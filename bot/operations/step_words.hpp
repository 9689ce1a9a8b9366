#pragma once
// The steps of a ticket's life as the server's owner types them. Inside bot/operations only.

#include "bot/operations/verb.hpp"
#include "core/process/act.hpp"

namespace langnghe::operations {

struct StepWord
{
    std::string_view name;
    Action action;
    std::string_view takes{}; // the arguments that it has a use for; any other is refused
};

std::span<const StepWord> step_words();

// Why act() refused this step, in one line that says what to do instead.
Refusal refusal_of(Context& context, const Ticket& ticket, const StepWord& word, boost::system::error_code error);

} // namespace langnghe::operations
