#include "core/report/issue.hpp"

#include "core/hash/hash.hpp"
#include "core/journal/record.hpp"
#include "core/text/mask.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe::report {
namespace {

std::string facts_of(const Period& period)
{
    return fmt::format("span={};from={}", name_of(period.span), to_rfc3339(begin_of(period)).substr(0, 10));
}

std::int64_t number_in(std::string_view anchor)
{
    std::int64_t seq = 0;
    std::from_chars(anchor.data(), anchor.data() + anchor.size(), seq);
    return seq;
}

bool outdates(Context& context, const journal::Entry& entry)
{
    constexpr std::array<std::string_view, 4> always{"erase", "erase_again", "retention", "report_remark"};
    if (std::ranges::find(always, entry.action) != always.end())
        return true;
    if (entry.ticket == TicketId::none || entry.to == Status::received)
        return false; // what came in since is not in it
    const auto ticket = context.tx.tickets().find(entry.ticket);
    return ticket && (ticket->sealed() || ticket->suspected);
}

} // namespace

bool still_holds(Context& context, std::string_view anchor)
{
    constexpr int page = 500;
    std::vector<journal::Entry> entries;
    for (auto seq = number_in(anchor); !(entries = context.tx.journal().after(seq, page)).empty();
         seq = entries.back().seq)
        for (const journal::Entry& entry : entries)
            if (outdates(context, entry))
                return false;
    return true;
}

Report current(Context& context, const Period& period, const std::optional<Report>& made)
{
    return made && still_holds(context, made->anchor) ? *made : make(context, period);
}

Result<IssuedReport> issue(Context& context, const Issuing& what, const Serialize& serialize)
{
    if (context.now < end_of(what.period))
        return Errc::wrong_state;
    const auto newest = context.tx.issued().find(what.period, 0);
    if (newest && what.corrects.empty())
        return Errc::missing_text;
    Report report = current(context, what.period, what.made);
    report.version = newest ? newest->version + 1 : 1;
    report.issued_at = context.now;
    report.corrects = newest ? what.corrects : std::string{};
    report.letterhead = what.letterhead;

    IssuedReport issued;
    issued.period = what.period;
    issued.version = report.version;
    issued.at = context.now;
    issued.by = what.actor;
    issued.corrects = report.corrects;
    issued.document = serialize(report);
    issued.sha256 = hash::sha256_hex(issued.document);
    context.tx.issued().add(issued);
    journal::record(context, {.actor = what.actor,
                              .action = "report",
                              .facts = fmt::format("{};version={};sha256={}", facts_of(what.period), issued.version,
                                                   issued.sha256)});
    return issued;
}

Result<void> remark(Context& context, const User& author, const Period& period, std::string_view typed)
{
    // Whoever handles reports does not also judge how they are handled.
    if (author.disabled || !author.roles.any_of({Role::supervisor, Role::front_officer}) ||
        author.roles.any_of({Role::leader, Role::handler}))
        return Errc::not_allowed;
    const auto said = text::trim(typed);
    if (said.empty())
        return Errc::missing_text;
    if (said.size() > longest_remark)
        return Errc::too_large;
    const std::string words = text::mask_personal(said);
    context.tx.issued().add_remark(period, {author.id, context.now, words});
    journal::record(context, {.actor = journal::actor(author.id),
                              .action = "report_remark",
                              .facts = fmt::format("{};sha256={}", facts_of(period), hash::sha256_hex(words))});
    return {};
}

} // namespace langnghe::report
