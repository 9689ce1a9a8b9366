// What was said in the account's private chats, newest first, at most ten at a time, as the conversation API pages it.

#include "adapters/sandbox/wire.hpp"
#include "adapters/sandbox/zalo_api.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <vector>

namespace langnghe::sandbox {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t most_entries = 10;

struct Range
{
    std::size_t offset = 0;
    std::size_t count = 0;
    std::string user;
    bool good = false;
};

// "?data={…}", as the older half of the API takes its parameters.
Range range_of(const net::Request& request)
{
    const auto form = read_form(request.query);
    const auto found = form ? form->find("data") : std::map<std::string, std::string>::const_iterator{};
    const Json data = form && found != form->end() ? read_json(found->second) : Json();
    Range range;
    if (!data.is_object())
        return range;
    range.offset = data.value("offset", std::size_t{0});
    range.count = data.value("count", std::size_t{0});
    range.user = id_of(data, "user_id");
    range.good = range.count > 0 && range.count <= most_entries;
    return range;
}

Json refused(std::string_view what) { return {{"error", -201}, {"message", fmt::format("{} is invalid!", what)}}; }

std::vector<const Message*> part_of(std::vector<const Message*> all, const Range& range)
{
    const std::size_t from = std::min(range.offset, all.size());
    const std::size_t to = std::min(from + range.count, all.size());
    return {all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to)};
}

} // namespace

Json ZaloApi::entry_of(const Message& message) const
{
    const Person* author = tools_.world.person(message.author);
    const Person* other = tools_.world.person(message.chat);
    const auto name = [&](const Person* person) { return person ? person->name : side_.name; };
    const auto id = [&](const Person* person) { return person ? person->id : side_.oa_id; };
    const Person* to = author ? nullptr : other;
    Json entry{{"src", author ? 1 : 0},
               {"time", to_millis(message.at)},
               {"type", !message.photo.empty() ? "photo"
                        : message.place        ? "location"
                                               : "text"},
               {"message", message.text},
               {"message_id", message.id},
               {"from_id", id(author)},
               {"to_id", id(to)},
               {"from_display_name", name(author)},
               {"from_avatar", ""},
               {"to_display_name", name(to)},
               {"to_avatar", ""}};
    if (!message.photo.empty())
        entry["url"] = entry["thumb"] = "http://127.0.0.1/files/" + message.photo;
    if (message.place)
        entry["location"] =
            fmt::format(R"({{"longitude":{},"latitude":{}}})", message.place->longitude, message.place->latitude);
    return entry;
}

Json ZaloApi::recent_chats(const net::Request& request)
{
    const Range range = range_of(request);
    if (!range.good)
        return refused("count");
    std::vector<const Message*> last;
    for (const auto& [id, person] : tools_.world.people())
        if (person.network == Network::zalo && person.conversation.empty() && !tools_.world.messages(id).empty())
            last.push_back(&tools_.world.messages(id).back());
    std::ranges::stable_sort(last, std::ranges::greater{}, &Message::at);
    Json entries = Json::array();
    for (const Message* message : part_of(std::move(last), range))
        entries.push_back(entry_of(*message));
    return {{"data", std::move(entries)}, {"error", 0}, {"message", "Success"}};
}

Json ZaloApi::conversation(const net::Request& request)
{
    const Range range = range_of(request);
    const Person* person = tools_.world.person(range.user);
    if (!range.good)
        return refused("count");
    if (!person || person->network != Network::zalo || !person->conversation.empty())
        return refused("user_id");
    std::vector<const Message*> all;
    for (const Message& message : tools_.world.messages(person->id))
        all.insert(all.begin(), &message);
    Json entries = Json::array();
    for (const Message* message : part_of(std::move(all), range))
        entries.push_back(entry_of(*message));
    // Both shapes are reported; this one is nested.
    return {{"data", {{"data", std::move(entries)}}}, {"error", 0}, {"message", "Success"}};
}

} // namespace langnghe::sandbox
