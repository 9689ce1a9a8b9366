#include "adapters/sandbox/telegram_api.hpp"
#include "adapters/sandbox/telegram_shapes.hpp"
#include "adapters/sandbox/wire.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::sandbox {

void TelegramApi::said(const Message& message)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    if (chat.group && (!chat.bot_inside || (side_.privacy && !reaches_private_bot(tools_.world, side_, message))))
        return;
    Update update;
    update.lane = "chat " + chat.id;
    update.kind = "message";
    update.payload = write_json(telegram_message(tools_.world, side_, message));
    update.chat = message.chat;
    update.message = message.id;
    feed_.push(std::move(update));
}

void TelegramApi::tapped(const Person& person, const Message& message, const Button& button)
{
    const std::string id = std::to_string(++next_query_);
    if (queries_.size() >= 1000)
        queries_.erase(queries_.begin());
    queries_[id] = Query{tools_.world.now(), message.chat};
    Json query{{"id", id}, {"from", telegram_user(person)}};
    query["message"] = telegram_message(tools_.world, side_, message);
    query["chat_instance"] = "-3141592653589793238";
    query["data"] = button.payload;
    Update update;
    update.lane = "user " + person.id;
    update.kind = "callback_query";
    update.payload = write_json(query);
    update.life = telegram_query_life;
    feed_.push(std::move(update));
}

void TelegramApi::membership(const Person& person, bool blocked)
{
    Json change{{"chat", telegram_chat(*tools_.world.chat(person.id))},
                {"from", telegram_user(person)},
                {"date", to_millis(tools_.world.now()) / 1000}};
    change["old_chat_member"] = {{"user", telegram_bot(side_)}, {"status", blocked ? "member" : "kicked"}};
    change["new_chat_member"] = {{"user", telegram_bot(side_)}, {"status", blocked ? "kicked" : "member"}};
    Update update;
    update.lane = "member " + person.id;
    update.kind = "my_chat_member";
    update.payload = write_json(change);
    feed_.push(std::move(update));
}

} // namespace langnghe::sandbox
