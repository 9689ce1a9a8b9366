#include "adapters/sandbox/telegram_api.hpp"
#include "adapters/sandbox/telegram_shapes.hpp"
#include "adapters/sandbox/wire.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::sandbox {

void TelegramApi::said(const Message& message)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    if (chat.group && (!chat.bot_inside || (side_.privacy && !reaches_private_bot(tools_.world, side_, message))))
        return;
    Update update;
    update.lane = "chat " + chat.id;
    update.kind = message.edited ? "edited_message" : "message";
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

// Two service messages, one in each of the two.
void TelegramApi::migrated(const Chat& from, const Chat& to)
{
    const std::string old = from.id;
    const std::string fresh = to.id;
    const auto tell = [&](const ChatId& in, const char* member, const ChatId& other) {
        Message silent;
        silent.chat = in;
        silent.hidden = true;
        const Message& said = tools_.world.say(std::move(silent));
        Json shape{{"message_id", std::stoll(said.id)},
                   {"from", telegram_bot(side_)},
                   {"chat", telegram_chat(*tools_.world.chat(in))},
                   {"date", to_millis(tools_.world.now()) / 1000},
                   {member, std::stoll(other)}};
        Update update;
        update.lane = "chat " + in;
        update.kind = "message";
        update.payload = write_json(shape);
        feed_.push(std::move(update));
    };
    tell(old, "migrate_to_chat_id", fresh);
    tell(fresh, "migrate_from_chat_id", old);
}

void TelegramApi::standing(const Chat& group, bool inside)
{
    const auto by = std::find_if(group.members.begin(), group.members.end(),
                                 [&](const PersonId& id) { return tools_.world.person(id) != nullptr; });
    Json change{{"chat", telegram_chat(group)},
                {"from", by == group.members.end() ? telegram_bot(side_) : telegram_user(*tools_.world.person(*by))},
                {"date", to_millis(tools_.world.now()) / 1000}};
    change["old_chat_member"] = {{"user", telegram_bot(side_)}, {"status", inside ? "left" : "member"}};
    change["new_chat_member"] = {{"user", telegram_bot(side_)}, {"status", inside ? "member" : "kicked"}};
    if (!inside)
        change["new_chat_member"]["until_date"] = 0;
    Update update;
    update.lane = "member " + group.id;
    update.kind = "my_chat_member";
    update.payload = write_json(change);
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
