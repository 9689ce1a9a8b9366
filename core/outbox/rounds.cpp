#include "core/outbox/rounds.hpp"

#include "core/intake/group_message.hpp"
#include "core/outbox/form.hpp"
#include "core/outbox/order.hpp"
#include "core/outbox/pause.hpp"
#include "core/store/sent.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::outbox {
namespace {

using Kind = Outcome::Kind;

Candidate candidate_of(Tx& tx, const Commune& commune, const ChannelInfo& channel, OutboxItem item, TimePoint now)
{
    Candidate candidate;
    if (item.chat_kind == ChatKind::private_chat)
        if (const auto identity = tx.people().find(item.channel, item.chat))
            candidate.last_inbound_at = identity->last_inbound_at;
    if (window(channel.traits, candidate.last_inbound_at, now) == Window::closed)
        candidate.form = fill_form(tx, commune, channel, item, now);
    if (rank_of(item) == Rank::news) {
        candidate.quiet = quiet_of(tx, commune, item);
        // One more than can go along: the row itself is the first that waits.
        candidate.behind = tx.outbox().waiting(item.channel, item.chat, Rank::news, static_cast<int>(most_bundled) + 1);
        std::erase_if(candidate.behind, [&](const OutboxItem& other) { return other.id <= item.id; });
    }
    candidate.item = std::move(item);
    return candidate;
}

// The platform knows better than we when this person last wrote, unless that was while the message was under way.
void close_window(Context& context, const OutboxItem& before)
{
    auto identity = context.tx.people().find(before.channel, before.chat);
    if (before.chat_kind != ChatKind::private_chat || !identity || !identity->last_inbound_at)
        return;
    if (before.lease_until && *identity->last_inbound_at > *before.lease_until - lease)
        return;
    identity->last_inbound_at.reset();
    context.tx.people().save(*identity);
}

// Approved words may still go where plain ones were refused.
void try_form(const Commune& commune, OutboxItem& item, const Outcome& outcome, TimePoint now)
{
    const auto channel = commune.channels.find(item.channel);
    if (outcome.kind != Kind::window_closed || item.form || channel == commune.channels.end() ||
        !has_form(channel->second, item))
        return;
    item.state = DeliveryState::queued;
    item.next_at = now;
}

// Words that were erased while they were under way are not stored again, nor sent.
void keep_erased(OutboxItem& item, const std::optional<OutboxItem>& present)
{
    if (!present || !is_erased(*present))
        return;
    item.text.clear();
    item.buttons.clear();
    item.files.clear();
    item.expires_at = present->expires_at;
    if (!is_settled(item.state))
        item.state = DeliveryState::undeliverable;
    item.lease_until.reset();
}

// What a change of address, a closed window or a vanished chat means beyond the item itself.
void note_chat(Context& context, const OutboxItem& before, const Outcome& outcome)
{
    if (outcome.kind == Kind::adjust && outcome.adjustment == Outcome::Adjustment::new_chat)
        take_migration(context, before.channel, {before.chat, outcome.new_chat});
    if (outcome.kind == Kind::window_closed && !before.form)
        close_window(context, before);
    if (outcome.kind != Kind::chat_gone)
        return;
    if (before.chat_kind == ChatKind::group) {
        if (auto group = context.tx.groups().find(before.channel, before.chat)) {
            group->unreachable = true;
            context.tx.groups().save(*group);
        }
    } else if (auto identity = context.tx.people().find(before.channel, before.chat)) {
        identity->unreachable = true;
        context.tx.people().save(*identity);
    }
}

void claim_together(Tx& tx, Parcel& parcel)
{
    const OutboxId lead = parcel.lead().id;
    for (OutboxItem& item : parcel.rows) {
        const OutboxId shared = item.id == lead ? OutboxId::none : lead;
        if (item.bundle == shared || item.bundle == item.id) {
            tx.outbox().claim(item.id, *item.lease_until);
            continue;
        }
        item.bundle = shared;
        tx.outbox().save(item);
    }
}

// An echo may have been faster than the answer, and it knows what a lost answer does not.
bool is_known_to_have_arrived(const std::optional<OutboxItem>& present, const Outcome& outcome)
{
    const bool no_news = outcome.kind == Kind::accepted || outcome.kind == Kind::ambiguous;
    return no_news && present &&
           (present->state == DeliveryState::sent || present->state == DeliveryState::delivered ||
            present->state == DeliveryState::seen);
}

void save(Context& context, OutboxItem item, const Outcome& outcome)
{
    const auto present = context.tx.outbox().find(item.id);
    if (is_known_to_have_arrived(present, outcome))
        return;
    try_form(context.commune, item, outcome, context.now);
    keep_erased(item, present);
    context.tx.outbox().save(item);
}

// Under every id that it got: an answer may quote any picture of an album.
void note_sent(Tx& tx, OutboxItem message, const Outcome& outcome)
{
    tx.messages().add_sent(message);
    for (const std::string& id : outcome.others) {
        message.message = id;
        tx.messages().add_sent(message);
    }
}

} // namespace

Seen look(Tx& tx, const Commune& commune, const ChannelInfo& channel, std::size_t room,
          const std::vector<std::string>& busy, TimePoint now)
{
    Seen seen;
    for (const OutboxItem& claimed : tx.outbox().orphans(channel.name, now))
        seen.lapsed = seen.lapsed || std::ranges::find(busy, claimed.chat) == busy.end();
    if (channel.traits.quota.messages > 0)
        seen.usage = tx.sent().usage(channel.name, month_in_vietnam(now));
    if (const auto pause = pause_of(tx, channel.name, now)) {
        seen.paused_until = pause->until.value_or(forever);
        return seen;
    }
    for (OutboxItem& item : tx.outbox().due(channel.name, now, static_cast<int>(room * 2), busy))
        seen.due.candidates.push_back(candidate_of(tx, commune, channel, std::move(item), now));
    seen.due.next = tx.outbox().next_due(channel.name);
    return seen;
}

void put_off(Tx& tx, const std::vector<OutboxItem>& changed)
{
    for (const OutboxItem& item : changed) {
        auto present = tx.outbox().find(item.id);
        if (!present || present->state != DeliveryState::queued)
            continue;
        present->state = item.state;
        present->next_at = item.next_at;
        tx.outbox().save(*present);
    }
}

std::vector<Parcel> claim(Tx& tx, const std::vector<Parcel>& parcels, TimePoint lease_until)
{
    std::vector<Parcel> claimed;
    for (const Parcel& parcel : parcels) {
        Parcel present;
        for (const OutboxItem& row : parcel.rows) {
            auto item = tx.outbox().find(row.id);
            if (!item || item->state != DeliveryState::queued)
                continue;
            item->state = DeliveryState::claimed;
            item->lease_until = lease_until;
            item->form = row.form;
            present.rows.push_back(std::move(*item));
        }
        if (present.rows.empty())
            continue;
        claim_together(tx, present);
        claimed.push_back(std::move(present));
    }
    return claimed;
}

void record(Context& context, const std::vector<OutboxItem>& before, const std::vector<OutboxItem>& after,
            const Outcome& outcome)
{
    for (const OutboxItem& item : after)
        save(context, item, outcome);
    if (outcome.kind == Kind::accepted && !outcome.message.empty())
        note_sent(context.tx, message_of(after), outcome);
    if (outcome.whole_channel && outcome.retry_after)
        set_told_until(context.tx, before.front().channel, context.now + told_wait(*outcome.retry_after, 0));
    note_chat(context, before.front(), outcome);
}

} // namespace langnghe::outbox
