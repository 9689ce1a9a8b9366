#include "adapters/sandbox/zalo_api.hpp"

#include "adapters/sandbox/wire.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr Duration reply_window = std::chrono::hours{7 * 24};
constexpr Duration free_window = std::chrono::hours{48};
constexpr std::size_t most_history = 10;

Json refused(int error, std::string_view message) { return {{"error", error}, {"message", message}}; }

Json refused(const ZaloRefusal& refusal) { return refused(refusal.error, refusal.message); }

Json success(Json data) { return {{"data", std::move(data)}, {"error", 0}, {"message", "Success"}}; }

Json recipient_of(const Json& body)
{
    const auto found = body.find("recipient");
    return found != body.end() && found->is_object() ? *found : Json::object();
}

std::string query_value(const net::Request& request, const std::string& name)
{
    const auto form = read_form(request.query);
    if (!form)
        return {};
    const auto found = form->find(name);
    return found == form->end() ? std::string() : found->second;
}

std::size_t query_number(const net::Request& request, const std::string& name, std::size_t otherwise)
{
    const std::string text = query_value(request, name);
    std::size_t value = 0;
    const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), value);
    return !text.empty() && bad == std::errc() && end == text.data() + text.size() ? value : otherwise;
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
    const Json body = read_json(request.body);
    if (!body.is_object())
        return refused(-201, "body is invalid!");
    if (request.path == "/v3.0/oa/message/cs")
        return send_to_person(body);
    if (request.path == "/v3.0/oa/group/message")
        return send_to_group(body);
    if (request.path == "/v2.0/oa/message")
        return send_to_anonymous(body);
    return refused(-201, "api is invalid!");
}

// Reads the message for the chat it names already.
ZaloRefusal ZaloApi::prepare(const Json& body, Message& message)
{
    auto refusal = read_zalo_message(body, message);
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
    data["message_id"] = sent.id;
    data["user_id"] = id;
    data["sent_time"] = std::to_string(to_millis(sent.at));
    events_.sent(sent);
    return success(std::move(data));
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

Chat* ZaloApi::group_of(const net::Request& request, Json& refusal)
{
    Chat* group = tools_.world.chat(query_value(request, "group_id"));
    if (!group || !group->group || group->network != Network::zalo)
        refusal = refused(-201, "group_id is invalid!");
    else if (!group->bot_inside)
        refusal = refused(-403, "OA is not in group");
    else
        return group;
    return nullptr;
}

Json ZaloApi::members(const net::Request& request)
{
    Json refusal;
    const Chat* group = group_of(request, refusal);
    if (!group)
        return refusal;
    Json list = Json::array();
    list.push_back({{"oa_id", side_.oa_id}, {"name", side_.name}, {"avatar", ""}});
    for (const auto& id : group->members)
        if (const Person* person = tools_.world.person(id))
            list.push_back({{"user_id", person->id}, {"name", person->name}, {"avatar", ""}});
    const std::size_t total = list.size();
    return success({{"members", std::move(list)}, {"total", total}});
}

// Newest first, as the platform pages it: offset, and at most 10.
Json ZaloApi::history(const net::Request& request)
{
    Json refusal;
    const Chat* group = group_of(request, refusal);
    if (!group)
        return refusal;
    const auto& messages = tools_.world.messages(group->id);
    const std::size_t offset = std::min(query_number(request, "offset", 0), messages.size());
    const std::size_t count = std::min({query_number(request, "count", 5), most_history, messages.size() - offset});
    Json list = Json::array();
    for (auto it = messages.rbegin() + static_cast<std::ptrdiff_t>(offset); list.size() < count; ++it) {
        const Person* author = tools_.world.person(it->author);
        list.push_back({{"src", author ? 1 : 0},
                        {"time", to_millis(it->at)},
                        {"type", "text"},
                        {"message", it->text},
                        {"message_id", it->id},
                        {"from_id", author ? author->id : side_.oa_id},
                        {"from_display_name", author ? author->name : side_.name},
                        {"group_id", group->id}});
    }
    return success(std::move(list));
}

} // namespace langnghe::sandbox
