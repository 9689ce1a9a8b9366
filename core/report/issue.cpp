#include "core/report/issue.hpp"

#include "core/hash/hash.hpp"
#include "core/journal/record.hpp"
#include "core/text/mask.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <utility>

namespace langnghe::report {
namespace {

std::string facts_of(const Period& period)
{
    return fmt::format("span={};from={}", name_of(period.span), to_rfc3339(begin_of(period)).substr(0, 10));
}

} // namespace

Result<IssuedReport> issue(Context& context, const Issuing& what, const Serialize& serialize)
{
    if (context.now < end_of(what.period))
        return Errc::wrong_state;
    const auto newest = context.tx.issued().find(what.period, 0);
    if (newest && what.corrects.empty())
        return Errc::missing_text;
    Report report = what.made ? *what.made : make(context, what.period);
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
    issued.sha256 = hash::to_hex(hash::bytes_of(hash::sha256(issued.document)));
    context.tx.issued().add(issued);
    journal::record(context, {.actor = what.actor,
                              .action = "report",
                              .facts = fmt::format("{};version={};sha256={}", facts_of(what.period), issued.version,
                                                   issued.sha256)});
    return issued;
}

Result<void> remark(Context& context, const User& author, const Period& period, std::string_view words)
{
    // Whoever handles reports does not also judge how they are handled.
    if (author.disabled || !author.roles.any_of({Role::supervisor, Role::front_officer}) ||
        author.roles.any_of({Role::leader, Role::handler}))
        return Errc::not_allowed;
    const auto said = text::trim(words);
    if (said.empty())
        return Errc::missing_text;
    if (said.size() > longest_remark)
        return Errc::too_large;
    context.tx.issued().add_remark(period, {author.id, context.now, text::mask_personal(said)});
    journal::record(context,
                    {.actor = journal::actor(author.id), .action = "report_remark", .facts = facts_of(period)});
    return {};
}

} // namespace langnghe::report
