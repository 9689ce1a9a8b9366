#pragma once
// The commands that a platform shows its users, per kind of chat, and what a platform that has such menus can do. Sans
// I/O like Platform. Calls bear secrets.

#include "core/channel/platform.hpp"

#include <string>
#include <vector>

namespace langnghe {

struct MenuEntry
{
    std::string command; // a-z, 0-9 and _, without the slash
    std::string description;
    friend bool operator==(const MenuEntry&, const MenuEntry&) = default;
};

struct Menu
{
    enum class Scope
    {
        private_chats,
        groups,
        chat // of one private chat alone
    };
    Scope scope = Scope::private_chats;
    std::string chat{}; // Scope::chat only
    std::vector<MenuEntry> entries{};
    friend bool operator==(const Menu&, const Menu&) = default;
};

class MenuPlatform
{
public:
    virtual ~MenuPlatform() = default;

    virtual PlatformCall ask_menu(const Menu& menu) const = 0;
    // Whether the platform shows exactly this.
    virtual bool shows(const PlatformAnswer& answer, const Menu& menu) const = 0;
    // Without entries: what is shown in this scope alone is taken away.
    virtual PlatformCall set_menu(const Menu& menu) const = 0;
};

} // namespace langnghe
