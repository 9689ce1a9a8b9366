#include "adapters/sandbox/telegram_api.hpp"
#include "adapters/sandbox/telegram_parameters.hpp"
#include "adapters/sandbox/telegram_shapes.hpp"
#include "adapters/sandbox/wire.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::sandbox {

// Null and a filled refusal when there is no such message of the bot's.
Message* TelegramApi::open_own(const Json& parameters, Answer& refusal)
{
    const Chat* chat = open_chat(parameters, refusal);
    Message* message = chat ? tools_.world.message(chat->id, id_of(parameters, "message_id")) : nullptr;
    if (chat && !message)
        refusal = bad("message to edit not found");
    if (!message || message->author.empty())
        return message;
    refusal = bad("message can't be edited");
    return nullptr;
}

TelegramApi::Answer TelegramApi::edit_text(const Json& parameters)
{
    Answer refusal;
    Message* message = open_own(parameters, refusal);
    if (!message)
        return refusal;
    if (auto wrong = wrong_text(parameters); !wrong.empty())
        return bad(std::move(wrong));
    std::vector<std::vector<Button>> rows;
    if (auto wrong = read_keyboard(nested(parameters, "reply_markup"), rows); !wrong.empty())
        return bad(std::move(wrong));
    Message changed = *message;
    changed.text = text_of(parameters, "text");
    changed.rows = std::move(rows);
    return replace(*message, std::move(changed));
}

TelegramApi::Answer TelegramApi::edit_markup(const Json& parameters)
{
    Answer refusal;
    Message* message = open_own(parameters, refusal);
    if (!message)
        return refusal;
    std::vector<std::vector<Button>> rows;
    if (auto wrong = read_keyboard(nested(parameters, "reply_markup"), rows); !wrong.empty())
        return bad(std::move(wrong));
    Message changed = *message;
    changed.rows = std::move(rows);
    return replace(*message, std::move(changed));
}

TelegramApi::Answer TelegramApi::replace(Message& message, Message changed)
{
    changed.edited = true;
    Message before = message;
    before.edited = true;
    if (telegram_message(tools_.world, side_, changed) == telegram_message(tools_.world, side_, before))
        return bad("message is not modified: specified new message content and reply markup are exactly the same as "
                   "a current content and reply markup of the message");
    message = std::move(changed);
    tools_.world.change(message);
    return good(telegram_message(tools_.world, side_, message));
}

} // namespace langnghe::sandbox
