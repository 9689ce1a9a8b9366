#include "core/outbox/decide.hpp"

#include "core/text/cut.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace langnghe::outbox {
namespace {

using Kind = Outcome::Kind;
using Adjustment = Outcome::Adjustment;

constexpr std::size_t longest_error = 200; // UTF-16 units

bool may_repeat(DeliveryKind kind) { return kind == DeliveryKind::receipt || kind == DeliveryKind::status; }

void end(OutboxItem& item, DeliveryState state)
{
    item.state = state;
    item.lease_until.reset();
}

// Queued again, unless it is not worth it any more.
void queue(OutboxItem& item, TimePoint next_at)
{
    if (item.expires_at && next_at >= *item.expires_at)
        return end(item, DeliveryState::expired);
    if (item.attempts >= max_attempts)
        return end(item, DeliveryState::failed);
    end(item, DeliveryState::queued);
    item.next_at = next_at;
}

void doubt(OutboxItem& item, const ChannelTraits& traits, TimePoint now)
{
    if (!may_repeat(item.kind) || item.repeated)
        return end(item, DeliveryState::ambiguous);
    item.repeated = true;
    queue(item, now + (traits.echoes ? echo_wait : back_off(1, 0)));
    // It may have arrived: never shown as merely expired or failed.
    if (item.state != DeliveryState::queued)
        end(item, DeliveryState::ambiguous);
}

// Where there are no buttons, their pages stand below the words.
std::string with_links(const OutboxItem& item)
{
    std::string text = item.text;
    for (const Button& button : item.buttons)
        if (!button.url.empty())
            text.append(text.empty() ? "" : "\n").append(button.title).append(": ").append(button.url);
    return text;
}

// False when there is nothing left to change: then the refusal is final.
bool adjust(OutboxItem& item, const Outcome& outcome)
{
    switch (outcome.adjustment) {
    case Adjustment::new_chat:
        return !outcome.new_chat.empty() && std::exchange(item.chat, outcome.new_chat) != outcome.new_chat;
    case Adjustment::drop_thread:
        return !std::exchange(item.thread, {}).empty();
    case Adjustment::drop_reply:
        return !std::exchange(item.reply_to, {}).empty();
    case Adjustment::drop_buttons:
        item.text = with_links(item);
        return !std::exchange(item.buttons, {}).empty();
    case Adjustment::drop_files:
        return !std::exchange(item.files, {}).empty() && !item.text.empty();
    case Adjustment::other_shape:
        return true;
    case Adjustment::none:
        break;
    }
    return false;
}

} // namespace

Duration shelf_life(DeliveryKind kind)
{
    switch (kind) {
    case DeliveryKind::receipt: // later the person has asked again, or seen the ticket's page
        return std::chrono::hours{48};
    case DeliveryKind::status: // a step of a week ago has been followed by others
        return std::chrono::days{7};
    case DeliveryKind::answer: // somebody's right to know; as long as a case may be reopened
        return std::chrono::days{30};
    case DeliveryKind::push: // a weekend; then the lists and the report tell it
        return std::chrono::days{3};
    case DeliveryKind::reply: // nobody waits for the answer to a command any more
        return std::chrono::hours{6};
    case DeliveryKind::alert: // yesterday's warning would alarm today
        return std::chrono::hours{12};
    }
    return std::chrono::hours{48};
}

Duration back_off(int attempts, double jitter)
{
    const int doublings = std::clamp(attempts - 1, 0, 20);
    const auto full = std::min<Duration>(std::chrono::seconds{2} * (std::int64_t{1} << doublings), longest_back_off);
    const auto shorter = static_cast<double>(full.count()) * (1.0 - std::clamp(jitter, 0.0, 1.0) / 4);
    return Duration{std::llround(shorter)};
}

Duration told_wait(Duration told, double jitter)
{
    const Duration wait = std::clamp<Duration>(told, std::chrono::seconds{1}, longest_told_wait);
    const auto longer = static_cast<double>(wait.count()) * std::clamp(jitter, 0.0, 1.0) / 8;
    return wait + Duration{std::llround(longer)};
}

