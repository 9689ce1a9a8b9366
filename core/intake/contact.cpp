#include "core/intake/private_message.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/identify.hpp"
#include "core/people/notice.hpp"

namespace langnghe {

void take_contact(Context& context, const std::string& channel, const Contact& contact, TimePoint at)
{
    if (!contact.reachable) {
        if (auto known = context.tx.people().find(channel, contact.who.id); known && !known->unreachable) {
            known->unreachable = true;
            context.tx.people().save(*known);
        }
        return;
    }
    Identity identity = identify(context, channel, contact.who, at);
    if (identity.greeted)
        return;
    Letter letter;
    letter.channel = channel;
    letter.to.id = contact.who.id;
    letter.text = context.commune.say(Say::greeting, {{"commune", context.commune.name}});
    add_notice(context, identity, letter, false);
    post(context, std::move(letter));
}

} // namespace langnghe
