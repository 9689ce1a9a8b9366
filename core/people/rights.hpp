#pragma once
// The rights matrix: role × right × how the actor stands to the ticket. Deny by default.

#include "core/people/role.hpp"

#include <span>

namespace langnghe {

enum class Right
{
    record, // write down on behalf of a citizen
    verify,
    classify,
    set_nature,
    transfer,
    reject,
    merge,
    reopen,
    ask,
    answer,
    publish,
    close,
    reveal, // see who reported, on the record
    accept,
    assign,
    report_result,
    give_back,
    ask_extension,
    approve_extension,
    alert,
    read_masked, // read tickets with identities and personal data masked
    read_words,  // read the words before the nature is set
    remark,
    ask_recheck,
    verify_journal,
    read_sealed,
    manage_people, // users, groups, channels
    bind_group,
};

// How the actor stands to the ticket.
enum class Standing
{
    own_department, // the ticket is with the actor's department
    other_department,
    acted,        // the actor took a step on this ticket himself
    sealed_own,   // sealed, and the actor is its keeper
    sealed_other, // sealed, and the actor is not
};

bool may(Roles actor, Right right, Standing standing);

std::string_view name_of(Right right);
std::span<const Right> all_rights();

} // namespace langnghe
