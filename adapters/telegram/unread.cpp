#include "adapters/telegram/unread.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace langnghe::telegram {
namespace {

using Name = std::string_view;

constexpr std::array service{
    Name{"new_chat_title"},
    Name{"new_chat_photo"},
    Name{"delete_chat_photo"},
    Name{"pinned_message"},
    Name{"message_auto_delete_timer_changed"},
    Name{"channel_chat_created"},
    Name{"chat_owner_left"},
    Name{"chat_owner_changed"},
    Name{"chat_background_set"},
    Name{"boost_added"},
    Name{"forum_topic_created"},
    Name{"forum_topic_edited"},
    Name{"forum_topic_closed"},
    Name{"forum_topic_reopened"},
    Name{"general_forum_topic_hidden"},
    Name{"general_forum_topic_unhidden"},
    Name{"video_chat_scheduled"},
    Name{"video_chat_started"},
    Name{"video_chat_ended"},
    Name{"video_chat_participants_invited"},
    Name{"community_chat_added"},
    Name{"community_chat_joined"},
    Name{"community_chat_removed"},
    Name{"checklist_tasks_done"},
    Name{"checklist_tasks_added"},
    Name{"poll_option_added"},
    Name{"poll_option_deleted"},
    Name{"giveaway_created"},
    Name{"giveaway_completed"},
    Name{"gift"},
    Name{"unique_gift"},
    Name{"gift_upgrade_sent"},
    Name{"successful_payment"},
    Name{"refunded_payment"},
    Name{"paid_message_price_changed"},
    Name{"direct_message_price_changed"},
    Name{"suggested_post_approved"},
    Name{"suggested_post_approval_failed"},
    Name{"suggested_post_declined"},
    Name{"suggested_post_paid"},
    Name{"suggested_post_refunded"},
    // What a bot asks for; this one never does.
    Name{"users_shared"},
    Name{"chat_shared"},
    Name{"connected_website"},
    Name{"write_access_allowed"},
    Name{"passport_data"},
    Name{"web_app_data"},
    Name{"managed_bot_created"},
    Name{"proximity_alert_triggered"},
};

constexpr std::array pastimes{Name{"dice"},   Name{"game"}, Name{"poll"}, Name{"giveaway"}, Name{"giveaway_winners"},
                              Name{"invoice"}};

constexpr std::array unreadable{Name{"rich_message"}, Name{"paid_media"}, Name{"story"}, Name{"checklist"}};

template <std::size_t count>
Name first_of(const std::array<Name, count>& names, json::View message)
{
    const auto found = std::find_if(names.begin(), names.end(), [&](Name name) { return message.has(name); });
    return found == names.end() ? Name{} : *found;
}

} // namespace

bool is_service(json::View message) { return !first_of(service, message).empty(); }

EventContent without_content(json::View message, ChatKind chat)
{
    if (const auto pastime = first_of(pastimes, message); !pastime.empty())
        return Ignored{"pastime: " + std::string{pastime}};
    if (chat == ChatKind::group)
        return Ignored{"message of a group without readable content"};
    const auto known = first_of(unreadable, message);
    return Unknown{known.empty() ? "message without readable content"
                                 : "content that cannot be read: " + std::string{known}};
}

} // namespace langnghe::telegram