OutboxItem settle(OutboxItem item, const Outcome& outcome, const ChannelTraits& traits, TimePoint now, double jitter)
{
    item.last_error = text::cut_utf16(outcome.error, longest_error);
    if (outcome.kind != Kind::channel_paused)
        ++item.attempts;
    switch (outcome.kind) {
    case Kind::accepted:
        item.message = outcome.message;
        item.sent_at = now;
        item.last_error.clear();
        end(item, DeliveryState::sent);
        break;
    case Kind::retry_at:
    case Kind::temporary:
        queue(item,
              now + (outcome.retry_after ? told_wait(*outcome.retry_after, jitter) : back_off(item.attempts, jitter)));
        break;
    case Kind::permanent:
        end(item, DeliveryState::failed);
        break;
    case Kind::chat_gone:
    case Kind::window_closed:
        end(item, DeliveryState::undeliverable);
        break;
    case Kind::adjust:
        if (adjust(item, outcome))
            queue(item, now);
        else
            end(item, DeliveryState::failed);
        break;
    case Kind::ambiguous:
        doubt(item, traits, now);
        break;
    case Kind::channel_paused:
        queue(item, now + std::clamp<Duration>(outcome.retry_after.value_or(channel_pause), std::chrono::seconds{1},
                                               longest_told_wait));
        break;
    }
    return item;
}

std::vector<OutboxItem> settle(const std::vector<OutboxItem>& rows, const Outcome& outcome, const ChannelTraits& traits,
                               TimePoint now, double jitter)
{
    std::vector<OutboxItem> settled;
    for (const OutboxItem& row : rows) {
        OutboxItem& item = settled.emplace_back(settle(row, outcome, traits, now, jitter));
        const bool refused = outcome.kind == Kind::permanent || outcome.kind == Kind::adjust;
        if (rows.size() > 1 && refused && item.state == DeliveryState::failed) {
            item.bundle = item.id;
            queue(item, now);
        }
    }
    return settled;
}

OutboxItem recover(OutboxItem item, const ChannelTraits& traits, TimePoint now)
{
    Outcome outcome;
    outcome.kind = Kind::ambiguous;
    outcome.error = "the program ended while it was sending";
    return settle(std::move(item), outcome, traits, now, 0);
}

Outcome without_files(std::string why)
{
    Outcome outcome;
    outcome.kind = Kind::adjust;
    outcome.adjustment = Adjustment::drop_files;
    outcome.error = std::move(why);
    return outcome;
}

Outcome of_upload(Outcome outcome)
{
    if (outcome.kind == Kind::ambiguous)
        outcome.kind = Kind::temporary;
    if (outcome.kind == Kind::permanent)
        return without_files(std::move(outcome.error));
    return outcome;
}

bool proves_usable(Kind kind)
{
    return kind == Kind::accepted || kind == Kind::permanent || kind == Kind::chat_gone ||
           kind == Kind::window_closed || kind == Kind::adjust;
}

Window window(const ChannelTraits& traits, std::optional<TimePoint> last_inbound_at, TimePoint now)
{
    const auto within = [&](const std::optional<Duration>& span) {
        return !span || (last_inbound_at && now < *last_inbound_at + *span);
    };
    if (!within(traits.reply_window))
        return Window::closed;
    return within(traits.free_window) ? Window::open : Window::paid;
}

std::optional<DeliveryState> refuse_unsent(const OutboxItem& item, const ChannelTraits& traits,
                                           std::optional<TimePoint> last_inbound_at, bool paid_allowed, TimePoint now)
{
    if (item.expires_at && now >= *item.expires_at)
        return DeliveryState::expired;
    if (item.chat_kind == ChatKind::group)
        return std::nullopt;
    const Window state = window(traits, last_inbound_at, now);
    if (state == Window::closed || (state == Window::paid && !paid_allowed))
        return DeliveryState::undeliverable;
    return std::nullopt;
}

} // namespace langnghe::outbox
