#pragma once
// What the pocket platform knows: people, chats and messages, as plain values. Ids are text as the platform writes
// them: Telegram's are numbers (a private chat has its person's id, a supergroup a negative one), Zalo's people have
// 19 digits, its messages and groups 20 hex digits; on the Zalo bot platform all have. A private Zalo chat has its
// person's id too.

#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace langnghe::sandbox {

using PersonId = std::string;
using ChatId = std::string;
using MessageId = std::string;
using Clock = std::function<TimePoint()>;

enum class Network
{
    telegram,
    zalo,
    zalo_bot
};

// On which phone of the page a person appears.
enum class Side
{
    citizen,
    officer
};

struct NewPerson
{
    std::string name;
    std::string label; // who this is, for the page alone
    Network network = Network::zalo;
    Side side = Side::citizen;
    bool acquainted = true; // pressed Start, follows the account; otherwise nobody may write to them first
    bool anonymous = false; // Zalo only: writes from a website's chat window, without an account
};

struct Person
{
    PersonId id;
    std::string id_by_app; // Zalo only
    std::string name;
    std::string label;
    Network network = Network::zalo;
    Side side = Side::citizen;
    bool acquainted = true;
    std::string conversation;             // an anonymous person's
    bool blocked = false;                 // the person blocked the bot, or left the account
    std::optional<TimePoint> interaction; // the last one with the account
};

struct Chat
{
    ChatId id;
    Network network = Network::zalo;
    bool group = false;
    std::string title;
    std::vector<PersonId> members;
    bool bot_inside = true;
    ChatId migrated_to; // Telegram only: became that supergroup
};

struct Button
{
    std::string title;
    std::string payload; // what a tap brings; empty for a link
    std::string link;    // https:, tel: or sms:
    bool hidden = false; // Zalo's oa.query.hide: the tap is not shown in the chat
};

struct Photo
{
    std::string bytes; // up to 1 MiB
    std::string type = "image/jpeg";
    std::string caption;
};

struct Place
{
    double latitude = 0;
    double longitude = 0;
};

// Zalo only: sources disagree on whether a template of buttons names its type.
enum class ButtonTemplates
{
    both,
    bare,  // refused when it does
    named, // refused when it does not
    none   // no buttons at all
};

// The marks beside a message: for a person's, whether the webhook took it; for ours, whether the person has it.
enum class Tick
{
    none,
    delivered,
    seen,
    failed
};

struct Message
{
    MessageId id;
    ChatId chat;
    PersonId author; // empty: the bot or account
    std::string text;
    std::string photo;    // key of the stored file, empty when none
    std::string document; // the same for another file, and its name
    std::string file_name;
    std::optional<Place> place;
    std::vector<std::vector<Button>> rows;
    MessageId reply_to;
    TimePoint at{};
    bool edited = false;
    bool hidden = false; // a tap that the chat does not show
    bool notice = false; // a passing note over the chat (answerCallbackQuery), no message of the platform
    Tick tick = Tick::none;
    std::uint64_t change = 0; // the world's version when it was last touched
};

} // namespace langnghe::sandbox
