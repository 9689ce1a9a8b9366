#include "tests/unit/intake/group_scene.hpp"

namespace langnghe::test {

void settle_group(World& world)
{
    world.add_user("lan", {Role::front_officer});
    world.add_user("truong", {Role::leader});
    world.add_user("giu", {Role::keeper});
    world.add_group(bound_group, "hoi_phu_nu");
}

Message reply_in_group(World& world, const std::string& who, const std::string& words, const std::string& author,
                       const std::string& original, const std::string& said)
{
    Message made = world.group_message(bound_group, who, words);
    made.reply_to = original;
    made.reply_text = said;
    made.reply_origin = Origin{author, "Bà " + author, bound_group, original, world.now - std::chrono::minutes{2}};
    return made;
}

Texts texts_of(const std::vector<OutboxItem>& items, const std::string& chat)
{
    Texts texts;
    for (const OutboxItem& item : items)
        if (item.chat == chat)
            texts.push_back(item.text);
    return texts;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

} // namespace langnghe::test
