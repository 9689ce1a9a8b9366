#include "adapters/zalo_oa/catalogue.hpp"
#include "tests/unit/zalo_oa/account.hpp"

#include <set>

using namespace langnghe;
using namespace langnghe::zalo_oa;

TEST_CASE("no event is in the catalogue twice and none is left alone without a reason")
{
    for (const auto* name : {"user_click_button", "user_follow", "", "USER_SEND_TEXT"})
        CHECK(find_event(name) == nullptr);
    std::set<std::string_view> names;
    for (const EventKind& kind : all_events()) {
        CAPTURE(kind.name);
        CHECK(names.insert(kind.name).second);
        if (kind.family == Family::ignored || kind.family == Family::kept)
            CHECK_FALSE(kind.reason.empty());
        CHECK(find_event(kind.name) == &kind);
    }
}

TEST_CASE("every event that the platform's pages name is in the catalogue")
{
    for (const auto* name : {"user_send_text",
                             "user_send_image",
                             "user_send_link",
                             "user_send_audio",
                             "user_send_video",
                             "user_send_sticker",
                             "user_send_location",
                             "user_send_business_card",
                             "user_send_file",
                             "user_send_gif",
                             "oa_send_text",
                             "oa_send_image",
                             "oa_send_gif",
                             "oa_send_list",
                             "oa_send_file",
                             "oa_send_sticker",
                             "oa_send_template",
                             "user_received_message",
                             "user_seen_message",
                             "user_reacted_message",
                             "oa_reacted_message",
                             "user_click_chatnow",
                             "follow",
                             "unfollow",
                             "user_submit_info",
                             "add_user_to_tag",
                             "remove_user_from_tag",
                             "remove_tag",
                             "update_user_info",
                             "user_withdraw",
                             "widget_interaction_accepted",
                             "widget_failed_to_sync_user_external_id",
                             "anonymous_send_text",
                             "anonymous_send_image",
                             "anonymous_send_file",
                             "anonymous_send_sticker",
                             "oa_send_anonymous_text",
                             "oa_send_anonymous_image",
                             "oa_send_anonymous_file",
                             "oa_send_anonymous_sticker",
                             "user_asking_product",
                             "shop_has_order",
                             "oa_send_consent",
                             "user_reply_consent",
                             "user_call_oa",
                             "oa_call_user",
                             "user_feedback",
                             "user_click_response_button",
                             "change_template_status",
                             "change_oa_daily_quota",
                             "change_template_quality",
                             "change_template_quota",
                             "change_oa_template_tags",
                             "event_journey_acknowledged",
                             "event_journey_time_out",
                             "permission_revoked",
                             "extension_purchased",
                             "create_group",
                             "user_join_group",
                             "user_request_join_group",
                             "accept_request_join_group",
                             "reject_request_join_group",
                             "add_group_admin",
                             "remove_group_admin",
                             "update_group_info",
                             "user_out_group",
                             "delete_group",
                             "react_request_join_group",
                             "disperse_group",
                             "react_request_join_group_accept",
                             "react_request_join_group_reject",
                             "user_leave_group"}) {
        CAPTURE(name);
        CHECK(find_event(name) != nullptr);
    }
    for (const auto* kind :
         {"text", "image", "link", "audio", "video", "business_card", "sticker", "gif", "file", "location"}) {
        CAPTURE(kind);
        CHECK(find_event(fmt::format("user_send_group_{}", kind)) != nullptr);
        CHECK(find_event(fmt::format("oa_send_group_{}", kind)) != nullptr);
    }
}
