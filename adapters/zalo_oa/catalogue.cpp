#include "adapters/zalo_oa/catalogue.hpp"

#include <algorithm>
#include <array>

namespace langnghe::zalo_oa {
namespace {

constexpr std::array catalogue{
    EventKind{"user_send_text", Family::message, ""},
    EventKind{"user_send_image", Family::message, ""},
    EventKind{"user_send_link", Family::message, ""},
    EventKind{"user_send_audio", Family::message, ""},
    EventKind{"user_send_video", Family::message, ""},
    EventKind{"user_send_sticker", Family::message, ""},
    EventKind{"user_send_location", Family::message, ""},
    EventKind{"user_send_business_card", Family::message, ""},
    EventKind{"user_send_file", Family::message, ""},
    EventKind{"user_send_gif", Family::message, ""},
    EventKind{"anonymous_send_text", Family::anonymous, ""},
    EventKind{"anonymous_send_image", Family::anonymous, ""},
    EventKind{"anonymous_send_file", Family::anonymous, ""},
    EventKind{"anonymous_send_sticker", Family::anonymous, ""},
    EventKind{"user_send_group_text", Family::group_message, ""},
    EventKind{"user_send_group_image", Family::group_message, ""},
    EventKind{"user_send_group_link", Family::group_message, ""},
    EventKind{"user_send_group_audio", Family::group_message, ""},
    EventKind{"user_send_group_video", Family::group_message, ""},
    EventKind{"user_send_group_business_card", Family::group_message, ""},
    EventKind{"user_send_group_sticker", Family::group_message, ""},
    EventKind{"user_send_group_gif", Family::group_message, ""},
    EventKind{"user_send_group_file", Family::group_message, ""},
    EventKind{"user_send_group_location", Family::group_message, ""},
    EventKind{"oa_send_text", Family::echo, ""},
    EventKind{"oa_send_image", Family::echo, ""},
    EventKind{"oa_send_gif", Family::echo, ""},
    EventKind{"oa_send_list", Family::echo, ""},
    EventKind{"oa_send_file", Family::echo, ""},
    EventKind{"oa_send_sticker", Family::echo, ""},
    EventKind{"oa_send_template", Family::echo, ""},
    EventKind{"oa_send_anonymous_text", Family::echo, ""},
    EventKind{"oa_send_anonymous_image", Family::echo, ""},
    EventKind{"oa_send_anonymous_file", Family::echo, ""},
    EventKind{"oa_send_anonymous_sticker", Family::echo, ""},
    EventKind{"oa_send_group_text", Family::group_echo, ""},
    EventKind{"oa_send_group_image", Family::group_echo, ""},
    EventKind{"oa_send_group_link", Family::group_echo, ""},
    EventKind{"oa_send_group_audio", Family::group_echo, ""},
    EventKind{"oa_send_group_video", Family::group_echo, ""},
    EventKind{"oa_send_group_business_card", Family::group_echo, ""},
    EventKind{"oa_send_group_sticker", Family::group_echo, ""},
    EventKind{"oa_send_group_gif", Family::group_echo, ""},
    EventKind{"oa_send_group_file", Family::group_echo, ""},
    EventKind{"oa_send_group_location", Family::group_echo, ""},
    EventKind{"user_received_message", Family::received, ""},
    EventKind{"user_seen_message", Family::seen, ""},
    EventKind{"user_reacted_message", Family::reaction, ""},
    EventKind{"oa_reacted_message", Family::account_reaction, "our own side's"},
    EventKind{"follow", Family::follow, ""},
    EventKind{"unfollow", Family::unfollow, ""},
    EventKind{"user_click_chatnow", Family::chat_button, ""},
    EventKind{"user_submit_info", Family::shared_info, ""},
    EventKind{"user_withdraw", Family::withdrawal, ""},
    EventKind{"create_group", Family::group_created, ""},
    EventKind{"delete_group", Family::group_deleted, ""},
    EventKind{"disperse_group", Family::group_deleted, ""},
    EventKind{"user_join_group", Family::group_joined, ""},
    EventKind{"user_request_join_group", Family::group_asked, ""},
    EventKind{"accept_request_join_group", Family::group_joined, ""},
    EventKind{"reject_request_join_group", Family::group_refused, ""},
    EventKind{"react_request_join_group", Family::ignored, "does not say whether the member was let in"},
    EventKind{"react_request_join_group_accept", Family::group_joined, ""},
    EventKind{"react_request_join_group_reject", Family::group_refused, ""},
    EventKind{"add_group_admin", Family::group_promoted, ""},
    EventKind{"remove_group_admin", Family::group_demoted, ""},
    EventKind{"user_out_group", Family::group_left, ""},
    EventKind{"user_leave_group", Family::group_left, ""},
    EventKind{"update_group_info", Family::group_changed, ""},
    EventKind{"add_user_to_tag", Family::ignored, "tags are kept in the account's own console"},
    EventKind{"remove_user_from_tag", Family::ignored, "tags are kept in the account's own console"},
    EventKind{"remove_tag", Family::ignored, "tags are kept in the account's own console"},
    EventKind{"update_user_info", Family::ignored, "the account's own notes on a user"},
    EventKind{"widget_interaction_accepted", Family::ignored, "a widget of a website, not a message"},
    EventKind{"widget_failed_to_sync_user_external_id", Family::ignored, "a widget of a website, not a message"},
    EventKind{"user_asking_product", Family::message, ""},
    EventKind{"shop_has_order", Family::ignored, "orders of a shop"},
    EventKind{"oa_send_consent", Family::ignored, "calls are not ours: no words, and nobody to answer"},
    EventKind{"user_reply_consent", Family::ignored, "calls are not ours: no words, and nobody to answer"},
    EventKind{"user_call_oa", Family::ignored, "calls are not ours: no words, and nobody to answer"},
    EventKind{"oa_call_user", Family::ignored, "calls are not ours: no words, and nobody to answer"},
    EventKind{"user_feedback", Family::kept, "a rating of a template, without its user"},
    EventKind{"user_click_response_button", Family::kept, "an answer to a template, without its user"},
    EventKind{"change_template_status", Family::ignored, "the state of a template, seen in the console"},
    EventKind{"change_template_quality", Family::ignored, "the state of a template, seen in the console"},
    EventKind{"change_template_quota", Family::ignored, "the state of a template, seen in the console"},
    EventKind{"change_oa_template_tags", Family::ignored, "the state of a template, seen in the console"},
    EventKind{"event_journey_acknowledged", Family::ignored, "the state of a template, seen in the console"},
    EventKind{"event_journey_time_out", Family::ignored, "the state of a template, seen in the console"},
    EventKind{"change_oa_daily_quota", Family::ignored, "the quota of templates: each answer says what is left"},
    EventKind{"permission_revoked", Family::ignored, "the next call is refused and says to connect again"},
    EventKind{"extension_purchased", Family::ignored, "a purchase in the console"},
};

} // namespace

std::span<const EventKind> all_events() { return catalogue; }

const EventKind* find_event(std::string_view name)
{
    const auto found =
        std::find_if(catalogue.begin(), catalogue.end(), [&](const EventKind& e) { return e.name == name; });
    return found == catalogue.end() ? nullptr : &*found;
}

} // namespace langnghe::zalo_oa
