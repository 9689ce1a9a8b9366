#include "core/people/identify.hpp"

#include "core/officer/missed.hpp"
#include "core/outbox/decide.hpp"
#include "core/outbox/reconcile.hpp"
#include "core/text/cut.hpp"

namespace langnghe {
namespace {

constexpr std::size_t longest_name = 100;
// The window is told to the minute: a burst of messages does not rewrite the row each time.
constexpr Duration window_grain = std::chrono::minutes{1};

std::string name_of(const Person& person) { return std::string{text::cut_utf16(person.name, longest_name)}; }

Identity add(Context& context, const std::string& channel, const Person& person, std::optional<TimePoint> at)
{
    Identity fresh;
    fresh.channel = channel;
    fresh.external_id = person.id;
    fresh.name = name_of(person);
    fresh.last_inbound_at = at;
    return context.tx.people().add(std::move(fresh));
}

// Whether something for this person may have been undeliverable for a window that opens now.
bool was_closed(const Context& context, const std::string& channel, const Identity& known, TimePoint at)
{
    const auto info = context.commune.channels.find(channel);
    return info != context.commune.channels.end() &&
           outbox::window(info->second.traits, known.last_inbound_at, at) != outbox::Window::open;
}

// Who reported without a name has none when he goes on, or presses a button.
bool is_new_name(Context& context, const Identity& known, const std::string& name)
{
    if (name.empty() || known.name == name)
        return false;
    if (!known.name.empty())
        return true;
    const auto ticket = context.tx.tickets().newest_of(known.id, known.channel, known.external_id);
    return !ticket || !ticket->anonymous;
}

} // namespace

Identity identify(Context& context, const std::string& channel, const Person& person)
{
    auto known = context.tx.people().find(channel, person.id);
    if (!known)
        return add(context, channel, person, std::nullopt);
    const std::string name = name_of(person);
    if (is_new_name(context, *known, name)) {
        known->name = name;
        context.tx.people().save(*known);
    }
    return *known;
}

Identity identify(Context& context, const std::string& channel, const Person& person, TimePoint at)
{
    auto known = context.tx.people().find(channel, person.id);
    if (!known)
        return add(context, channel, person, at);
    const std::string name = name_of(person);
    const bool renamed = is_new_name(context, *known, name);
    const bool later = !known->last_inbound_at || at >= *known->last_inbound_at + window_grain;
    const bool missed = known->unreachable || was_closed(context, channel, *known, at);
    if (renamed)
        known->name = name;
    if (later)
        known->last_inbound_at = at;
    if (renamed || later || known->unreachable) {
        known->unreachable = false;
        context.tx.people().save(*known);
    }
    if (missed) {
        outbox::revive(context, channel, person.id);
        if (known->user != UserId::none)
            officer::sum_up_missed(context, *known);
    }
    return *known;
}

std::optional<User> official_of(Context& context, const Identity& identity)
{
    if (identity.user == UserId::none)
        return std::nullopt;
    auto user = context.tx.people().find_user(identity.user);
    if (user && user->disabled)
        return std::nullopt;
    return user;
}

} // namespace langnghe
