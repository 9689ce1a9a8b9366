#include "tests/golden/bodies.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::golden {

using nlohmann::json;

namespace {

constexpr const char* placeholder = "an id at the edge";
constexpr const char* edges[]{"9007199254740991",
                              "9007199254740993",
                              "-9007199254740993",
                              "9223372036854775807",
                              "9223372036854775808",
                              "18446744073709551615",
                              "18446744073709551616",
                              "1e3",
                              "1.0",
                              "1E400",
                              "\"1\""};

void visit(const json& value, const json::json_pointer& at, std::vector<json::json_pointer>& all)
{
    if (!at.empty())
        all.push_back(at);
    if (value.is_object())
        for (const auto& [key, member] : value.items())
            visit(member, at / key, all);
    if (value.is_array())
        for (std::size_t i = 0; i < value.size(); ++i)
            visit(value[i], at / i, all);
}

std::vector<json::json_pointer> places_of(const json& document)
{
    std::vector<json::json_pointer> places;
    visit(document, json::json_pointer{}, places);
    return places;
}

json retyped(const json& value)
{
    if (value.is_string())
        return 7;
    if (value.is_object())
        return json::array({value});
    if (value.is_array())
        return json::object({{"0", value}});
    return "x";
}

// What may stand in the body afterwards: every text, and every number as it is written.
void collect(const json& value, Texts& all)
{
    if (value.is_structured())
        for (const auto& element : value)
            collect(element, all);
    else
        all.insert(value.is_string() ? value.get<std::string>() : value.dump());
}

Body body_of(const json& document)
{
    Body body{document.dump(), {}};
    collect(document, body.written);
    return body;
}

bool is_id(const json::json_pointer& place, const json& value)
{
    const bool named = place.back() == "id" || place.back().ends_with("_id") || place.back() == "timestamp";
    return value.is_number_integer() || (value.is_string() && named);
}

} // namespace

std::vector<Body> broken(const json& document)
{
    std::vector<Body> bodies;
    for (const auto& place : places_of(document)) {
        json without = document;
        auto& parent = without[place.parent_pointer()];
        if (parent.is_array())
            parent.erase(parent.begin() + std::stol(place.back()));
        else
            parent.erase(place.back());
        bodies.push_back(body_of(without));
        for (const json& other : {json{}, retyped(document[place])}) {
            json changed = document;
            changed[place] = other;
            bodies.push_back(body_of(changed));
        }
    }
    return bodies;
}

// No parser of numbers touches what is put in: the body bears exactly these bytes.
std::vector<Body> at_the_edges(const json& document)
{
    std::vector<Body> bodies;
    for (const auto& place : places_of(document)) {
        if (!is_id(place, document[place]))
            continue;
        json changed = document;
        changed[place] = placeholder;
        const Body with_gap = body_of(changed);
        const std::string quoted = '"' + std::string{placeholder} + '"';
        for (const std::string edge : edges) {
            Body body = with_gap;
            body.text.replace(body.text.find(quoted), quoted.size(), edge);
            body.written.erase(placeholder);
            body.written.insert(edge.front() == '"' ? "1" : edge);
            bodies.push_back(std::move(body));
        }
    }
    return bodies;
}

} // namespace langnghe::golden
