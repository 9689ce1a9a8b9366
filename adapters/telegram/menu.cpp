#include "adapters/telegram/parameters.hpp"
#include "adapters/telegram/platform.hpp"
#include "core/text/cut.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::telegram {
namespace {

constexpr std::size_t longest_description = 256;

nlohmann::json scope_of(const Menu& menu)
{
    switch (menu.scope) {
    case Menu::Scope::private_chats:
        return {{"type", "all_private_chats"}};
    case Menu::Scope::groups:
        return {{"type", "all_group_chats"}};
    case Menu::Scope::chat:
        break;
    }
    return {{"type", "chat"}, {"chat_id", chat_id(menu.chat)}};
}

nlohmann::json entries_of(const Menu& menu)
{
    auto entries = nlohmann::json::array();
    for (const MenuEntry& entry : menu.entries)
        entries.push_back(
            {{"command", entry.command}, {"description", text::shorten(entry.description, longest_description)}});
    return entries;
}

} // namespace

PlatformCall TelegramPlatform::ask_menu(const Menu& menu) const
{
    const nlohmann::json body{{"scope", scope_of(menu)}};
    return call("getMyCommands", json::dump(body));
}

bool TelegramPlatform::shows(const PlatformAnswer& answer, const Menu& menu) const
{
    const auto document = json::parse(answer.body);
    if (!document || !document->root().flag("ok").value_or(false))
        return false;
    auto shown = nlohmann::json::array();
    for (const auto& entry : document->root().array("result"))
        shown.push_back({{"command", entry.text("command")}, {"description", entry.text("description")}});
    return shown == entries_of(menu);
}

PlatformCall TelegramPlatform::set_menu(const Menu& menu) const
{
    nlohmann::json body{{"scope", scope_of(menu)}};
    if (menu.entries.empty())
        return call("deleteMyCommands", json::dump(body));
    body["commands"] = entries_of(menu);
    return call("setMyCommands", json::dump(body));
}

} // namespace langnghe::telegram
