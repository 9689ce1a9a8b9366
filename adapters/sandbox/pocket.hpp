#pragma once
// A pocket chat platform: a Telegram Bot API, a Zalo OA and a Zalo Bot over real HTTP on loopback, with the people who
// use them. State is in memory and bounded. One thread: the executor's. It reads the protocols for itself and shares no
// code with the adapters it stands against. Errors: Errc::not_found, malformed, too_large, or the listener's own.

#include "adapters/sandbox/faults.hpp"
#include "adapters/sandbox/model.hpp"
#include "core/result.hpp"
#include "core/secret.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace langnghe::sandbox {

struct TelegramSide
{
    Secret token{"7012345678:pocket"}; // the bot's id, a colon, anything
    std::string username = "pocket_bot";
    std::string name = "Pocket";
    bool privacy = true;                          // in groups only commands and replies to the bot reach it
    bool limits = false;                          // a message a second to a chat, 20 a minute to a group
    std::chrono::milliseconds patience{60'000};   // with the webhook's answer
    std::chrono::milliseconds second_poll{3'000}; // a poll that was pushed out is answered so much later
};

struct ZaloSide
{
    std::string app_id = "3186720551293846017";
    std::string oa_id = "2741853096128840375";
    std::string name = "Pocket";
    Secret secret{"pocket-oa-secret"};
    Secret access_token{"pocket-access-token"}; // the first pair
    Secret refresh_token{"pocket-refresh-token"};
    Secret app_secret{"pocket-app-secret"};
    Duration token_life = std::chrono::hours{25};
    std::string package_until = "31/12/2099";  // "dd/mm/yyyy"
    std::string calls_left = "3999";           // of this minute, as every answer says
    std::chrono::milliseconds patience{2'000}; // with the webhook's answer
    ButtonTemplates button_templates = ButtonTemplates::both;
    bool allowance = false;                                    // past 48 hours a send takes from the package
    std::map<std::string, std::vector<std::string>> templates; // approved ones, with the names of their fields
    std::string groups_until = "31/12/2099";                   // when the packages of groups end
    std::set<ChatId> ended_groups;                             // whose package has ended
    std::string staff = "1000000000000000900";                 // who types in the account's own console
    bool receipts = true; // user_received_message, user_seen_message after our sends
    bool echoes = true;   // oa_send_text, oa_send_group_text
};

struct ZaloBotSide
{
    Secret token{"1459232241454765289:pocket"}; // digits, a colon, anything
    std::string name = "Bot Pocket";            // as a mention in a group spells it
    std::int64_t monthly_messages = 3'000;      // then 429
    std::chrono::milliseconds patience{5'000};  // with the webhook's answer, and with a photo's address
};

struct PageSide
{
    std::string commune;         // shown in the header
    std::function<bool()> ready; // of the daemon; empty: unknown
};

struct PocketOptions
{
    std::string listen = "127.0.0.1:0";
    std::optional<TelegramSide> telegram;
    std::optional<ZaloSide> zalo;
    std::optional<ZaloBotSide> zalo_bot;
    std::optional<PageSide> page;
    Clock clock;             // empty: the system's
    double speed = 1;        // divides the waits of the retry ladders
    ApiHook api_fault;       // tests only
    DeliveryHook deliveries; // tests only
};

struct WebhookTargets
{
    std::string telegram_url; // empty: as setWebhook says, or polling
    Secret telegram_secret;
    std::string zalo_url;
    std::string zalo_bot_url; // empty: as setWebhook says, or polling
    Secret zalo_bot_secret;
};

// How the deliveries to one network's webhook go.
struct DeliveryState
{
    std::uint64_t delivered = 0;
    std::uint64_t failed = 0;  // attempts
    std::uint64_t dropped = 0; // events given up
    std::size_t pending = 0;
    unsigned last_status = 0; // 0: no answer
    std::optional<TimePoint> last_at;
    bool disabled = false; // Zalo switched the webhook off after its last retry
};

// How Zalo's token service was used.
struct TokenState
{
    std::uint64_t asked = 0;
    std::uint64_t granted = 0;     // pairs given out
    std::uint64_t spent_twice = 0; // refresh tokens that came once more
    std::uint64_t made = 0;
};

class Pocket
{
public:
    Pocket(boost::asio::any_io_executor executor, PocketOptions options);
    ~Pocket(); // after shutdown(), or after the context has stopped for good
    Pocket(const Pocket&) = delete;
    Pocket& operator=(const Pocket&) = delete;

    Result<void> start();
    std::uint16_t port() const;
    std::string base_url() const; // "http://127.0.0.1:PORT"
    // Also switches a disabled Zalo webhook on again.
    void set_webhook_targets(const WebhookTargets& targets);
    boost::asio::awaitable<void> shutdown();

    // The world.
    Result<PersonId> add_person(const NewPerson& person);
    Result<ChatId> add_group(Network network, std::string title);
    Result<void> join(const ChatId& group, const PersonId& person);
    Result<void> leave(const ChatId& group, const PersonId& person);
    Result<ChatId> migrate(const ChatId& group); // a Telegram group becomes a supergroup
    Result<void> set_bot_inside(const ChatId& group, bool inside);
    Result<void> set_blocked(const PersonId& person, bool blocked);
    std::vector<Person> people() const;
    std::vector<Chat> chats() const;
    std::vector<Message> messages(const ChatId& chat) const; // oldest first
    std::vector<std::string> samples() const;
    void set_samples(std::vector<std::string> samples);

    // What people do.
    Result<MessageId> person_says(const ChatId& chat, const PersonId& person, std::string text,
                                  const MessageId& reply_to = MessageId());
    Result<void> person_edits(const ChatId& chat, const PersonId& person, const MessageId& message, std::string text);
    Result<void> person_taps(const ChatId& chat, const PersonId& person, const MessageId& message, std::size_t button);
    Result<MessageId> person_sends_photo(const ChatId& chat, const PersonId& person, Photo photo);
    // By the form that the account's request_user_info shows.
    Result<void> person_shares(const PersonId& person, std::string phone, std::string address);
    Result<void> person_withdraws(const PersonId& person); // consent; Zalo only
    Result<void> person_reacts(const ChatId& chat, const PersonId& person, const MessageId& message, std::string icon);
    void end_zalo_group(const ChatId& group); // its package has run out
    // Somebody of the account's staff types in the platform's own console; Zalo only.
    Result<MessageId> staff_says(const ChatId& chat, std::string text);
    Result<MessageId> person_sends_location(const ChatId& chat, const PersonId& person, Place place);

    // What tests look at.
    // True as soon as the predicate holds, false after the timeout. It is asked at every change.
    boost::asio::awaitable<bool> wait_for(std::function<bool()> predicate, std::chrono::milliseconds timeout);
    DeliveryState deliveries(Network network) const;
    std::uint64_t api_calls(Network network) const;
    TokenState zalo_tokens() const;
    void expire_zalo_token();
    ZaloSide& zalo(); // what is changed here counts from the next call on
    // Calls that a lenient platform would let pass: unknown or long removed parameters. Up to 100.
    std::vector<std::string> complaints() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace langnghe::sandbox
