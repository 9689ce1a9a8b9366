#pragma once
// Several tickets at the front of what was typed after a command.

#include "core/ticket/code.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::officer {

// "LS-26-0012, LS-26-0015 va LS-26-0018", or the year's numbers alone, "12, 15, 18"; and what follows them. At most
// ten, each once.
struct LeadingCodes
{
    std::vector<TicketCode> codes;
    std::string rest;
};

LeadingCodes leading_codes(std::string_view typed, std::string_view letters, int year);

} // namespace langnghe::officer
