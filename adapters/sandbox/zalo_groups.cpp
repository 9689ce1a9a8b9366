// What the account may ask about its groups. Source: the developer pages on GMF.
#include "adapters/sandbox/zalo_answers.hpp"
#include "adapters/sandbox/zalo_api.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t most_history = 10;

} // namespace

Chat* ZaloApi::group_of(const net::Request& request, Json& refusal)
{
    Chat* group = tools_.world.chat(query_value(request, "group_id"));
    if (!group || !group->group || group->network != Network::zalo)
        refusal = refused(-201, "group_id is invalid!");
    else if (!group->bot_inside)
        refusal = refused(-403, "OA is not in group");
    else
        return group;
    return nullptr;
}

Json ZaloApi::members(const net::Request& request)
{
    Json refusal;
    const Chat* group = group_of(request, refusal);
    if (!group)
        return refusal;
    Json list = Json::array();
    list.push_back({{"oa_id", side_.oa_id}, {"name", side_.name}, {"avatar", ""}});
    for (const auto& id : group->members)
        if (const Person* person = tools_.world.person(id))
            list.push_back({{"user_id", person->id}, {"name", person->name}, {"avatar", ""}});
    const std::size_t total = list.size();
    return success({{"members", std::move(list)}, {"total", total}});
}

Json ZaloApi::group_state(const net::Request& request)
{
    Json refusal;
    const Chat* group = group_of(request, refusal);
    if (!group)
        return refusal;
    const bool ended = side_.ended_groups.contains(group->id);
    Json info{{"name", group->title},
              {"avatar", ""},
              {"group_id", group->id},
              {"group_link", "https://zalo.me/g/pocket"},
              {"group_description", ""},
              {"status", ended ? "disabled" : "enabled"},
              {"total_member", group->members.size() + 1},
              {"max_member", 100},
              {"auto_delete_date", side_.groups_until}};
    Json asset{{"asset_type", "gmf100"},
               {"asset_id", "pocket-asset"},
               {"valid_through", side_.groups_until},
               {"auto_renew", false}};
    Json setting{
        {"lock_send_msg", false}, {"join_appr", true}, {"enable_msg_history", true}, {"enable_link_join", true}};
    return success(
        {{"group_info", std::move(info)}, {"asset_info", std::move(asset)}, {"group_setting", std::move(setting)}});
}

// Newest first, as the platform pages it: offset, and at most 10.
Json ZaloApi::history(const net::Request& request)
{
    Json refusal;
    const Chat* group = group_of(request, refusal);
    if (!group)
        return refusal;
    const auto& messages = tools_.world.messages(group->id);
    const std::size_t offset = std::min(query_number(request, "offset", 0), messages.size());
    const std::size_t count = std::min({query_number(request, "count", 5), most_history, messages.size() - offset});
    Json list = Json::array();
    for (auto it = messages.rbegin() + static_cast<std::ptrdiff_t>(offset); list.size() < count; ++it) {
        const Person* author = tools_.world.person(it->author);
        list.push_back({{"src", author ? 1 : 0},
                        {"time", to_millis(it->at)},
                        {"type", "text"},
                        {"message", it->text},
                        {"message_id", it->id},
                        {"from_id", author ? author->id : side_.oa_id},
                        {"from_display_name", author ? author->name : side_.name},
                        {"group_id", group->id}});
    }
    return success(std::move(list));
}

} // namespace langnghe::sandbox
