#include "core/message/menu.hpp"

#include "core/message/say.hpp"
#include "core/officer/help.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace langnghe {
namespace {

struct Offer
{
    std::string_view command;
    Say description;
};

constexpr std::array for_citizens{Offer{"trogiup", Say::menu_help}, Offer{"lienket", Say::menu_link}};
constexpr std::array for_groups{Offer{"phananh", Say::menu_report}, Offer{"ghi", Say::menu_record},
                                Offer{"trogiup", Say::menu_help_group}, Offer{"ketnoi", Say::menu_bind}};
constexpr std::array for_officers{Offer{"trogiup", Say::menu_help_officer}, Offer{"lienket", Say::menu_link_more}};

Menu menu_of(const Commune& commune, Menu::Scope scope, std::span<const Offer> offers)
{
    Menu menu{.scope = scope};
    for (const Offer& offer : offers)
        menu.entries.push_back({std::string{offer.command}, commune.say(offer.description)});
    return menu;
}

} // namespace

std::vector<Menu> general_menus(const Commune& commune)
{
    return {menu_of(commune, Menu::Scope::private_chats, for_citizens),
            menu_of(commune, Menu::Scope::groups, for_groups)};
}

std::vector<Menu> officer_menus(Context& context, std::string_view channel)
{
    std::vector<Menu> menus;
    for (const User& user : context.tx.people().users())
        for (const Identity& identity : context.tx.people().identities_of(user.id))
            if (!user.disabled && identity.channel == channel && !identity.unreachable) {
                menus.push_back(menu_of(context.commune, Menu::Scope::chat, for_officers));
                menus.back().chat = identity.external_id;
                std::ranges::move(officer::menu_of(context.commune, user), std::back_inserter(menus.back().entries));
            }
    return menus;
}

} // namespace langnghe
