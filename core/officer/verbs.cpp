#include "core/officer/verbs.hpp"

#include <algorithm>
#include <array>

namespace langnghe::officer {
namespace {

constexpr Slot none = Slot::nothing;

// In the order of Verb.
constexpr std::array table{
    Command{Verb::verify, "xacminh", "verify", Right::verify, Action::verify},
    Command{Verb::classify, "phanloai", "classify", Right::classify, Action::classify, Slot::field, none,
            Say::example_classify},
    Command{Verb::nature, "tinhchat", "nature", Right::classify, Action::set_nature, Slot::nature, none,
            Say::example_nature},
    Command{Verb::transfer, "chuyen", "transfer", Right::transfer, Action::transfer, Slot::field, Slot::department,
            Say::example_transfer},
    Command{Verb::accept, "nhan", "accept", Right::accept, Action::accept},
    Command{Verb::assign, "giaoviec", "assign", Right::assign, Action::assign, Slot::person, none, Say::example_assign},
    Command{Verb::give_back, "hoantra", "return", Right::give_back, Action::give_back, Slot::text, none,
            Say::example_give_back},
    Command{Verb::ask, "hoi", "ask", Right::ask, Action::ask, Slot::text, none, Say::example_ask},
    Command{Verb::answer, "traloi", "answer", Right::answer, Action::answer, Slot::text, none, Say::example_answer},
    Command{Verb::done, "xong", "done", Right::report_result, Action::resolve, Slot::text, Slot::evidence,
            Say::example_done},
    Command{Verb::publish, "congkhai", "publish", Right::publish, Action::publish, Slot::text, Slot::photos},
    Command{Verb::close, "ketthuc", "close", Right::close, Action::close, Slot::text, none, Say::example_close},
    Command{Verb::reject, "tuchoi", "reject", Right::reject, Action::reject, Slot::text, none, Say::example_reject},
    Command{Verb::merge, "gop", "merge", Right::merge, Action::merge, Slot::master},
    Command{Verb::unmerge, "tach", "unmerge", Right::merge, Action::unmerge},
    Command{Verb::reopen, "molai", "reopen", Right::reopen, Action::reopen, Slot::text, none, Say::example_reopen},
    Command{Verb::extend, "giahan", "extend", Right::ask_extension, Action::ask_extension, Slot::days, Slot::text,
            Say::example_extend},
    Command{Verb::approve, "duyet", "approve", Right::approve_extension, Action::approve_extension},
    Command{Verb::reveal, "nguoigui", "reveal", Right::reveal, Action::reveal, Slot::text, none, Say::example_reveal},
    Command{Verb::keep_out, "tranh", "keepfrom", Right::keep_out, Action::keep_out, Slot::party, none,
            Say::example_keep_out},
    Command{Verb::let_in, "botranh", "letin", Right::keep_out, Action::let_in, Slot::party, none, Say::example_let_in},
    Command{Verb::supervise, "giamsat", "supervise", Right::remark, Action::remark, Slot::text, none,
            Say::example_supervise},
    Command{Verb::recheck, "xemlai", "recheck", Right::ask_recheck, Action::ask_recheck, Slot::text, none,
            Say::example_recheck},
    Command{Verb::mine, "viec", "mine", Right::read_masked},
    Command{Verb::overdue, "quahan", "overdue", Right::read_masked},
    Command{Verb::find, "tim", "find", Right::read_masked, std::nullopt, none, none, Say::example_find},
    Command{Verb::show, "xem", "show", Right::read_masked},
};

} // namespace

std::span<const Command> commands() { return table; }

const Command& command_of(Verb verb) { return table[static_cast<std::size_t>(verb)]; }

const Command* find_command(std::string_view folded)
{
    const auto* found = std::ranges::find_if(
        table, [&](const Command& command) { return command.name == folded || command.alias == folded; });
    return found == table.end() ? nullptr : found;
}

bool holds(const Command& command, Roles roles, bool has_department)
{
    const Standing own{.own_department = has_department};
    const Standing sealed{.own_department = has_department, .sealed = true};
    return may(roles, command.right, own) || may(roles, command.right, sealed);
}

bool could(const Command& command, Roles roles, bool has_department)
{
    // Of what is sealed alone, which no search finds.
    const bool looks =
        !command.action && command.verb != Verb::find && may(roles, Right::read_sealed, {.sealed = true});
    const bool answers = command.verb == Verb::done && may(roles, Right::answer, {.own_department = has_department});
    return looks || answers || holds(command, roles, has_department);
}

} // namespace langnghe::officer
