#include "core/officer/missed.hpp"

#include "core/message/say.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/post.hpp"
#include "core/process/act.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace langnghe::officer {
namespace {

constexpr std::size_t most_codes = 8;
constexpr std::string_view summed_up = "told in sum when the official wrote again";

bool was_missed(const OutboxItem& item)
{
    const bool told_now = item.kind == DeliveryKind::push || item.kind == DeliveryKind::alert;
    return item.state == DeliveryState::undeliverable && told_now && !is_erased(item);
}

// The newest first; of tickets that he may not see any more, nothing.
std::string codes_of(Context& context, const User& user, const std::vector<OutboxItem>& missed)
{
    std::vector<TicketId> named;
    std::string codes;
    for (auto item = missed.rbegin(); item != missed.rend() && named.size() < most_codes; ++item) {
        const auto ticket = item->ticket == TicketId::none || std::ranges::find(named, item->ticket) != named.end()
                                ? std::nullopt
                                : context.tx.tickets().find(item->ticket);
        if (!ticket || !may_see(context, actor_of(user), *ticket))
            continue;
        named.push_back(ticket->id);
        codes += (codes.empty() ? "" : ", ") + to_text(ticket->code, context.commune.letters);
    }
    return codes.empty() ? context.commune.say(Say::desk_none) : codes;
}

} // namespace

void sum_up_missed(Context& context, const Identity& identity)
{
    const auto user = context.tx.people().find_user(identity.user);
    const auto channel = context.commune.channels.find(identity.channel);
    std::vector<OutboxItem> missed = context.tx.outbox().stuck(identity.channel, identity.external_id);
    std::erase_if(missed, [](const OutboxItem& item) { return !was_missed(item); });
    if (!user || user->disabled || channel == context.commune.channels.end() || missed.empty())
        return;
    for (OutboxItem& item : missed) {
        item.state = DeliveryState::expired;
        item.last_error = summed_up;
        context.tx.outbox().save(item);
    }
    Letter letter;
    letter.channel = identity.channel;
    letter.to.id = identity.external_id;
    letter.kind = DeliveryKind::reply;
    letter.text = context.commune.say(Say::officer_missed, {{"count", std::to_string(missed.size())},
                                                            {"channel", channel->second.label},
                                                            {"codes", codes_of(context, *user, missed)}});
    if (const auto& free = channel->second.traits.free_window)
        letter.text += ' ' + context.commune.say(
                                 Say::officer_missed_window,
                                 {{"channel", channel->second.label},
                                  {"hours", std::to_string(std::chrono::floor<std::chrono::hours>(*free).count())}});
    post(context, std::move(letter));
}

} // namespace langnghe::officer
