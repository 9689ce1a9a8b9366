#include "bot/operations/operation.hpp"

#include "bot/operations/arguments.hpp"
#include "core/text/line.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <exception>

namespace langnghe::operations {
namespace {

constexpr std::size_t deepest = 32;
constexpr std::size_t longest_error = 1000; // UTF-16 units

std::array<std::span<const Verb>, 14> families()
{
    return {user_verbs(),   group_verbs(),     token_verbs(),  set_up_verbs(), package_verbs(),
            ticket_verbs(), inbox_verbs(),     outbox_verbs(), store_verbs(),  channel_verbs(),
            report_verbs(), retention_verbs(), person_verbs(), step_verbs()};
}

const Verb* find_verb(std::string_view name)
{
    for (const auto family : families())
        for (const Verb& verb : family)
            if (verb.name == name)
                return &verb;
    return nullptr;
}

// The words may bear what was typed.
Reply refused(std::string_view what) { return {false, {}, text::on_one_line(what, longest_error)}; }

// Nothing when the text is no JSON object, or a strangely deep one.
std::optional<Json> parse(const std::string& text)
{
    if (text.empty())
        return Json::object();
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth <= static_cast<int>(deepest); };
    auto json = Json::parse(text, shallow, false);
    if (!json.is_object())
        return std::nullopt;
    return json;
}

} // namespace

Reply run(Scene& scene, std::string_view verb, const std::string& arguments)
{
    const Verb* found = find_verb(verb);
    if (found == nullptr)
        return refused(fmt::format("there is no operation \"{}\"; is the daemon of another version?", verb));
    const auto object = parse(arguments);
    if (!object)
        return refused("the arguments must be one JSON object");
    try {
        Arguments typed(*object);
        Answer answer = found->run(scene, typed);
        if (answer.refused())
            return refused(answer.take());
        return {true, answer.take(), {}};
    } catch (const std::exception&) {
        // Of the standard library only; its words may quote input.
        return refused(fmt::format("{} failed for an internal reason", verb));
    }
}

std::vector<std::string_view> verbs()
{
    std::vector<std::string_view> names;
    for (const auto family : families())
        for (const Verb& verb : family)
            names.push_back(verb.name);
    return names;
}

bool is_slow(std::string_view verb)
{
    const Verb* found = find_verb(verb);
    return found != nullptr && found->slow;
}

} // namespace langnghe::operations
