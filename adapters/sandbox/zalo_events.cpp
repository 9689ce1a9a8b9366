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

std::string_view sent_kind_of(const Message& message) { return message.file_name.empty() ? kind_of(message) : "file"; }

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
    } else if (!message.file_name.empty()) {
        Json payload{{"name", message.file_name}, {"url", base_url_ + "/files/none"}};
        shape["attachments"] = Json::array({{{"payload", payload}, {"type", "file"}}});
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

void ZaloEvents::shared_info(const Person& person, const std::string& phone, const std::string& address)
{
    Json event;
    event["sender"]["id"] = person.id;
    event["recipient"]["id"] = side_.oa_id;
    event["event_name"] = "user_submit_info";
    event["app_id"] = side_.app_id;
    Json place{{"user_city", ""}, {"user_ward", ""}, {"user_address", address}};
    Json info{{"name", person.name}, {"phone", phone}, {"user_dob", ""}, {"gender", ""}};
    info["full_address"] = std::move(place);
    event["info"] = std::move(info);
    emit(event, nullptr);
}

void ZaloEvents::withdrew(const Person& person)
{
    Json event;
    event["app_id"] = side_.app_id;
    event["oa_id"] = side_.oa_id;
    event["user_id"] = person.id;
    event["user_id_by_app"] = person.id_by_app;
    event["event_name"] = "user_withdraw";
    emit(event, nullptr);
}

void ZaloEvents::reacted(const Person& person, const Message& message, const std::string& icon)
{
    Json event;
    event["app_id"] = side_.app_id;
    event["sender"]["id"] = person.id;
    event["user_id_by_app"] = person.id_by_app;
    event["recipient"]["id"] = side_.oa_id;
    event["event_name"] = "user_reacted_message";
    event["message"]["msg_id"] = message.id;
    event["message"]["react_icon"] = icon;
    emit(event, nullptr);
}

void ZaloEvents::sent(const Message& message, bool by_template)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    if (side_.echoes)
        echo(message, by_template ? "template" : sent_kind_of(message), {});
    const Person* person = chat.group ? nullptr : tools_.world.person(chat.id);
    if (!side_.receipts || !person || !person->conversation.empty())
        return;
    receipt(message, *person, false);
    receipt(message, *person, true);
}

void ZaloEvents::typed(const Message& message) { echo(message, sent_kind_of(message), side_.staff); }

void ZaloEvents::echo(const Message& message, std::string_view kind, const std::string& staff)
{
    const Chat& chat = *tools_.world.chat(message.chat);
    const Person* person = tools_.world.person(chat.id);
    const bool anonymous = person && !person->conversation.empty();
    Json event;
    event["app_id"] = side_.app_id;
    if (chat.group)
        event["oa_id"] = side_.oa_id;
    event["sender"]["id"] = side_.oa_id;
    if (!staff.empty())
        event["sender"]["admin_id"] = staff;
    event["recipient"]["id"] = chat.id;
    const std::string_view prefix = chat.group ? "oa_send_group_" : anonymous ? "oa_send_anonymous_" : "oa_send_";
    event["event_name"] = fmt::format("{}{}", prefix, kind);
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
