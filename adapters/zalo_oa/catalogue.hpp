#pragma once
// Every event that Zalo is said to send, and what it is to us. Names that sources disagree on all stand here.
// Source: developers.zalo.me, webhook pages, as of November 2026; older consoles' names as aliases.

#include <span>
#include <string_view>

namespace langnghe::zalo_oa {

enum class Family
{
    message,   // of a user to the account
    anonymous, // of a visitor who is not logged in
    group_message,
    echo, // the account's own message
    group_echo,
    received,
    seen,
    reaction,
    account_reaction,
    follow,
    unfollow,
    chat_button,
    shared_info,
    withdrawal,
    group_created,
    group_changed,
    group_deleted,
    group_joined, // members
    group_left,
    group_asked,
    group_refused,
    group_promoted,
    group_demoted,
    kept,    // bears words of a citizen and does not say whose: raw, for a person to look at
    ignored, // knowingly
};

struct EventKind
{
    std::string_view name;
    Family family = Family::ignored;
    std::string_view reason; // why it is kept or ignored, or is not what its name says
};

std::span<const EventKind> all_events();

// Null for a name that is not in the catalogue.
const EventKind* find_event(std::string_view name);

} // namespace langnghe::zalo_oa
