#include "adapters/zalo_oa/event.hpp"

#include "adapters/zalo_oa/message.hpp"
#include "core/hash/hash.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>

#include <array>

namespace langnghe::zalo_oa {
namespace {

constexpr std::int64_t first_milli = 1'356'998'400'000; // 2013-01-01
constexpr std::int64_t last_milli = 4'102'444'800'000;  // 2100-01-01
constexpr std::string_view reaction_removed = "/-remove";

// Templates tell when they were delivered; the event itself may come much later.
TimePoint time_of(json::View event, TimePoint received_at)
{
    if (const auto delivered = read_time(event.object("message"), "delivery_time"))
        return *delivered;
    return read_time(event, "timestamp").value_or(received_at);
}

std::string_view class_of(Family family)
{
    switch (family) {
    case Family::message:
        return "message";
    case Family::anonymous:
        return "anonymous";
    case Family::group_message:
        return "group";
    case Family::echo:
        return "echo";
    case Family::group_echo:
        return "group_echo";
    case Family::received:
        return "received";
    case Family::seen:
        return "seen";
    case Family::reaction:
        return "reaction";
    case Family::account_reaction:
        return "account_reaction";
    default:
        return {};
    }
}

std::string hash_key(std::string_view body) { return "body/" + hash::sha256_hex(body); }

// Echoes, receipts and reactions bear the id of our message, so the class of event belongs to the key.
std::string key_of(json::View event, Family family, const std::string& message, std::string_view body)
{
    const auto kind = class_of(family);
    const auto sender = event.object("sender").id("id");
    if (kind.empty() || message.empty())
        return hash_key(body);
    if (family == Family::reaction || family == Family::account_reaction)
        return fmt::format("{}/{}/{}/{}/{}", kind, message, sender, event.object("message").text("react_icon"),
                           event.id("timestamp"));
    return fmt::format("{}/{}/{}", kind, message, sender);
}

EventContent read_receipt(json::View event, ReceiptKind kind, const std::string& message)
{
    auto chat = event.object("recipient").id("id");
    if (message.empty() || chat.empty())
        return Unknown{"receipt without message or recipient"};
    return Receipt{kind, std::move(chat), {message}};
}

EventContent read_reaction(json::View event, bool of_account)
{
    Reaction result;
    result.from.id = event.object("sender").id("id");
    result.from.is_bot = of_account;
    result.chat = of_account ? event.object("recipient").id("id") : result.from.id;
    result.message = event.object("message").id("msg_id");
    const auto icon = event.object("message").text("react_icon");
    result.icon = icon == reaction_removed ? std::string_view{} : icon;
    if (result.chat.empty() || result.message.empty() || result.from.id.empty())
        return Unknown{"reaction without message or parties"};
    return result;
}

Person read_user(json::View event)
{
    for (const auto* party : {"follower", "sender"})
        if (auto id = event.object(party).id("id"); !id.empty())
            return {std::move(id), {}, false};
    return {event.id("user_id"), {}, false};
}

EventContent read_contact(json::View event, bool reachable)
{
    auto who = read_user(event);
    if (who.id.empty())
        return Unknown{"contact without user"};
    return Contact{std::move(who), reachable, {}};
}

EventContent read_shared_info(json::View event)
{
    SharedInfo result;
    const auto info = event.object("info");
    result.who = read_user(event);
    result.who.name = text::clean_inbound(info.text("name"));
    result.phone = info.id("phone");
    const auto add = [&](std::string_view part) {
        const auto words = text::clean_inbound(part);
        result.address += words.empty() || result.address.empty() ? words : ", " + words;
    };
    for (const auto* key : {"user_address", "user_ward", "user_city"})
        add(info.object("full_address").text(key));
    if (result.address.empty())
        for (const auto* key : {"address", "ward", "district", "city"})
            add(info.text(key));
    if (result.who.id.empty() || !info)
        return Unknown{"shared details without user or details"};
    return result;
}

EventContent read_withdrawal(json::View event)
{
    auto who = read_user(event);
    if (who.id.empty())
        return Unknown{"withdrawal without user"};
    return Withdrawal{std::move(who)};
}

EventContent read_group(json::View event, bool present)
{
    auto id = event.id("group_id");
    if (id.empty())
        return Unknown{"group without id"};
    auto title = text::clean_inbound(event.text(event.has("group_name") ? "group_name" : "name"));
    return GroupChange{ChatRef{std::move(id), ChatKind::group, std::move(title), {}}, present};
}

EventContent read_members(json::View event, Family family)
{
    using Change = GroupMembers::Change;
    static constexpr std::array changes{Change::joined,  Change::left,     Change::asked,
                                        Change::refused, Change::promoted, Change::demoted};
    GroupMembers members;
    members.chat.id = event.id("group_id");
    members.chat.kind = ChatKind::group;
    members.change = changes.at(static_cast<std::size_t>(family) - static_cast<std::size_t>(Family::group_joined));
    for (const auto& user : event.array("users"))
        if (auto id = user.id("id"); !id.empty())
            members.people.push_back(std::move(id));
    if (members.chat.id.empty() || members.people.empty())
        return Unknown{"members without group or people"};
    return members;
}

EventContent read_content(json::View event, const EventKind& kind, const std::string& message, std::string_view oa_id)
{
    switch (kind.family) {
    case Family::message:
    case Family::anonymous:
    case Family::group_message:
        return read_message(event, kind.family, oa_id);
    case Family::echo:
    case Family::group_echo:
        return read_echo(event, kind.family);
    case Family::received:
        return read_receipt(event, ReceiptKind::delivered, message);
    case Family::seen:
        return read_receipt(event, ReceiptKind::seen, message);
    case Family::reaction:
        return read_reaction(event, false);
    case Family::account_reaction:
        return read_reaction(event, true);
    case Family::follow:
    case Family::chat_button:
        return read_contact(event, true);
    case Family::unfollow:
        return read_contact(event, false);
    case Family::shared_info:
        return read_shared_info(event);
    case Family::withdrawal:
        return read_withdrawal(event);
    case Family::group_created:
    case Family::group_changed:
        return read_group(event, true);
    case Family::group_deleted:
        return read_group(event, false);
    case Family::kept:
        return Unknown{std::string{kind.reason}};
    case Family::ignored:
        return Ignored{std::string{kind.reason}};
    default:
        return read_members(event, kind.family);
    }
}

// Every account that let the app in sends to the same address, and so does the console's test.
bool is_for(json::View event, Family family, std::string_view oa_id)
{
    const bool to_account = family == Family::message || family == Family::anonymous || family == Family::reaction ||
                            family == Family::shared_info;
    const bool by_account = family == Family::echo || family == Family::received || family == Family::seen ||
                            family == Family::account_reaction;
    std::array named{event.id("oa_id"), event.id("oaId"),
                     to_account   ? event.object("recipient").id("id")
                     : by_account ? event.object("sender").id("id")
                                  : std::string{}};
    for (const auto& id : named)
        if (!id.empty() && !oa_id.empty() && id != oa_id)
            return false;
    return true;
}

// The ids of the messages that it is about: several for "seen", which becomes one event each.
std::vector<std::string> messages_of(json::View event, Family family)
{
    const auto message = event.object("message");
    auto ids = family == Family::seen ? message.ids("msg_ids") : std::vector<std::string>{};
    if (ids.empty())
        ids.push_back(message.id("msg_id"));
    return ids;
}

} // namespace

std::optional<TimePoint> read_time(json::View object, std::string_view key)
{
    const auto millis = object.digits(key);
    if (!millis || *millis < first_milli || *millis > last_milli)
        return {};
    return from_millis(*millis);
}

InboundEvent unreadable_event(const EventContext& context)
{
    InboundEvent event;
    event.channel = context.channel;
    event.key = hash_key(context.body);
    event.type = "unknown";
    event.at = context.received_at;
    event.content = Unknown{"unknown event"};
    return event;
}

std::vector<InboundEvent> read_event(json::View event, const EventContext& context)
{
    auto base = unreadable_event(context);
    base.at = time_of(event, context.received_at);
    const auto* kind = find_event(event.text("event_name"));
    if (kind == nullptr)
        return {std::move(base)};
    base.type = kind->name;
    if (!is_for(event, kind->family, context.oa_id)) {
        base.content = Ignored{"for another official account, or a test of the console"};
        return {std::move(base)};
    }
    std::vector<InboundEvent> events;
    for (const auto& message : messages_of(event, kind->family)) {
        events.push_back(base);
        events.back().key = key_of(event, kind->family, message, context.body);
        events.back().content = read_content(event, *kind, message, context.oa_id);
    }
    return events;
}

} // namespace langnghe::zalo_oa
