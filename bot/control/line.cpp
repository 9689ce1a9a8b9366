#include "bot/control/line.hpp"

#include "adapters/json/reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::control {
namespace {

using Json = nlohmann::ordered_json; // a document keeps its order

constexpr int deepest = 40; // a document of depth 32 and its envelope

Json parse(std::string_view line)
{
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= deepest; };
    return Json::parse(line, shallow, false);
}

std::string on_one_line(const Json& value) { return json::dump(value) + '\n'; }

const std::string* text_of(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found == object.end() ? nullptr : found->get_ptr<const std::string*>();
}

} // namespace

std::string write_request(std::string_view verb, const std::string& arguments)
{
    Json object{{"version", line_version}, {"verb", verb}};
    object["arguments"] = arguments.empty() ? Json::object() : parse(arguments);
    return on_one_line(object);
}

std::string write_reply(const operations::Reply& reply)
{
    // The document is JSON on one line already, and may be a report of 200 KB: read and written anew on the I/O thread
    // it would keep the webhook waiting for 10 ms.
    return fmt::format("{{\"ok\":{},\"document\":{},\"error\":{}}}\n", reply.ok,
                       reply.document.empty() ? "null" : reply.document, json::dump(Json(reply.error)));
}

std::optional<Request> read_request(std::string_view line, std::string& why)
{
    const Json object = parse(line);
    why = "the request is not one line of JSON with version, verb and arguments";
    if (!object.is_object() || !object.contains("version"))
        return std::nullopt;
    if (object["version"] != line_version) {
        why = "the daemon and the command are of different versions; restart the daemon";
        return std::nullopt;
    }
    const std::string* verb = text_of(object, "verb");
    const auto arguments = object.find("arguments");
    if (verb == nullptr || (arguments != object.end() && !arguments->is_object()))
        return std::nullopt;
    return Request{*verb, arguments == object.end() ? "{}" : json::dump(*arguments)};
}

std::optional<operations::Reply> read_reply(std::string_view line)
{
    const Json object = parse(line);
    if (!object.is_object() || !object.contains("ok") || !object["ok"].is_boolean())
        return std::nullopt;
    operations::Reply reply;
    reply.ok = object["ok"].get<bool>();
    const auto document = object.find("document");
    if (document != object.end() && !document->is_null())
        reply.document = json::dump(*document);
    if (const std::string* error = text_of(object, "error"))
        reply.error = *error;
    return reply;
}

} // namespace langnghe::control
