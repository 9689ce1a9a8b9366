// The JSON reader beside nlohmann's own parser: neither takes what the other refuses, but for the bounds; what is taken
// can be written and read again; no getter falls over any value.

#include "adapters/json/reader.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

void ask(json::View view, std::string_view key)
{
    const bool there = view.has(key);
    const std::string id = view.id(key);
    require(id.size() <= json::max_id, "an id is bounded");
    for (const char c : id)
        require(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f, "an id has no control characters");
    const int kinds = int{!view.text(key).empty()} + int{view.number(key) && view.text(key).empty()} +
                      int{view.flag(key).has_value()} + int{bool(view.object(key))} + int{!view.array(key).empty()};
    require(kinds <= 1, "a value is of one kind");
    require(there || (kinds == 0 && id.empty() && !view.integer(key) && !view.digits(key)), "absent is absent");
    require(!view.integer(key) || id == std::to_string(*view.integer(key)), "an integer is its own id");
    require(view.ids(key).size() <= view.array(key).size(), "ids are elements");
}

void walk(json::View view, std::size_t depth)
{
    require(depth <= json::max_depth, "depth is bounded");
    for (const auto key : view.keys()) {
        ask(view, key);
        if (const auto inner = view.object(key))
            walk(inner, depth + 1);
        for (const auto element : view.array(key))
            walk(element, depth + 1);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view body{reinterpret_cast<const char*>(data), size};
    const auto document = json::parse(body);
    const auto theirs = nlohmann::json::parse(body, nullptr, false);
    if (!document) {
        const bool bound = document.error() != json::Fault::syntax && document.error() != json::Fault::not_an_object;
        require(bound || !theirs.is_object() || body.starts_with("\xEF\xBB\xBF"), "no object is refused for nothing");
        return 0;
    }
    require(theirs.is_object(), "nothing is taken that is no object");
    require(body.find('\0') == std::string_view::npos, "no NUL is taken");
    walk(document->root(), 1);
    ask(document->root(), "");
    const std::string text = document->root().to_text();
    require(text == json::dump(theirs), "both read the same");
    const auto again = json::parse(text);
    require(again.has_value() && again->root().to_text() == text, "what is written reads the same");
    return 0;
}
