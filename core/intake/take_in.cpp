#include "core/intake/take_in.hpp"

#include "core/intake/echo.hpp"
#include "core/intake/group_members.hpp"
#include "core/intake/group_message.hpp"
#include "core/intake/private_message.hpp"
#include "core/intake/shared_info.hpp"
#include "core/intake/unsupported.hpp"
#include "core/outbox/reconcile.hpp"
#include "core/people/erasure.hpp"
#include "core/store/privacy.hpp"

#include <array>

namespace langnghe {
namespace {

// What the platform says became of messages of ours.
Intake take_receipt(Context& context, const std::string& channel, const Receipt& receipt)
{
    const auto reached = receipt.kind == ReceiptKind::seen ? DeliveryState::seen : DeliveryState::delivered;
    Intake intake = Intake::ignored;
    for (const std::string& message : receipt.messages)
        if (outbox::take_delivery_receipt(context, channel, receipt.chat, message, reached))
            intake = Intake::accepted;
    return intake;
}

// Whoever reacts to a message of ours has seen it. It is no word, and opens no window.
Intake take_reaction(Context& context, const std::string& channel, const Reaction& reaction)
{
    if (reaction.from.is_bot || reaction.icon.empty() || reaction.chat != reaction.from.id)
        return Intake::ignored;
    return take_receipt(context, channel, {ReceiptKind::seen, reaction.chat, {reaction.message}});
}

Intake park(Context& context, const InboundEvent& event, std::string_view raw, std::string reason)
{
    ParkedEvent parked;
    parked.channel = event.channel;
    parked.key = event.key;
    parked.reason = std::move(reason);
    parked.raw = raw;
    parked.at = context.now;
    context.tx.inbox().park(parked);
    return Intake::parked;
}

Kept take_message(Context& context, const std::string& channel, const Message& message, TimePoint at)
{
    return message.chat.kind == ChatKind::group ? take_group_message(context, channel, message, at)
                                                : take_private_message(context, channel, message, at);
}

void take_withdrawal(Context& context, const std::string& channel, const Withdrawal& withdrawal)
{
    if (const auto person = context.tx.people().find(channel, withdrawal.who.id))
        erase_person(context, *person, "withdrawal");
    else
        context.tx.privacy().erase_parked(channel, withdrawal.who.id);
}

bool stands(Context& context, const std::string& channel, const Message& message)
{
    const auto known = context.tx.messages().find(channel, message.chat.id, message.id);
    return known && known->seq != 0;
}

// A message that stands on a ticket is known by its own id for as long as the ticket is, so that its event needs no
// key: keys lie anywhere in their table, and each would be one more page to write. The versions of one message share
// its id: each has a key.
Intake take_new_message(Context& context, const InboundEvent& event, const Message& message)
{
    if (context.tx.inbox().knows(event.channel, event.key))
        return Intake::duplicate;
    // Before anybody is taken to have written again: who blocked us meanwhile has not come back.
    if (!message.edited && stands(context, event.channel, message))
        return Intake::duplicate;
    const Kept kept = take_message(context, event.channel, message, event.at);
    if (kept == Kept::nothing || message.edited)
        context.tx.inbox().remember(event.channel, event.key, context.now);
    return kept == Kept::before ? Intake::duplicate : Intake::accepted;
}

// One function for each kind of content.
struct Taker
{
    Context& context;
    const InboundEvent& event;
    std::string_view raw;

    Intake operator()(const Message& message) const
    {
        return take_message(context, event.channel, message, event.at) == Kept::before ? Intake::duplicate
                                                                                       : Intake::accepted;
    }
    Intake operator()(const ButtonPress& press) const
    {
        take_press(context, event.channel, press, event.at);
        return Intake::accepted;
    }
    Intake operator()(const Receipt& receipt) const { return take_receipt(context, event.channel, receipt); }
    Intake operator()(const Contact& contact) const
    {
        take_contact(context, event.channel, contact, event.at);
        return Intake::accepted;
    }
    Intake operator()(const GroupChange& change) const
    {
        take_group_change(context, event.channel, change);
        return Intake::accepted;
    }
    Intake operator()(const GroupMigrated& migrated) const
    {
        take_migration(context, event.channel, migrated);
        return Intake::accepted;
    }
    Intake operator()(const GroupMembers& members) const
    {
        take_members(context, event.channel, members);
        return Intake::accepted;
    }
    Intake operator()(const Echo& echo) const
    {
        const bool ours = echo.staff.empty() && outbox::confirm_echo(context, event.channel, echo, event.at);
        return ours ? Intake::accepted : take_echo(context, event.channel, echo);
    }
    Intake operator()(const Reaction& reaction) const { return take_reaction(context, event.channel, reaction); }
    Intake operator()(const SharedInfo& info) const
    {
        take_shared_info(context, event.channel, info, event.at);
        return Intake::accepted;
    }
    Intake operator()(const Withdrawal& withdrawal) const
    {
        take_withdrawal(context, event.channel, withdrawal);
        return Intake::accepted;
    }
    Intake operator()(const Ignored&) const { return Intake::ignored; }
    Intake operator()(const Unsupported& unsupported) const
    {
        take_unsupported(context, event.channel, unsupported, event.at);
        return Intake::accepted;
    }
    Intake operator()(const Unknown& unknown) const { return park(context, event, raw, unknown.reason); }
};

} // namespace

Intake take_in(Context& context, const InboundEvent& event, std::string_view raw)
{
    // However old it says it is: a message has its own id to be known by, and a clock may be wrong.
    if (const auto* message = std::get_if<Message>(&event.content))
        return take_new_message(context, event, *message);
    if (event.at < context.now - keys_kept)
        return context.tx.inbox().knows(event.channel, event.key) ? Intake::duplicate : Intake::replayed;
    if (!context.tx.inbox().remember(event.channel, event.key, context.now))
        return Intake::duplicate;
    return std::visit(Taker{context, event, raw}, event.content);
}

Intake set_aside(Context& context, const InboundEvent& event, std::string_view raw)
{
    if (!context.tx.inbox().remember(event.channel, event.key, context.now))
        return Intake::duplicate;
    return park(context, event, raw, "could not be stored");
}

Intake take_again(Context& context, const InboundEvent& event)
{
    if (std::holds_alternative<Unknown>(event.content))
        return Intake::parked;
    // Understood, it may have a better key than it had when it was parked.
    context.tx.inbox().remember(event.channel, event.key, context.now);
    return std::visit(Taker{context, event, {}}, event.content);
}

bool is_out_of_time(const InboundEvent& event, TimePoint now)
{
    return event.at < now - std::chrono::hours{2} || event.at > now + std::chrono::minutes{10};
}

std::string_view name_of(Intake intake)
{
    static constexpr std::array<std::string_view, 5> names{"accepted", "duplicate", "ignored", "parked", "replayed"};
    return names[static_cast<std::size_t>(intake)];
}

} // namespace langnghe
