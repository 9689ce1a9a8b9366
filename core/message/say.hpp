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
    first_contact, // who we are, how data is used, how to stay anonymous
    received,      // the acknowledgement
    joined,        // words were added to a ticket
    joined_closed, // words were added to a finished ticket
    too_many,      // more than an hour's tickets: all goes to one
    greeting,      // to a greeting, thanks or a sticker
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
    file_unshown,      // an image that only some phones show
                       // To officers in private.
    officer_new,       // a new ticket, with words
    officer_suspected, // to the keeper: without words
    officer_added,     // more words on a ticket
    officer_noted,     // words of an official on a ticket
    officer_erased,    // instead of a push whose words were erased before it went out
    officer_withdrawn, // to administrators and keepers: somebody's words were erased
    officer_draft,     // an officer wrote plain text: kept, then asked about
    draft_done,        // became a ticket
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
    group_received,
    group_known,        // what was to be taken in is there
    group_record_usage, // how to report here
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
    // Parts of sentences.
    no_words, // a message of attachments alone
    area_unknown,
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
    button_my_tickets,
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
    count_
};

// The label of a state, as people read it.
constexpr Say label_of(Status status)
{
    return static_cast<Say>(static_cast<int>(Say::status_received) + static_cast<int>(status));
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
