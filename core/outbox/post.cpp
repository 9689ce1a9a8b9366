#include "core/outbox/post.hpp"

#include "core/outbox/decide.hpp"
#include "core/text/cut.hpp"

#include <utility>

namespace langnghe {

void post(Context& context, Letter letter)
{
    const auto channel = context.commune.channels.find(letter.channel);
    if (channel == context.commune.channels.end())
        return;
    const ChannelTraits& traits = channel->second.traits;
    if (letter.buttons.size() > traits.buttons)
        letter.buttons.resize(traits.buttons);

    OutboxItem item;
    item.channel = std::move(letter.channel);
    item.chat = std::move(letter.to.id);
    item.chat_kind = letter.to.kind;
    item.thread = std::move(letter.to.thread);
    item.ticket = letter.ticket;
    item.kind = letter.kind;
    item.priority = letter.priority;
    item.text = text::shorten(letter.text, traits.longest_text);
    item.buttons = std::move(letter.buttons);
    item.reply_to = std::move(letter.reply_to);
    item.created_at = context.now;
    item.next_at = context.now;
    item.expires_at = context.now + outbox::shelf_life(item.kind);
    context.tx.outbox().add(item);
}

bool post_to_user(Context& context, const User& user, Letter letter)
{
    std::optional<Identity> best;
    for (Identity& identity : context.tx.people().identities_of(user.id)) {
        const auto channel = context.commune.channels.find(identity.channel);
        if (identity.unreachable || identity.stopped || channel == context.commune.channels.end())
            continue;
        if (!best || best->last_inbound_at < identity.last_inbound_at)
            best = std::move(identity);
    }
    if (!best)
        return false;
    letter.channel = best->channel;
    letter.to = ChatRef{.id = best->external_id, .kind = ChatKind::private_chat, .title = {}, .thread = {}};
    post(context, std::move(letter));
    return true;
}

} // namespace langnghe
