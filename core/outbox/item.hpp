#pragma once
// One message that the program owes somebody. Written in the transaction of the change that it tells.

#include "core/ids.hpp"
#include "core/intake/inbound_event.hpp"
#include "core/time.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe {

enum class DeliveryState
{
    queued,
    claimed, // a dispatcher is sending it; after a crash it is ambiguous
    sent,
    delivered,
    seen,
    failed,        // dead letter: the platform refused it for good
    undeliverable, // outside the window, or the chat is gone: other ways are left
    ambiguous,     // written, no answer, and not repeated
    expired,
    held, // after a restore, until `outbox release`
};

inline constexpr std::array all_delivery_states{
    DeliveryState::queued,  DeliveryState::claimed, DeliveryState::sent,          DeliveryState::delivered,
    DeliveryState::seen,    DeliveryState::failed,  DeliveryState::undeliverable, DeliveryState::ambiguous,
    DeliveryState::expired, DeliveryState::held};

// What kind of news it is: decides repeating, bundling and expiry.
enum class DeliveryKind
{
    receipt, // acknowledgement to a citizen
    status,  // news of a step
    answer,  // a formal answer or result: never repeated by itself
    push,    // to an officer or a group
    reply,   // answer to a command
    alert,   // warning: first, at any hour
};

inline constexpr std::array all_delivery_kinds{DeliveryKind::receipt, DeliveryKind::status, DeliveryKind::answer,
                                               DeliveryKind::push,    DeliveryKind::reply,  DeliveryKind::alert};

enum class Priority
{
    alert = 0,
    urgent = 1,
    normal = 2,
    bulk = 3
};

// The order within a chat: a lower rank may overtake a higher one, never the other way round (core/outbox/order.hpp).
enum class Rank
{
    alert,
    prompt, // what somebody waits for: receipts, replies, anything urgent
    news,   // waits in quiet hours, and may share a message
};

struct Button
{
    std::string title;
    std::string data; // comes back in a ButtonPress; empty when it is a link
    std::string url;
    friend bool operator==(const Button&, const Button&) = default;
};

// A file of the commune's that goes with a message. What leaves is made from it: an image is drawn anew first.
struct OutboxFile
{
    std::string sha256; // of what is kept, in hex: its name among the files
    std::string name;   // as the recipient sees it; may be empty
    AttachmentKind kind = AttachmentKind::document;
    std::string mime;
    std::int64_t bytes = 0;
    friend bool operator==(const OutboxFile&, const OutboxFile&) = default;
};

// A message of words that the platform approved before, sent where others may not go.
struct Form
{
    std::string id;
    std::vector<std::pair<std::string, std::string>> fields;
    friend bool operator==(const Form&, const Form&) = default;
};

struct OutboxItem
{
    OutboxId id = OutboxId::none;
    std::string channel;
    std::string chat;
    ChatKind chat_kind = ChatKind::private_chat;
    std::string thread;
    TicketId ticket = TicketId::none;
    DeliveryKind kind = DeliveryKind::push;
    Priority priority = Priority::normal;
    std::string text;
    std::vector<Button> buttons;
    std::vector<OutboxFile> files; // no more than the channel carries in one message (split.hpp)
    std::string reply_to;          // message id in the chat
    DeliveryState state = DeliveryState::queued;
    int attempts = 0;
    bool repeated = false; // sent again once after an ambiguous send
    TimePoint created_at;
    TimePoint next_at; // not before
    std::optional<TimePoint> lease_until;
    std::optional<TimePoint> expires_at;
    std::optional<TimePoint> sent_at;
    OutboxId bundle = OutboxId::none; // the first row of the message that it shares; itself: it goes alone
    std::string message;              // the platform's id once sent
    std::string last_error;           // the platform's words, cut to 200 characters
    std::optional<Form> form{};       // made when it is sent; not stored
};

std::string_view name_of(DeliveryState state);
std::string_view name_of(DeliveryKind kind);

// Its words were erased while it was under way: it ended before it began.
inline bool is_erased(const OutboxItem& item) { return item.expires_at && *item.expires_at <= item.created_at; }

// Nothing more will happen to it by itself.
constexpr bool is_settled(DeliveryState state)
{
    return state != DeliveryState::queued && state != DeliveryState::claimed && state != DeliveryState::held;
}

} // namespace langnghe
