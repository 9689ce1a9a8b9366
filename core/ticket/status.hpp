#pragma once
// The states of a ticket and what may be done to it. Labels for people are in the message
// catalogue; these names appear in JSON and in the journal only.

#include <array>
#include <optional>
#include <string_view>

namespace langnghe {

enum class Status
{
    received,
    verified,
    classified,
    transferred,
    in_progress,
    needs_info,
    resolved,
    published,
    closed,
    rejected,
    merged,
};

enum class Action
{
    receive,
    verify,
    classify,
    set_nature,
    transfer,
    accept,
    assign,
    give_back,
    ask,
    supply,
    answer,
    resolve,
    answer_now, // a question answered straight from received
    publish,
    close,
    reject,
    merge,
    unmerge,
    reopen,
    ask_extension,
    approve_extension,
    remark,
    answer_remark,
    ask_recheck,
    close_recheck,
    reveal,
    keep_out, // from now on it is kept from a department or an official
    let_in,   // and not any more
};

enum class Urgency
{
    normal,
    urgent
};

// The legal nature, which stands beside the field.
enum class Nature
{
    unset,
    field_report,
    petition,
    regulation_feedback,
    question,
    complaint,
    denunciation,
    crime_report,
    out_of_scope,
    junk,
};

enum class ResultKind
{
    solved,
    partly,
    impossible,
    out_of_scope,
    answered
};

std::string_view name_of(Status status);
std::string_view name_of(Action action);
std::string_view name_of(Urgency urgency);
std::string_view name_of(Nature nature);
std::string_view name_of(ResultKind kind);

std::optional<Status> status_from(std::string_view name);
std::optional<Nature> nature_from(std::string_view name);
std::optional<Urgency> urgency_from(std::string_view name);
std::optional<ResultKind> result_kind_from(std::string_view name);

inline constexpr std::array all_statuses{Status::received,    Status::verified,    Status::classified,
                                         Status::transferred, Status::in_progress, Status::needs_info,
                                         Status::resolved,    Status::published,   Status::closed,
                                         Status::rejected,    Status::merged};

// Open: somebody still has to act.
constexpr bool is_open(Status status)
{
    return status != Status::resolved && status != Status::published && status != Status::closed &&
           status != Status::rejected && status != Status::merged;
}

} // namespace langnghe
