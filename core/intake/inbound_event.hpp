#pragma once
// What a platform told us, in the words of the program. Adapters make these; ids are text, texts are NFC and cleaned,
// times are the platform's.

#include "core/ids.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace langnghe {

enum class ChatKind
{
    private_chat,
    group
};

struct ChatRef
{
    std::string id;
    ChatKind kind = ChatKind::private_chat;
    std::string title;  // of a group
    std::string thread; // topic inside a group, empty for none
};

struct Person
{
    std::string id;
    std::string name; // may be empty: Zalo does not send one
    bool is_bot = false;
    bool is_chat = false; // a group or channel speaks, an anonymous administrator: nobody's private chat
};

enum class AttachmentKind
{
    photo,
    video,
    audio,
    voice,
    document,
    sticker,
    location,
    contact,
    link
};

struct Attachment
{
    AttachmentKind kind = AttachmentKind::photo;
    std::string name;
    std::string mime;
    std::int64_t bytes = 0; // as the platform says; 0 when it does not
    std::string source;     // how it is fetched: a file id or an address
    std::string unique_id;  // stable across deliveries, where the platform has one
};

struct Position
{
    double latitude = 0;
    double longitude = 0;
};

// Where a forwarded message first stood, as far as the platform says.
struct Origin
{
    std::string author_id; // empty when hidden
    std::string author_name;
    std::string chat; // empty when unknown
    std::string message;
    std::optional<TimePoint> at;
};

struct Message
{
    std::string id; // unique within the chat
    ChatRef chat;
    Person from;
    std::string text; // text or caption
    std::vector<Attachment> attachments;
    std::optional<Position> position;
    std::string reply_to;               // message id in the same chat
    std::optional<Origin> reply_origin; // who wrote the message replied to, where the platform says
    std::string reply_text;
    std::string album; // groups the items of one album
    std::optional<Origin> forwarded;
    bool edited = false;                       // a new version of the message `id`
    bool live = false;                         // a live location that goes on arriving as an edit
    std::vector<Attachment> reply_attachments; // of the message replied to, where the platform sends them
    bool addressed = false;                    // in a group: it names the bot or the account
    std::string reply_album;                   // of the message replied to
    std::optional<Position> reply_position;
};

// Something came that the platform shows to its own app only: a file, a place, a card.
struct Unsupported
{
    std::string message;
    ChatRef chat;
    Person from;
};

struct ButtonPress
{
    std::string id; // to answer the press, where the platform wants it
    ChatRef chat;
    Person from;
    std::string message; // the message that bears the button
    std::string data;    // carries no authority
    std::string title{}; // of the button, where the platform says
    std::string shown{}; // words of the message that bears it, where the platform says
};

enum class ReceiptKind
{
    delivered,
    seen
};

struct Receipt
{
    ReceiptKind kind = ReceiptKind::delivered;
    std::string chat;
    std::vector<std::string> messages; // ids of ours
};

// A message of our own side coming back: ours (by the API) or typed by staff in the platform's console.
struct Echo
{
    std::string message;
    std::string chat;
    ChatKind chat_kind = ChatKind::private_chat;
    std::string text;
    std::string staff; // the platform's id of the member of staff; empty: sent by the API
};

struct Reaction
{
    std::string chat;
    Person from;
    std::string message;
    std::string icon; // empty: taken back
};

// Started, followed, clicked the chat button; or stopped, unfollowed, blocked.
struct Contact
{
    Person who;
    bool reachable = true;
    std::string payload; // of a deep link
};

// The bot's own standing in a group, or a group that appears or disappears.
struct GroupChange
{
    ChatRef chat;
    bool present = true;
};

struct GroupMigrated
{
    std::string from;
    std::string to;
};

// Who belongs to a group changed, as far as the platform tells.
struct GroupMembers
{
    enum class Change
    {
        joined,
        left,
        asked,   // waits to be let in
        refused, // is not
        promoted,
        demoted
    };
    ChatRef chat;
    Change change = Change::joined;
    std::vector<std::string> people; // ids
};

// Personal details that a citizen gave on request.
struct SharedInfo
{
    Person who;
    std::string phone;
    std::string address;
};

// The platform says that this person withdrew consent: their data must go.
struct Withdrawal
{
    Person who;
};

// Understood and knowingly left alone; counted by type.
struct Ignored
{
    std::string reason;
};

// Not understood: kept raw and counted, so that nothing is lost.
struct Unknown
{
    std::string reason;
};

using EventContent = std::variant<Message, ButtonPress, Receipt, Echo, Reaction, Contact, GroupChange, GroupMigrated,
                                  GroupMembers, SharedInfo, Withdrawal, Ignored, Unknown, Unsupported>;

struct InboundEvent
{
    std::string channel; // name of the channel it came by
    std::string key;     // what makes it the same event when it comes again
    std::string type;    // the platform's name of it, for counters
    TimePoint at;        // platform time
    EventContent content;
};

} // namespace langnghe
