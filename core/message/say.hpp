#pragma once
// The keys of what the program says to people. Included only where something is said: a new sentence does not concern
// the rest.

#include "core/intake/inbound_event.hpp"
#include "core/message/catalogue.hpp"
#include "core/people/role.hpp"
#include "core/ticket/status.hpp"

namespace langnghe {

enum class Say : int
{
    // To a citizen.
    first_contact,   // who we are, how data is used, how to stay anonymous
    received,        // the acknowledgement
    joined,          // words were added to a ticket
    joined_closed,   // words were added to a finished ticket
    too_many,        // more than an hour's tickets: all goes to one
    place_ask,       // after a receipt: where is it? All areas are buttons
    place_ask_other, // only some are
    place_taken,
    place_settled, // officials know better by now
    merged_own,    // one of the own tickets into another
    merge_late,
    greeting, // to a greeting, thanks or a sticker
    command_unknown,
    not_allowed, // the command is not for this person
    help_citizen,
    ticket_status,  // where one of the own tickets stands
    ticket_unknown, // no such ticket, or not theirs: the same answer
    tickets_none,
    details_kept, // contact details that they gave
    tickets_head, // above the list of own tickets
    unsupported,  // the platform did not pass on what was sent: other ways
    file_lost,    // a file that came with a message could not be fetched
    file_too_large,
    file_unshown,          // an image that only some phones show
                           // To officers in private.
    officer_new,           // a new ticket, with words
    officer_suspected,     // to the keeper: without words
    officer_unkept,        // to administrators: no keeper hears of it
    officer_added,         // more words on a ticket
    officer_noted,         // words of an official on a ticket
    officer_placed,        // the citizen said where it is
    officer_merged,        // the citizen put two of the own tickets together
    officer_missed,        // what did not reach an official while the platform let nobody write to him
    officer_missed_window, // after it, where only so many hours are free
    officer_unreached,     // below a leader's list: who cannot be written to
    officer_erased,        // instead of a push whose words were erased before it went out
    officer_withdrawn,     // to administrators and keepers: somebody's words were erased
    officer_draft,         // an officer wrote plain text: kept, then asked about
    draft_done,            // became a ticket
    draft_dropped,
    draft_gone,        // the button was pressed before
    recorded,          // what somebody else said, on a ticket
    recorded_again,    // it was there
    recorded_discreet, // it may be a denunciation
    record_usage,
    ask_reporter, // who said it and where
    reporter_noted,
    help_officer,
    link_done,
    link_told, // to the user's other identities
    link_wrong,
    link_too_many,
    link_usage,
    // In groups.
    group_new,     // a new ticket, without words
    group_unbound, // the one answer to an unbound group
    group_bound,
    group_joined, // a reply in the group was added to a ticket
    group_joined_closed,
    group_joined_closed_own, // the reporter's: how to reopen it
    group_reopened,
    group_received,
    group_known,        // what was to be taken in is there
    group_record_usage, // how to report here
    not_allowed_in_group,
    record_not_allowed, // somebody else's message
    quote_unreadable,
    help_group,
    link_in_group, // a code seen in a group is burnt
    bind_usage,
    bind_not_allowed,
    bind_in_private,
    bind_wrong,
    group_file_lost,
    group_file_too_large,
    group_file_unshown,
    // What a step tells: its reporter in private,
    citizen_step_verified,
    citizen_step_classified,
    citizen_step_transferred,
    citizen_step_accepted,
    citizen_step_asked,
    citizen_step_answered,
    citizen_step_resolved,
    citizen_answer_files, // that came after the answer
    citizen_step_published,
    citizen_step_closed,
    citizen_step_rejected,
    citizen_step_merged,
    citizen_step_unmerged,
    citizen_step_extended,
    citizen_step_complaint,
    citizen_step_denunciation,
    citizen_step_crime_report,
    citizen_reopen_late,
    citizen_reopen_not_now,
    citizen_succeeded,
    // officials,
    officer_case,
    officer_case_discreet,
    officer_case_disclosed, // the words, which the push of the case withheld
    officer_case_assigned,
    officer_case_supplied,
    officer_case_returned,
    officer_extension_asked,
    officer_extension_approved,
    officer_case_reopened,
    officer_remark,
    officer_remark_answered,
    officer_recheck_asked,
    officer_recheck_closed,
    officer_revealed,
    officer_kept_out,
    officer_sealed,
    officer_unsealed,
    officer_kept_step,
    // and groups.
    group_step_transferred,
    group_step_asked,
    group_step_answered,
    group_step_resolved,
    group_step_closed,
    group_step_rejected,
    group_step_complaint,
    group_case,
    group_published,
    // Parts of sentences.
    words_withheld,
    words_none,
    time_undecided,
    reason,
    // On what people may ask about their own data.
    rights_terms,
    rights_terms_how,     // where the terms are, in the first-contact notice
    rights_terms_changed, // before an answer to somebody who saw an older version
    rights_stopped,
    rights_resumed,
    rights_anonymous,     // the acknowledgement of an anonymous report
    rights_anonymous_how, // to the bare word
    rights_copy_file,     // beside the copy as a file
    rights_copy_file_name,
    rights_copy_title, // on the file's first page
    rights_copy_head,
    rights_copy_person,
    rights_copy_details,
    rights_copy_ticket,
    rights_copy_score,
    rights_copy_unnamed, // instead of a name
    rights_copy_cut,
    rights_copy_none,
    rights_erase_ask,
    rights_erase_done,
    rights_erase_held, // some of it is the law's to keep
    rights_erase_kept,
    rights_erase_late, // the question was asked too long ago
    button_erase,
    button_erase_not,
    wish_stop, // what people write, as the whole message; several, parted by '|'
    wish_resume,
    wish_copy,
    wish_copy_words, // in messages, not as a file
    wish_erase,
    wish_erase_agreed,
    wish_terms,
    wish_anonymous, // begins an anonymous report
    no_words,       // a message of attachments alone
    area_unknown,
    area_guess, // as the words have it: nobody has set it
    author_unknown,
    officer_note, // what was said in passing it on
    choices,      // above a numbered list, where there are no buttons
    way_office,   // in person
    way_channel,  // by a channel that takes what this one does not
    menu_help,    // beside a command, in a platform's menu
    menu_help_group,
    menu_help_officer,
    menu_link,
    menu_link_more,
    menu_bind,
    menu_report,
    menu_record,
    button_my_tickets,
    button_anonymous, // below the first-contact notice
    button_draft_own,
    button_draft_behalf,
    button_draft_drop,
    kind_photo, // one for each AttachmentKind, in its order
    kind_video,
    kind_audio,
    kind_voice,
    kind_document,
    kind_sticker,
    kind_location,
    kind_contact,
    kind_link,
    // What an official hears at his commands.
    desk_not_allowed,
    desk_unknown,
    desk_no_code,
    desk_wrong_state,
    desk_stale,
    desk_confirm,
    desk_done,
    desk_done_due,
    desk_refused,
    desk_dropped,
    desk_old_form,
    desk_not_found,
    desk_several,
    desk_no_choice,
    desk_kept_from_nobody,
    desk_last_one,   // who could go on with it would be kept out
    desk_merge_kept, // the other one is not kept from the same
    desk_not_reject, // what to do with what is never turned away
    desk_not_reject_kept,
    desk_close_early,  // nobody waited for the answer yet
    desk_succeeded,    // it was too late to reopen it
    desk_files_follow, // files went after an answer
    desk_files_kept,
    desk_files_lost,
    desk_in_private,
    desk_open_private,
    desk_no_report,
    desk_audit_sound,
    desk_audit_fault,
    desk_audit_tables, // no entry is at fault, but what the store holds beside them
    desk_anchor_holds,
    desk_anchor_broken, // the entry of the anchor is another one now
    desk_anchor_gone,
    desk_audit_usage,
    desk_no_audit,
    desk_group_done,
    desk_reporter,
    desk_reporter_hidden,
    desk_alert_usage,
    desk_help,
    desk_help_line,
    // What a guided form asks.
    form_field,
    form_department,
    form_nature,
    form_person,
    form_master,
    form_days,
    form_keep_out,
    form_let_in,
    form_reason,
    form_reject,
    form_question,
    form_answer,
    form_result,
    form_evidence,
    form_remark,
    form_public,
    form_photos,
    // Lists and one ticket as officials see them.
    list_mine,
    list_overdue,
    list_found,
    list_mine_none,
    list_overdue_none,
    list_found_none,
    list_end,
    list_find_usage,
    list_many,
    list_line,
    list_line_due,
    list_line_kept,
    list_waits,
    list_recheck,
    list_voices,
    show_head,
    show_nature,
    show_field,
    show_department,
    show_voices,
    show_words,
    show_note, // of who passed it on to the department
    show_no_words,
    show_result,
    show_merged,
    show_asked,
    show_recheck,
    show_kept_from,
    show_history,
    show_step,
    show_files,
    desk_citizen,
    desk_program,
    desk_none,
    desk_words,
    desk_burst, // what one person wrote in a short time stands together
    urgency_normal,
    urgency_urgent,
    button_open,
    button_more,
    button_confirm,
    button_drop,
    button_publish,
    button_photo,
    button_photo_off,
    button_post,
    button_transfer_to,
    button_merge_into,
    // One for each Nature, in its order.
    nature_unset,
    nature_field_report,
    nature_petition,
    nature_regulation_feedback,
    nature_question,
    nature_complaint,
    nature_denunciation,
    nature_crime_report,
    nature_out_of_scope,
    nature_junk,
    // One for each ResultKind, in its order.
    result_solved,
    result_partly,
    result_impossible,
    result_out_of_scope,
    result_answered,
    // One for each officer::Verb, in its order: on a button, in a menu and in the help.
    verb_verify,
    verb_classify,
    verb_nature,
    verb_transfer,
    verb_accept,
    verb_assign,
    verb_give_back,
    verb_ask,
    verb_answer,
    verb_done,
    verb_publish,
    verb_close,
    verb_reject,
    verb_merge,
    verb_unmerge,
    verb_reopen,
    verb_extend,
    verb_approve,
    verb_reveal,
    verb_keep_out,
    verb_let_in,
    verb_supervise,
    verb_recheck,
    verb_mine,
    verb_overdue,
    verb_find,
    verb_show,
    verb_alert, // no step on a ticket, nor is this
    verb_report,
    verb_audit,
    verb_answer_remark,
    verb_close_recheck,
    // What may follow the code, where something must: in an example.
    example_classify,
    example_nature,
    example_transfer,
    example_assign,
    example_give_back,
    example_ask,
    example_answer,
    example_done,
    example_done_answered,
    example_close,
    example_reject,
    example_reopen,
    example_extend,
    example_reveal,
    example_keep_out,
    example_let_in,
    example_supervise,
    example_recheck,
    example_find,
    example_alert,
    status_received, // one for each Status, in its order
    status_verified,
    status_classified,
    status_transferred,
    status_in_progress,
    status_needs_info,
    status_resolved,
    status_published,
    status_closed,
    status_rejected,
    status_merged,
    role_program, // one for each Role, in its order
    role_citizen,
    role_front_officer,
    role_handler,
    role_leader,
    role_supervisor,
    role_keeper,
    role_administrator,
    // How a deadline explains itself.
    span_hours,
    span_minutes,
    span_hours_minutes,
    span_working_hours,
    span_working_days,
    day_weekend,
    duty_verification,
    duty_handling,
    explain_due,
    explain_no_end,
    explain_from_hours,
    explain_from_days,
    explain_counted,
    explain_left_out,
    explain_standing,
    explain_paused,
    explain_extended,
    explain_provisional,
    // What the clock says to officials, and to whoever was asked.
    remind_urgent,
    remind_half,
    remind_near,
    remind_end,
    remind_question,
    remind_question_group,
    offer_close,
    closed_by_time,
    intake_officers,
    digest_head,
    digest_mine,
    digest_today,
    digest_overdue,
    digest_all_overdue,
    digest_owner,
    digest_more,
    digest_anchor,
    // The people's score.
    score_ask,
    score_ask_group, // of what was reported in a group, in private
    score_remind,
    score_1,
    score_2,
    score_3,
    score_4,
    score_5,
    score_thanks,
    score_low,
    score_late,
    button_reopen,
    score_reopen_reason,
    reopened,
    reopen_refused,
    // Alerts.
    warning_preview,
    warning_second,
    warning_waiting,
    warning_going,
    warning_counts,
    warning_answers,
    warning_dropped,
    warning_over,
    warning_refused,
    warning_everywhere,
    warning_in_group,
    warning_safe,
    warning_help,
    warning_help_words,
    warning_new,
    button_send_warning,
    button_drop_warning,
    button_safe,
    button_need_help,
    // In reports: titles, columns and lines.
    report_title,
    report_subject_day,
    report_subject_week,
    report_subject_month,
    report_subject_quarter,
    report_opening,
    report_summary,
    report_version,
    report_corrects,
    report_draft,
    report_anchor,
    report_closing,
    report_sealed,
    report_nation,
    report_motto,
    report_organ,
    report_number,
    report_place_day,
    report_recipients,
    report_recipient_file,
    report_this_period,
    report_period_before,
    report_item,
    report_flow,
    report_carried,
    report_received,
    report_urgent,
    report_back,
    report_total,
    report_finished,
    report_on_time,
    report_late,
    report_rejected,
    report_merged,
    report_open,
    report_waiting,
    report_overdue,
    report_extended,
    report_reopened,
    report_published,
    report_on_time_share,
    report_same_day_share,
    report_median,
    report_slowest,
    report_no_finished,
    report_channels,
    report_channel,
    report_areas,
    report_area,
    report_fields,
    report_field,
    report_natures,
    report_nature,
    report_results,
    report_result,
    report_no_result,
    report_departments,
    report_department,
    report_column_total,
    report_column_finished,
    report_column_on_time,
    report_column_late,
    report_column_open,
    report_column_overdue,
    report_refusals,
    report_code,
    report_reason,
    report_reason_erased,
    report_overdues,
    report_responsible,
    report_nobody,
    report_due,
    report_days_late,
    report_clusters,
    report_cases,
    report_voices,
    report_satisfaction,
    report_asked,
    report_answered,
    report_response_share,
    report_average,
    report_satisfied_share,
    report_no_score,
    report_remarks,
    report_remark_of,
    report_remark_at,
    report_remark,
    report_none,
    report_unclassified,
    report_untransferred,
    report_text_day,
    report_text_week,
    report_text_month,
    report_text_quarter,
    report_text_received,
    report_text_finished,
    report_text_finished_timed,
    report_text_open,
    report_text_most,
    report_text_score,
    report_text_no_score,
    report_text_remark,
    count_
};

// The label of a state, as people read it.
constexpr Say label_of(Status status)
{
    return static_cast<Say>(static_cast<int>(Say::status_received) + static_cast<int>(status));
}

constexpr Say label_of(Nature nature)
{
    return static_cast<Say>(static_cast<int>(Say::nature_unset) + static_cast<int>(nature));
}

constexpr Say label_of(Urgency urgency)
{
    return urgency == Urgency::urgent ? Say::urgency_urgent : Say::urgency_normal;
}

constexpr Say label_of(ResultKind kind)
{
    return static_cast<Say>(static_cast<int>(Say::result_solved) + static_cast<int>(kind));
}

constexpr Say label_of(Role role)
{
    return static_cast<Say>(static_cast<int>(Say::role_program) + static_cast<int>(role));
}

constexpr Say label_of(AttachmentKind kind)
{
    return static_cast<Say>(static_cast<int>(Say::kind_photo) + static_cast<int>(kind));
}

} // namespace langnghe
