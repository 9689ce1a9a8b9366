#pragma once
// The states of a ticket (phiếu phản ánh) and what may be done to it. Labels for people are in the message
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
    receive,    // tiếp nhận: the program, from a citizen's message
    verify,     // xác minh
    classify,   // phân loại
    set_nature, // tính chất
    transfer,   // chuyển xử lý
    accept,     // nhận
    assign,     // giao việc inside the department
    give_back,  // hoàn trả
    ask,        // hỏi người gửi
    supply,     // người gửi bổ sung
    answer,     // trả lời tạm
    resolve,    // báo kết quả
    answer_now, // a question answered straight from received
    publish,    // công khai
    close,      // kết thúc
    reject,     // không tiếp nhận
    merge,      // gộp
    unmerge,    // tách
    reopen,     // mở lại
    ask_extension,
    approve_extension,
    remark,      // giám sát
    ask_recheck, // xem lại
    close_recheck,
    reveal, // xem người gửi
};

enum class Urgency
{
    normal,
    urgent
};

// Tính chất pháp lý.
enum class Nature
{
    unset,
    field_report,        // phản ánh hiện trường
    petition,            // kiến nghị
    regulation_feedback, // phản ánh quy định hành chính
    question,            // hỏi đáp
    complaint,           // khiếu nại
    denunciation,        // tố cáo: sealed
    crime_report,        // tố giác, tin báo về tội phạm
    out_of_scope,        // không thuộc thẩm quyền
    junk,                // rác
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
