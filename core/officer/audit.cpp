#include "core/officer/audit.hpp"

#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/text/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe::officer {
namespace {

constexpr const char* waiting = "audits_asked"; // "7 42:0123…;12": identities, some with an anchor

AskedAudit read_one(std::string_view written)
{
    AskedAudit asked;
    std::int64_t by = 0;
    std::from_chars(written.data(), written.data() + written.size(), by);
    asked.by = IdentityId{by};
    if (const auto space = written.find(' '); space != std::string_view::npos)
        asked.anchor = journal::anchor_from(written.substr(space + 1));
    return asked;
}

void save(Tx& tx, const std::vector<AskedAudit>& all)
{
    std::string written;
    for (const AskedAudit& asked : all)
        written += fmt::format("{}{}{}", written.empty() ? "" : ";", number(asked.by),
                               asked.anchor ? ' ' + asked.anchor->text : "");
    tx.set_fact(waiting, written);
}

bool same(const AskedAudit& a, const AskedAudit& b)
{
    return a.by == b.by && a.anchor.has_value() == b.anchor.has_value() &&
           (!a.anchor || a.anchor->text == b.anchor->text);
}

Say sentence_of(journal::Held held)
{
    switch (held) {
    case journal::Held::holds:
        return Say::desk_anchor_holds;
    case journal::Held::broken:
        return Say::desk_anchor_broken;
    case journal::Held::gone:
        break;
    }
    return Say::desk_anchor_gone;
}

std::string outcome(const Catalogue& say, const Audit& audit)
{
    const std::string faults = std::to_string(audit.faults);
    if (audit.faults == 0)
        return say(Say::desk_audit_sound, {{"count", std::to_string(audit.entries)}, {"anchor", audit.anchor}});
    if (audit.first_bad == 0)
        return say(Say::desk_audit_tables, {{"count", faults}});
    return say(Say::desk_audit_fault, {{"number", std::to_string(audit.first_bad)}, {"count", faults}});
}

std::string answer_to(Context& context, const AskedAudit& asked, const std::optional<Audit>& made)
{
    const Catalogue& say = context.commune.say;
    if (!made)
        return say(Say::desk_no_audit);
    std::string text = outcome(say, *made);
    if (asked.anchor)
        text += '\n' + say(sentence_of(journal::compare(context.tx, *asked.anchor)),
                           {{"number", std::to_string(asked.anchor->seq)}});
    return text;
}

} // namespace

bool may_audit(const User& user) { return langnghe::may(user.roles, Right::verify_journal, {}); }

std::string audit_example(const std::string& anchor) { return fmt::format("/{} {}", audit_name, anchor); }

void ask_audit(Talk& talk, std::string_view words)
{
    Tx& tx = talk.context.tx;
    const auto side = private_side(talk);
    if (!side)
        return tell_here(talk, talk.say()(Say::desk_open_private));
    AskedAudit asked{side->id, journal::anchor_from(words)};
    if (!asked.anchor && !text::trim(words).empty()) {
        const auto head = tx.journal().last();
        return tell(talk, talk.say()(Say::desk_audit_usage,
                                     {{"example", audit_example(head ? journal::anchor(head->seq, head->hash) : "")}}));
    }
    auto all = asked_audits(tx);
    if (std::ranges::none_of(all, [&](const AskedAudit& each) { return same(each, asked); })) {
        all.push_back(std::move(asked));
        save(tx, all);
    }
    if (talk.in_group())
        tell_here(talk, talk.say()(Say::desk_in_private));
}

std::vector<AskedAudit> asked_audits(Tx& tx)
{
    std::vector<AskedAudit> all;
    const std::string written = tx.fact(waiting).value_or("");
    for (std::string_view left = written; !left.empty();) {
        const auto end = left.find(';');
        all.push_back(read_one(left.substr(0, end)));
        left = end == std::string_view::npos ? std::string_view{} : left.substr(end + 1);
    }
    return all;
}

void answer_audits(Context& context, const std::vector<AskedAudit>& asked, const std::optional<Audit>& made)
{
    auto all = asked_audits(context.tx);
    for (const AskedAudit& each : asked) {
        std::erase_if(all, [&](const AskedAudit& still) { return same(still, each); });
        const auto identity = context.tx.people().find(each.by);
        const auto user = identity ? context.tx.people().find_user(identity->user) : std::nullopt;
        if (!user || user->disabled || !may_audit(*user))
            continue;
        Letter letter;
        letter.channel = identity->channel;
        letter.to = ChatRef{.id = identity->external_id, .kind = ChatKind::private_chat, .title = {}, .thread = {}};
        letter.text = answer_to(context, each, made);
        post(context, std::move(letter));
    }
    save(context.tx, all);
}

} // namespace langnghe::officer
