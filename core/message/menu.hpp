#pragma once
// Which commands are offered to whom, where a platform shows menus. A menu gives no right: every command is judged when
// it is typed.

#include "core/channel/menu.hpp"
#include "core/commune/commune.hpp"

#include <string_view>
#include <vector>

namespace langnghe {

// For everybody: in private and in groups.
std::vector<Menu> general_menus(const Commune& commune);

// For each private chat of a linked official on this channel.
std::vector<Menu> officer_menus(Context& context, std::string_view channel);

} // namespace langnghe
