#include "adapters/sandbox/zalo_events.hpp"

#include "adapters/sandbox/wire.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::sandbox {

namespace {

// The event names differ by what a message bears.
std::string_view kind_of(const Message& message)
{
    if (!message.photo.empty())
        return "image";
    return message.place ? "location" : "text";
}

} // namespace

ZaloEvents::Json ZaloEvents::content(const Message& message) const
{
    Json shape = Json::object();
    if (!message.photo.empty()) {
        const std::string url = base_url_ + "/files/" + message.photo;
        Json payload{{"thumbnail", url}, {"url", url}};
        shape["attachments"] = Json::array({{{"payload", payload}, {"type", "image"}}});
    } else if (message.place) {
        Json coordinates{{"latitude", fmt::format("{}", message.place->latitude)},
                         {"longitude", fmt::format("{}", message.place->longitude)}};
        Json payload = Json::object();
        payload["coordinates"] = std::move(coordinates);
        shape["attachments"] = Json::array({{{"payload", payload}, {"type", "location"}}});
    }
    shape["text"] = message.text;
    shape["msg_id"] = message.id;
    if (!message.reply_to.empty() && !message.author.empty())
        shape["quote_msg_id"] = message.reply_to;
    return shape;
}

void ZaloEvents::said(const Message& message)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    const Person& person = *tools_.world.person(message.author);
    if (chat.group && !chat.bot_inside)
        return;
    Json event;
    event["app_id"] = side_.app_id;
    if (chat.group)
        event["oa_id"] = side_.oa_id;
    event["sender"]["id"] = person.id;
    const bool anonymous = !person.conversation.empty();
    if (!anonymous)
        event["user_id_by_app"] = person.id_by_app;
    event["recipient"]["id"] = chat.group ? chat.id : side_.oa_id;
    const std::string_view prefix = chat.group ? "user_send_group_" : anonymous ? "anonymous_send_" : "user_send_";
    event["event_name"] = fmt::format("{}{}", prefix, kind_of(message));
    Json body = content(message);
    if (anonymous)
        body["conversation_id"] = person.conversation;
    event["message"] = std::move(body);
    emit(event, &message);
}

void ZaloEvents::followed(const Person& person, bool follows)
{
    Json event;
    event["oa_id"] = side_.oa_id;
    event["follower"]["id"] = person.id;
    event["user_id_by_app"] = person.id_by_app;
    event["event_name"] = follows ? "follow" : "unfollow";
    event["source"] = "oa_profile";
    event["app_id"] = side_.app_id;
    emit(event, nullptr);
}

void ZaloEvents::group_created(const Chat& group)
{
    Json event;
    event["app_id"] = side_.app_id;
    event["oa_id"] = side_.oa_id;
    event["group_id"] = group.id;
    event["event_name"] = "create_group";
    emit(event, nullptr);
}

void ZaloEvents::member(const Chat& group, const Person& person, bool joined)
{
    Json event;
    event["app_id"] = side_.app_id;
    event["oa_id"] = side_.oa_id;
    event["group_id"] = group.id;
    event["event_name"] = joined ? "user_join_group" : "user_out_group";
    event["users"] = Json::array();
    event["users"].push_back({{"id", person.id}});
    emit(event, nullptr);
}

void ZaloEvents::sent(const Message& message)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    if (side_.echoes)
        echo(message, chat.id);
    const Person* person = chat.group ? nullptr : tools_.world.person(chat.id);
    if (!side_.receipts || !person || !person->conversation.empty())
        return;
    receipt(message, *person, false);
    receipt(message, *person, true);
}

void ZaloEvents::echo(const Message& message, const std::string& to)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    const Person* person = tools_.world.person(chat.id);
    const bool anonymous = person && !person->conversation.empty();
    Json event;
    event["app_id"] = side_.app_id;
    if (chat.group)
        event["oa_id"] = side_.oa_id;
    event["sender"]["id"] = side_.oa_id;
    event["recipient"]["id"] = to;
    event["event_name"] = chat.group ? "oa_send_group_text" : anonymous ? "oa_send_anonymous_text" : "oa_send_text";
    Json body = content(message);
    if (anonymous)
        body["conversation_id"] = person->conversation;
    event["message"] = std::move(body);
    if (person && !anonymous)
        event["user_id_by_app"] = person->id_by_app;
    emit(event, nullptr);
}

void ZaloEvents::receipt(const Message& message, const Person& person, bool seen)
{
    Json event;
    event["app_id"] = side_.app_id;
    event["sender"]["id"] = side_.oa_id;
    event["user_id_by_app"] = person.id_by_app;
    event["recipient"]["id"] = person.id;
    event["event_name"] = seen ? "user_seen_message" : "user_received_message";
    if (seen)
        event["message"]["msg_ids"] = Json::array({message.id});
    else
        event["message"]["msg_id"] = message.id;
    emit(event, nullptr);
}

void ZaloEvents::emit(Json& event, const Message* ticked)
{
    ZaloEvent out;
    out.timestamp = std::to_string(to_millis(tools_.world.now()));
    event["timestamp"] = out.timestamp;
    out.body = write_json(event);
    if (ticked) {
        out.chat = ticked->chat;
        out.message = ticked->id;
    }
    feed_.push(std::move(out));
}

} // namespace langnghe::sandbox
