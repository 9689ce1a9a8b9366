#include "bot/operations/arguments.hpp"

#include "core/text/normalize.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>

namespace langnghe::operations {
namespace {

constexpr std::size_t longest_text = 4'096;
constexpr std::size_t longest_list = 10'000;

} // namespace

const Json* Arguments::find(std::string_view name)
{
    asked_.emplace(name);
    const auto found = object_.find(name);
    return found == object_.end() || found->is_null() ? nullptr : &*found;
}

void Arguments::refuse(std::string what)
{
    if (wrong_.empty())
        wrong_ = std::move(what);
}

std::string Arguments::text(std::string_view name)
{
    const Json* value = find(name);
    if (value == nullptr)
        return {};
    const auto* words = value->get_ptr<const std::string*>();
    if (words == nullptr || words->size() > longest_text) {
        refuse(fmt::format("\"{}\" must be a text of at most {} bytes", name, longest_text));
        return {};
    }
    return text::clean_inbound(*words);
}

bool Arguments::flag(std::string_view name)
{
    const Json* value = find(name);
    if (value == nullptr)
        return false;
    if (!value->is_boolean())
        refuse(fmt::format("\"{}\" must be true or false", name));
    return value->is_boolean() && value->get<bool>();
}

std::int64_t Arguments::number(std::string_view name, std::int64_t least, std::int64_t most)
{
    const Json* value = find(name);
    if (value == nullptr)
        return 0;
    const bool whole =
        value->is_number_integer() && !(value->is_number_unsigned() && value->get<std::uint64_t>() > INT64_MAX);
    const std::int64_t number = whole ? value->get<std::int64_t>() : 0;
    if (!whole || number < least || number > most) {
        refuse(fmt::format("\"{}\" must be a number from {} to {}", name, least, most));
        return 0;
    }
    return number;
}

std::vector<std::string> Arguments::list(std::string_view name)
{
    const Json* value = find(name);
    std::vector<std::string> texts;
    if (value == nullptr)
        return texts;
    bool good = value->is_array() && value->size() <= longest_list;
    for (std::size_t i = 0; good && i < value->size(); ++i) {
        const auto* words = (*value)[i].get_ptr<const std::string*>();
        good = words != nullptr && words->size() <= longest_text;
        if (good)
            texts.push_back(text::clean_inbound(*words));
    }
    if (!good)
        refuse(fmt::format("\"{}\" must be a list of texts", name));
    return texts;
}

std::optional<Refusal> Arguments::wrong()
{
    for (const auto& [name, value] : object_.items())
        if (!asked_.contains(name))
            refuse(fmt::format("there is no argument \"{}\"", name));
    if (wrong_.empty())
        return std::nullopt;
    return Refusal{wrong_};
}

std::optional<std::int64_t> id_from(std::string_view text)
{
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() || id <= 0)
        return std::nullopt;
    return id;
}

} // namespace langnghe::operations
