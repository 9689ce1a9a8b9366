#pragma once
// Everything the program says to people, by key with named fields. The sentences are in config/messages.vi.toml; a
// commune overrides what it names. Checked at start: every key there, every field known.

#include "core/message/template.hpp"

#include <array>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

enum class Say
{
    first_contact, // who we are, how data is used
    received,      // the acknowledgement
    received_in_group,
    joined,        // words were added to a ticket
    joined_closed, // words were added to a finished ticket
    too_many,      // more than the hour's tickets: all goes to one
    greeting,
    sticker_only,
    command_unknown,
    not_for_citizens,
    status_line,       // state of one ticket
    status_none,       // no ticket of yet
    status_unknown,    // no such ticket, or not yours
    officer_new,       // push to an intake officer, with words
    officer_suspected, // push to the keeper: no words
    officer_added,     // more words on a ticket
    group_new,         // push to a bound group, without words
    group_unbound,     // the one answer to an unbound group
    group_bound,
    link_done,
    link_told_others,
    link_wrong,
    link_too_many,
    link_in_group,
    link_usage,
    bind_usage,
    bind_not_allowed,
    bind_in_private,
    bind_wrong,
    help_citizen,
    help_officer,
    help_group,
    officer_own_text,  // an officer wrote plain text: stored first, then asked
    code_out_of_words, // attachments without words
    label_received,
    label_verified,
    label_classified,
    label_transferred,
    label_in_progress,
    label_needs_info,
    label_resolved,
    label_published,
    label_closed,
    label_rejected,
    label_merged,
    kind_photo,
    kind_video,
    kind_audio,
    kind_voice,
    kind_document,
    kind_sticker,
    kind_location,
    kind_contact,
    kind_link,
    button_progress,
    button_my_tickets,
    area_unknown,
    name_unknown,
    name_anonymous,
    channel_label_web,
    count_
};

struct SayKey
{
    Say say = Say::count_;
    std::string_view key;                     // as in the file
    std::array<std::string_view, 8> fields{}; // that may appear; empty ones end the list
};

// One row for every Say, in order.
const std::array<SayKey, static_cast<std::size_t>(Say::count_)>& say_keys();

class Catalogue
{
public:
    struct Problem
    {
        std::string key;
        std::string what;
    };

    // Takes one sentence; a later one replaces an earlier one. A problem names the key.
    std::optional<Problem> set(std::string_view key, std::string_view text);
    // Keys that have no sentence yet.
    std::vector<std::string> missing() const;

    std::string operator()(Say say, std::initializer_list<message::Field> fields = {}) const;

private:
    std::array<std::optional<message::Template>, static_cast<std::size_t>(Say::count_)> sentences_;
};

} // namespace langnghe
