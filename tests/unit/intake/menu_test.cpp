#include "core/message/menu.hpp"
#include "core/text/utf8.hpp"
#include "tests/support/commune.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;

TEST_CASE("menus name commands that platforms take, each with a short description")
{
    const auto menus = general_menus(test::luong_son());
    REQUIRE(menus.size() == 2);
    CHECK(menus[0].scope == Menu::Scope::private_chats);
    CHECK(menus[1].scope == Menu::Scope::groups);
    const auto records = [](const MenuEntry& entry) { return entry.command == "ghi"; };
    CHECK(std::ranges::any_of(menus[1].entries, records));
    CHECK(std::ranges::none_of(menus[0].entries, records));
    const auto reports = [](const MenuEntry& entry) { return entry.command == "phananh"; };
    CHECK(std::ranges::any_of(menus[1].entries, reports));
    for (const Menu& menu : menus) {
        CHECK_FALSE(menu.entries.empty());
        for (const MenuEntry& entry : menu.entries) {
            CAPTURE(entry.command);
            CHECK(entry.command.size() <= 32);
            CHECK(std::all_of(entry.command.begin(), entry.command.end(), [](char c) { return c >= 'a' && c <= 'z'; }));
            CHECK(text::utf16_length(entry.description) >= 3);
            CHECK(text::utf16_length(entry.description) <= 100);
        }
    }
}
