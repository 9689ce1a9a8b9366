#pragma once
// What this person may do here, as text and as a platform's menu.

#include "core/channel/menu.hpp"
#include "core/commune/commune.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::officer {

// An alert is no step on a ticket: its command stands beside the table.
inline constexpr std::string_view alert_name = "canhbao";
std::string alert_example(const Commune& commune);

// Who he is here, and one line for each command that he could use, with an example.
std::string help_of(const Context& context, const User& user);

std::vector<MenuEntry> menu_of(const Commune& commune, const User& user);

} // namespace langnghe::officer
