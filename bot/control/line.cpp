#include "bot/control/line.hpp"

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

std::string on_one_line(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n'; }

const std::string* text_of(const Json& json, const char* name)
{
    const auto found = json.find(name);
    return found == json.end() ? nullptr : found->get_ptr<const std::string*>();
}

} // namespace

std::string write_request(std::string_view verb, const std::string& arguments)
{
    Json json{{"version", line_version}, {"verb", verb}};
    json["arguments"] = arguments.empty() ? Json::object() : parse(arguments);
    return on_one_line(json);
}

std::string write_reply(const operations::Reply& reply)
{
    Json json{{"ok", reply.ok}};
    json["document"] = reply.document.empty() ? Json(nullptr) : parse(reply.document);
    json["error"] = reply.error;
    return on_one_line(json);
}

std::optional<Request> read_request(std::string_view line, std::string& why)
{
    const Json json = parse(line);
    why = "the request is not one line of JSON with version, verb and arguments";
    if (!json.is_object() || !json.contains("version"))
        return std::nullopt;
    if (json["version"] != line_version) {
        why = "the daemon and the command are of different versions; restart the daemon";
        return std::nullopt;
    }
    const std::string* verb = text_of(json, "verb");
    const auto arguments = json.find("arguments");
    if (verb == nullptr || (arguments != json.end() && !arguments->is_object()))
        return std::nullopt;
    return Request{*verb,
                   arguments == json.end() ? "{}" : arguments->dump(-1, ' ', false, Json::error_handler_t::replace)};
}

std::optional<operations::Reply> read_reply(std::string_view line)
{
    const Json json = parse(line);
    if (!json.is_object() || !json.contains("ok") || !json["ok"].is_boolean())
        return std::nullopt;
    operations::Reply reply;
    reply.ok = json["ok"].get<bool>();
    const auto document = json.find("document");
    if (document != json.end() && !document->is_null())
        reply.document = document->dump(-1, ' ', false, Json::error_handler_t::replace);
    if (const std::string* error = text_of(json, "error"))
        reply.error = *error;
    return reply;
}

} // namespace langnghe::control
