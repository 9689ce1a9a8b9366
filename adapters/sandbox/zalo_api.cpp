#include "adapters/sandbox/zalo_api.hpp"

#include "adapters/sandbox/wire.hpp"
#include "adapters/sandbox/zalo_answers.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr Duration reply_window = std::chrono::hours{7 * 24};
constexpr Duration free_window = std::chrono::hours{48};

Json refused(const ZaloRefusal& refusal) { return sandbox::refused(refusal.error, refusal.message); }

Json recipient_of(const Json& body)
{
    const auto found = body.find("recipient");
    return found != body.end() && found->is_object() ? *found : Json::object();
}

std::string day_of(std::optional<TimePoint> time)
{
    if (!time)
        return {};
    const std::string text = to_vietnamese(*time); // "20:15 21/11/2026"
    return text.substr(text.find(' ') + 1);
}

} // namespace

net::Response ZaloApi::handle(const net::Request& request)
{
    ++calls_;
    auto response = net::json(200, write_json(dispatch(request)));
    response.headers.push_back({"X-RateLimit-Limit", "4000"});
    response.headers.push_back({"X-RateLimit-Remain", side_.calls_left});
    return response;
}

Json ZaloApi::dispatch(const net::Request& request)
{
    const int refusal = oauth_.judge(request.header("access_token"));
    if (refusal != 0)
        return refused(refusal, refusal == -216 ? "Access token is invalid" : "Access token has expired");
    if (request.method == "POST")
        return post(request);
    if (request.method != "GET")
        return refused(-201, "method is invalid!");
    if (request.path == "/v2.0/oa/getoa")
        return account();
    if (request.path == "/v3.0/oa/user/detail")
        return profile(request);
    if (request.path == "/v3.0/oa/group/listmember")
        return members(request);
    if (request.path == "/v3.0/oa/group/getgroup")
        return group_state(request);
    if (request.path == "/v3.0/oa/group/conversation")
        return history(request);
    if (request.path == "/v2.0/oa/listrecentchat")
        return recent_chats(request);
    if (request.path == "/v2.0/oa/conversation")
        return conversation(request);
    return refused(-201, "api is invalid!");
}

Json ZaloApi::post(const net::Request& request)
{
    constexpr std::string_view upload = "/v2.0/oa/upload/";
    if (std::string_view{request.path}.starts_with(upload))
        return uploads_.take(request, std::string_view{request.path}.substr(upload.size()));
    const Json body = read_json(request.body);
    if (!body.is_object())
        return refused(-201, "body is invalid!");
    if (request.path == "/v3.0/oa/message/cs")
        return send_to_person(body);
    if (request.path == "/v3.0/oa/group/message")
        return send_to_group(body);
    if (request.path == "/v3.0/oa/message/template")
        return send_template(body);
    if (request.path == "/v2.0/oa/message")
        return send_to_anonymous(body);
    return refused(-201, "api is invalid!");
}

// Reads the message for the chat it names already.
ZaloRefusal ZaloApi::prepare(const Json& body, Message& message)
{
    auto refusal = read_zalo_message(body, uploads_, side_.button_templates, message);
    if (refusal.error == 0 && !message.reply_to.empty() && !tools_.world.message(message.chat, message.reply_to))
        refusal = {-201, "quote_message_id is invalid!"};
    message.tick = Tick::seen;
    return refusal;
}

Json ZaloApi::send_to_person(const Json& body)
{
    const std::string id = id_of(recipient_of(body), "user_id");
    const Person* person = tools_.world.person(id);
    if (!person || person->network != Network::zalo || !person->conversation.empty())
        return refused(-201, "user_id is invalid!");
    Message message;
    message.chat = id;
    if (const auto refusal = prepare(body, message); refusal.error != 0)
        return refused(refusal);
    const auto now = tools_.world.now();
    if (person->blocked || (!person->acquainted && !person->interaction))
        return refused(-213, "User has not followed OA");
    if (!person->interaction || *person->interaction + reply_window <= now)
        return refused(-230, "User has not interacted with the OA in the past 7 days");
    const bool free = *person->interaction + free_window > now;
    const Message& sent = tools_.world.say(std::move(message));
    Json data = Json::object();
    if (free)
        data["quota"]["quota_type"] = "reply";
    else if (side_.allowance)
        data["quota"] = {{"quota_type", "sub_quota"}, {"remain", "120"}, {"total", "500"}};
    data["message_id"] = sent.id;
    data["user_id"] = id;
    data["sent_time"] = std::to_string(to_millis(sent.at));
    events_.sent(sent);
    return success(std::move(data));
}

