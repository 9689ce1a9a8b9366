#pragma once
// The rights matrix: role × right × how the actor stands to the ticket. Deny by default; a face asks may(), never a
// role's name. tests/golden/rights.txt shows the matrix as people read it.

#include "core/people/role.hpp"

#include <span>
#include <string_view>

namespace langnghe {

enum class Right
{
    record, // write down on behalf of a citizen
    verify,
    classify, // field, area, urgency, nature
    transfer,
    reject,
    merge, // and unmerge
    reopen,
    ask,
    answer,
    publish,
    close,
    reveal,   // see who reported, on the record
    keep_out, // keep it from a department or an official, and let them in again
    accept,
    assign,
    report_result,
    give_back,
    ask_extension,
    approve_extension,
    alert,
    read_masked, // identities and personal data masked
    read_words,  // the words, also before the nature is set
    remark,
    ask_recheck,
    verify_journal,
    read_sealed,
    manage_people, // users, groups, channels
    bind_group,
};

// How the actor stands to the ticket that the right is asked for.
struct Standing
{
    bool own_department = false; // the ticket is with the actor's department
    bool acted = false;          // the actor took a step on it himself
    bool sealed = false;         // sealed, or suspected and not yet judged: the keeper's alone
};

bool may(Roles actor, Right right, Standing standing);

std::string_view name_of(Right right);
std::span<const Right> all_rights();

} // namespace langnghe
