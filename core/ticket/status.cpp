#include "core/ticket/status.hpp"

#include <algorithm>

namespace langnghe {
namespace {

constexpr std::array<std::string_view, 11> statuses{"received",    "verified",   "classified", "transferred",
                                                    "in_progress", "needs_info", "resolved",   "published",
                                                    "closed",      "rejected",   "merged"};
constexpr std::array<std::string_view, 28> actions{
    "receive",   "verify",        "classify",    "set_nature",    "transfer", "accept",        "assign",
    "give_back", "ask",           "supply",      "answer",        "resolve",  "answer_now",    "publish",
    "close",     "reject",        "merge",       "unmerge",       "reopen",   "ask_extension", "approve_extension",
    "remark",    "answer_remark", "ask_recheck", "close_recheck", "reveal",   "keep_out",      "let_in"};
constexpr std::array<std::string_view, 2> urgencies{"normal", "urgent"};
constexpr std::array<std::string_view, 10> natures{
    "unset",     "field_report", "petition",     "regulation_feedback", "question",
    "complaint", "denunciation", "crime_report", "out_of_scope",        "junk"};
constexpr std::array<std::string_view, 5> results{"solved", "partly", "impossible", "out_of_scope", "answered"};

template <class Enum, std::size_t n>
std::optional<Enum> from(const std::array<std::string_view, n>& names, std::string_view name)
{
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

} // namespace

std::string_view name_of(Status status) { return statuses[static_cast<std::size_t>(status)]; }

std::string_view name_of(Action action) { return actions[static_cast<std::size_t>(action)]; }
std::string_view name_of(Urgency urgency) { return urgencies[static_cast<std::size_t>(urgency)]; }
std::string_view name_of(Nature nature) { return natures[static_cast<std::size_t>(nature)]; }
std::string_view name_of(ResultKind kind) { return results[static_cast<std::size_t>(kind)]; }

std::optional<Status> status_from(std::string_view name) { return from<Status>(statuses, name); }
std::optional<Nature> nature_from(std::string_view name) { return from<Nature>(natures, name); }
std::optional<Urgency> urgency_from(std::string_view name) { return from<Urgency>(urgencies, name); }
std::optional<ResultKind> result_kind_from(std::string_view name) { return from<ResultKind>(results, name); }

} // namespace langnghe