// Approved words by user id: neither the window nor having written matter, only that the account is not blocked.
Json ZaloApi::send_template(const Json& body)
{
    const std::string id = id_of(body, "user_id");
    const Person* person = tools_.world.person(id);
    if (!person || person->network != Network::zalo || !person->conversation.empty())
        return refused(-201, "user_id is invalid!");
    const auto known = side_.templates.find(id_of(body, "template_id"));
    if (known == side_.templates.end())
        return refused(-249, "template can not be sent by UID");
    const auto data = body.find("template_data");
    if (data == body.end() || !data->is_object() || data->size() != known->second.size())
        return refused(-201, "template_data is invalid!");
    Message message;
    message.chat = id;
    message.text = "[" + known->first + "]";
    for (const auto& name : known->second) {
        const std::string value = text_of(*data, name);
        if (value.empty())
            return refused(-201, "template_data is invalid!");
        message.text += "\n" + name + ": " + value;
    }
    message.tick = Tick::seen;
    if (person->blocked)
        return refused(-213, "User has not followed OA");
    const Message& sent = tools_.world.say(std::move(message));
    events_.sent(sent, true);
    return success({{"message_id", sent.id}, {"user_id", id}, {"sent_time", std::to_string(to_millis(sent.at))}});
}

// The old path serves only website visitors; everything else there was shut down.
Json ZaloApi::send_to_anonymous(const Json& body)
{
    const Json recipient = recipient_of(body);
    if (recipient.contains("user_id"))
        return refused(-240, "API has been shut down");
    const std::string id = id_of(recipient, "anonymous_id");
    const Person* person = tools_.world.person(id);
    if (!person || person->conversation.empty() || person->conversation != text_of(recipient, "conversation_id"))
        return refused(-201, "anonymous_id is invalid!");
    Message message;
    message.chat = id;
    if (const auto refusal = prepare(body, message); refusal.error != 0)
        return refused(refusal);
    const Message& sent = tools_.world.say(std::move(message));
    Json data{{"message_id", sent.id}, {"anonymous_id", id}, {"conversation_id", person->conversation}};
    events_.sent(sent);
    return success(std::move(data));
}

Json ZaloApi::send_to_group(const Json& body)
{
    const std::string id = id_of(recipient_of(body), "group_id");
    const Chat* group = tools_.world.chat(id);
    if (!group || !group->group || group->network != Network::zalo)
        return refused(-201, "group_id is invalid!");
    if (!group->bot_inside)
        return refused(-403, "OA is not in group");
    if (side_.ended_groups.contains(id))
        return refused(-237, "Group is disabled");
    Message message;
    message.chat = id;
    if (const auto refusal = prepare(body, message); refusal.error != 0)
        return refused(refusal);
    const Message& sent = tools_.world.say(std::move(message));
    Json answer{{"data", {{"message_id", sent.id}, {"group_id", id}}}, {"error", 0}};
    events_.sent(sent);
    return answer;
}

Json ZaloApi::account() const
{
    return success({{"oaid", side_.oa_id},
                    {"oa_id", side_.oa_id},
                    {"name", side_.name},
                    {"is_verified", true},
                    {"package_name", "Premium"},
                    {"package_valid_through_date", side_.package_until}});
}

Json ZaloApi::profile(const net::Request& request)
{
    const Json data = read_json(query_value(request, "data"));
    const Person* person = tools_.world.person(id_of(data, "user_id"));
    if (!person || person->network != Network::zalo || !person->conversation.empty())
        return refused(-201, "user_id is invalid!");
    if (!person->acquainted && !person->interaction)
        return refused(-213, "User has not followed OA");
    Json shape{{"user_id", person->id},        {"user_id_by_app", person->id_by_app}, {"user_external_id", ""},
               {"display_name", person->name}, {"user_alias", person->name},          {"is_sensitive", false}};
    shape["user_last_interaction_date"] = day_of(person->interaction);
    shape["user_is_follower"] = person->acquainted && !person->blocked;
    shape["avatar"] = "";
    shape["avatars"] = {{"120", ""}, {"240", ""}};
    shape["dynamic_param"] = "";
    shape["tags_and_notes_info"] = {{"notes", Json::array()}, {"tag_names", Json::array()}};
    shape["shared_info"] = {{"address", ""}, {"city", ""}, {"district", ""}, {"phone", ""}, {"name", ""}};
    return success(std::move(shape));
}

} // namespace langnghe::sandbox
