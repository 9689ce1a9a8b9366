#pragma once
// The Bot API's calls. Parameters as JSON, form or query; answers in its exact shape. What the official server
// refuses is refused here with its words. Only plain text: a parse_mode is refused. Source: Bot API 10.3.

#include "adapters/net/http.hpp"
#include "adapters/sandbox/form_data.hpp"
#include "adapters/sandbox/telegram_feed.hpp"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>

namespace langnghe::sandbox {

// How long a tap may be answered, and is delivered.
inline constexpr Duration telegram_query_life = std::chrono::seconds{150};

class TelegramApi
{
public:
    TelegramApi(Tools& tools, const TelegramSide& side, TelegramFeed& feed);

    // Paths "/bot…" and "/file/bot…".
    boost::asio::awaitable<net::Response> handle(const net::Request& request);

    // A person's side: the update for what was said (also once more, in other words) or tapped.
    void said(const Message& message);
    void tapped(const Person& person, const Message& message, const Button& button);
    void membership(const Person& person, bool blocked);
    void standing(const Chat& group, bool inside); // of the bot
    void migrated(const Chat& from, const Chat& to);

    std::uint64_t calls() const { return calls_; }

private:
    using Json = nlohmann::ordered_json;
    struct Answer
    {
        unsigned code = 200;
        std::string description;
        std::string result; // JSON
        int retry_after = 0;
        ChatId migrated_to;
    };
    using Method = Answer (TelegramApi::*)(const Json&);
    struct Entry
    {
        std::string_view name;
        Method method = nullptr;
        std::string_view parameters; // the known ones, each between spaces
    };

    static const std::map<std::string, Entry, std::less<>>& methods();
    static net::Response respond(const Answer& answer);
    static Answer good(const Json& result);
    static Answer bad(std::string description);

    std::string_view method_of(std::string_view path, unsigned& refused) const;
    Answer call(std::string_view name, const Json& parameters);
    boost::asio::awaitable<net::Response> get_updates(const Json& parameters);
    net::Response file(std::string_view path) const;
    void run_reply(std::string_view body);

    Answer get_me(const Json&);
    Answer set_webhook(const Json& parameters);
    Answer delete_webhook(const Json& parameters);
    Answer webhook_info(const Json&);
    Answer send_message(const Json& parameters);
    Answer send_photo(const Json& parameters);
    Answer send_document(const Json& parameters);
    Answer send_album(const Json& parameters);
    Answer send_file(const Json& parameters, std::string_view kind);
    Answer attach(const Json& from, std::string_view kind, Message& message);
    // The platform's words when the message to be replied to is not there.
    std::string take_reply(const Json& parameters, Message& message);
    Message* open_own(const Json& parameters, Answer& refusal);
    Answer edit_text(const Json& parameters);
    Answer answer_callback(const Json& parameters);
    Answer edit_markup(const Json& parameters);
    Answer replace(Message& message, Message changed);
    Answer set_commands(const Json& parameters);
    Answer get_commands(const Json& parameters);
    Answer delete_commands(const Json& parameters);
    std::string menu_place(const Json& parameters, Answer& refusal);
    Answer chat_action(const Json& parameters);
    Answer get_file(const Json& parameters);

    // Null and a filled refusal when the bot may not write there.
    Chat* open_chat(const Json& parameters, Answer& refusal);
    bool paced(const Chat& chat, Answer& refusal);

    Tools& tools_;
    const TelegramSide& side_;
    TelegramFeed& feed_;
    std::uint64_t calls_ = 0;
    std::uint64_t next_query_ = 23'675'324'509'871'000;
    struct Query
    {
        TimePoint at{};
        ChatId chat;
    };
    std::map<std::string, Query> queries_;
    std::map<ChatId, std::deque<TimePoint>> sent_;
    std::map<std::string, FormFile> files_;    // of the call that is being answered
    std::map<std::string, std::string> menus_; // JSON, by scope and language
};

} // namespace langnghe::sandbox
