#include "core/outbox/post.hpp"

#include "core/outbox/choices.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/order.hpp"
#include "core/outbox/reconcile.hpp"
#include "core/outbox/split.hpp"
#include "core/text/cut.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace langnghe {

bool may_write_to(const Commune& commune, const Identity& identity, TimePoint now)
{
    const auto channel = commune.channels.find(identity.channel);
    if (channel == commune.channels.end() || identity.unreachable || !identity.last_inbound_at)
        return false;
    const auto window = outbox::window(channel->second.traits, identity.last_inbound_at, now);
    return window == outbox::Window::open || (window == outbox::Window::paid && channel->second.paid_messages);
}

bool is_within_reach(const Commune& commune, const Identity& identity, TimePoint now)
{
    return !identity.stopped && may_write_to(commune, identity, now);
}

std::optional<Identity> way_to(Tx& tx, const Commune& commune, const User& user, TimePoint now)
{
    std::optional<Identity> best;
    bool reached = false; // by the best so far
    for (Identity& identity : tx.people().identities_of(user.id)) {
        if (identity.unreachable || identity.stopped || !commune.channels.contains(identity.channel))
            continue;
        const bool reaches = is_within_reach(commune, identity, now);
        if (best && (reaches != reached ? reached : best->last_inbound_at >= identity.last_inbound_at))
            continue;
        best = std::move(identity);
        reached = reaches;
    }
    return best;
}

std::vector<User> out_of_reach(Tx& tx, const Commune& commune, TimePoint now)
{
    std::vector<User> users = tx.people().users();
    std::erase_if(users, [&](const User& user) {
        const auto way = user.disabled ? std::nullopt : way_to(tx, commune, user, now);
        return !way || is_within_reach(commune, *way, now);
    });
    return users;
}

namespace {

// News for a citizen who asked for none: kept to be seen, and told when they ask for news again.
bool is_unwanted(Context& context, const Letter& letter)
{
    const bool news =
        letter.kind == DeliveryKind::status || letter.kind == DeliveryKind::answer || letter.kind == DeliveryKind::push;
    if (!news || letter.to.kind == ChatKind::group)
        return false;
    const auto hearer = context.tx.people().find(letter.channel, letter.to.id);
    return hearer && hearer->stopped && hearer->user == UserId::none;
}

void post_part(Context& context, Letter letter, const ChannelTraits& traits, bool unwanted)
{
    OutboxItem item;
    item.channel = std::move(letter.channel);
    item.chat = std::move(letter.to.id);
    item.chat_kind = letter.to.kind;
    item.thread = std::move(letter.to.thread);
    item.ticket = letter.ticket;
    item.kind = letter.kind;
    item.priority = letter.kind == DeliveryKind::alert ? Priority::alert : letter.priority;
    item.text = text::shorten(letter.text, traits.longest_text);
    item.buttons = std::move(letter.buttons);
    item.files = std::move(letter.files);
    item.reply_to = std::move(letter.reply_to);
    item.created_at = context.now;
    item.next_at = context.now;
    item.expires_at = context.now + outbox::shelf_life(item.kind);
    if (item.kind == DeliveryKind::status && outbox::rank_of(item) == Rank::news)
        item.next_at += outbox::news_rest;
    if (unwanted) {
        item.state = DeliveryState::undeliverable;
        item.last_error = outbox::asked_for_none;
    }
    context.tx.outbox().add(item);
}

void post_all(Context& context, Letter letter, bool unwanted)
{
    const auto channel = context.commune.channels.find(letter.channel);
    if (channel == context.commune.channels.end() || letter.to.id.empty()) // nowhere: it was forgotten
        return;
    const ChannelTraits& traits = channel->second.traits;
    const bool listed = traits.buttons == 0 && letter.to.kind == ChatKind::private_chat;
    if (listed)
        letter.text = outbox::with_choices(context.commune.say, letter.text, letter.buttons, traits.longest_text);
    else if (letter.buttons.size() > traits.buttons)
        letter.buttons.resize(traits.buttons);
    if (letter.files.empty() && text::utf16_length(letter.text) <= traits.longest_text)
        return post_part(context, std::move(letter), traits, unwanted);
    for (Letter& part : outbox::split(std::move(letter), traits))
        post_part(context, std::move(part), traits, unwanted);
}

} // namespace

void post(Context& context, Letter letter)
{
    const bool unwanted = is_unwanted(context, letter);
    post_all(context, std::move(letter), unwanted);
}

bool post_to_user(Context& context, const User& user, Letter letter)
{
    const auto best = way_to(context.tx, context.commune, user, context.now);
    if (!best)
        return false;
    letter.channel = best->channel;
    letter.to = ChatRef{.id = best->external_id, .kind = ChatKind::private_chat, .title = {}, .thread = {}};
    post_all(context, std::move(letter), false); // who wants none has no way
    return true;
}

bool reaches_anybody(Tx& tx, const Commune& commune, Role role, TimePoint now)
{
    return std::ranges::any_of(tx.people().users(), [&](const User& user) {
        return !user.disabled && user.roles.has(role) && way_to(tx, commune, user, now);
    });
}

} // namespace langnghe
