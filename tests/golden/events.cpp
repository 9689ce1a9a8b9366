#include "tests/golden/support.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::golden {

using nlohmann::json;

namespace {

void put(json& to, const char* key, const std::string& value)
{
    if (!value.empty())
        to[key] = value;
}

void put(json& to, const char* key, bool value)
{
    if (value)
        to[key] = true;
}

json of(const ChatRef& chat)
{
    json to{{"id", chat.id}, {"kind", chat.kind == ChatKind::group ? "group" : "private"}};
    put(to, "title", chat.title);
    put(to, "thread", chat.thread);
    return to;
}

json of(const Person& person)
{
    json to{{"id", person.id}};
    put(to, "name", person.name);
    put(to, "is_bot", person.is_bot);
    put(to, "is_chat", person.is_chat);
    return to;
}

json of(const Origin& origin)
{
    json to = json::object();
    put(to, "author_id", origin.author_id);
    put(to, "author_name", origin.author_name);
    put(to, "chat", origin.chat);
    put(to, "message", origin.message);
    if (origin.at)
        to["at"] = to_rfc3339(*origin.at);
    return to;
}

json of(const Attachment& attachment)
{
    static constexpr const char* kinds[] = {"photo",   "video",    "audio",   "voice", "document",
                                            "sticker", "location", "contact", "link"};
    json to{{"kind", kinds[static_cast<std::size_t>(attachment.kind)]}};
    put(to, "name", attachment.name);
    put(to, "mime", attachment.mime);
    put(to, "source", attachment.source);
    put(to, "unique_id", attachment.unique_id);
    if (attachment.bytes != 0)
        to["bytes"] = attachment.bytes;
    return to;
}

json of(const std::vector<Attachment>& attachments)
{
    auto to = json::array();
    for (const auto& attachment : attachments)
        to.push_back(of(attachment));
    return to;
}

json of(const Message& message)
{
    json to{{"id", message.id}, {"chat", of(message.chat)}, {"from", of(message.from)}};
    put(to, "text", message.text);
    put(to, "reply_to", message.reply_to);
    put(to, "reply_text", message.reply_text);
    put(to, "album", message.album);
    put(to, "reply_album", message.reply_album);
    put(to, "edited", message.edited);
    put(to, "live", message.live);
    put(to, "addressed", message.addressed);
    if (!message.attachments.empty())
        to["attachments"] = of(message.attachments);
    if (!message.reply_attachments.empty())
        to["reply_attachments"] = of(message.reply_attachments);
    if (message.position)
        to["position"] = {message.position->latitude, message.position->longitude};
    if (message.reply_position)
        to["reply_position"] = {message.reply_position->latitude, message.reply_position->longitude};
    if (message.reply_origin)
        to["reply_origin"] = of(*message.reply_origin);
    if (message.forwarded)
        to["forwarded"] = of(*message.forwarded);
    return {{"message", std::move(to)}};
}

json of(const Unsupported& unsupported)
{
    return {{"unsupported",
             {{"message", unsupported.message}, {"chat", of(unsupported.chat)}, {"from", of(unsupported.from)}}}};
}

json of(const ButtonPress& press)
{
    json to{{"chat", of(press.chat)}, {"from", of(press.from)}, {"data", press.data}};
    put(to, "id", press.id);
    put(to, "message", press.message);
    put(to, "title", press.title);
    put(to, "shown", press.shown);
    return {{"button_press", std::move(to)}};
}

json of(const Receipt& receipt)
{
    const auto* name = receipt.kind == ReceiptKind::seen ? "seen" : "delivered";
    return {{name, {{"chat", receipt.chat}, {"messages", receipt.messages}}}};
}

json of(const Echo& echo)
{
    json to{{"message", echo.message}, {"chat", of(ChatRef{echo.chat, echo.chat_kind, {}, {}})}};
    put(to, "text", echo.text);
    put(to, "staff", echo.staff);
    return {{"echo", std::move(to)}};
}

json of(const Reaction& reaction)
{
    json to{{"chat", reaction.chat}, {"from", of(reaction.from)}, {"message", reaction.message}};
    to["icon"] = reaction.icon;
    return {{"reaction", std::move(to)}};
}

json of(const Contact& contact)
{
    json to{{"who", of(contact.who)}, {"reachable", contact.reachable}};
    put(to, "payload", contact.payload);
    return {{"contact", std::move(to)}};
}

json of(const GroupChange& change)
{
    return {{"group_change", {{"chat", of(change.chat)}, {"present", change.present}}}};
}

json of(const GroupMigrated& migrated) { return {{"group_migrated", {{"from", migrated.from}, {"to", migrated.to}}}}; }

json of(const GroupMembers& members)
{
    static constexpr const char* changes[] = {"joined", "left", "asked", "refused", "promoted", "demoted"};
    return {{"group_members",
             {{"chat", of(members.chat)},
              {"change", changes[static_cast<std::size_t>(members.change)]},
              {"people", members.people}}}};
}

json of(const SharedInfo& info)
{
    json to{{"who", of(info.who)}};
    put(to, "phone", info.phone);
    put(to, "address", info.address);
    return {{"shared_info", std::move(to)}};
}

json of(const Withdrawal& withdrawal) { return {{"withdrawal", {{"who", of(withdrawal.who)}}}}; }
json of(const Ignored& ignored) { return {{"ignored", ignored.reason}}; }
json of(const Unknown& unknown) { return {{"unknown", unknown.reason}}; }

} // namespace

json to_json(const InboundEvent& event)
{
    auto to = std::visit([](const auto& content) { return of(content); }, event.content);
    to["channel"] = event.channel;
    to["key"] = event.key;
    to["type"] = event.type;
    to["at"] = to_rfc3339(event.at);
    return to;
}

std::string to_text(const std::vector<InboundEvent>& events)
{
    auto all = json::array();
    for (const auto& event : events)
        all.push_back(to_json(event));
    return all.dump(1) + "\n";
}

} // namespace langnghe::golden
