#include "adapters/json/reader.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace langnghe::json {
namespace {

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }

std::string id_of(const nlohmann::json& node)
{
    if (node.is_number_unsigned() && node.get<std::uint64_t>() > INT64_MAX)
        return {};
    if (node.is_number_integer())
        return std::to_string(node.get<std::int64_t>());
    if (!node.is_string())
        return {};
    const auto& text = node.get_ref<const std::string&>();
    return text.size() > max_id || std::any_of(text.begin(), text.end(), is_control) ? std::string{} : text;
}

template <class Number>
std::optional<Number> parse_whole(std::string_view text)
{
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return {};
    return value;
}

} // namespace

const nlohmann::json* View::find(std::string_view key) const
{
    if (node_ == nullptr || !node_->is_object())
        return nullptr;
    const auto found = node_->find(key);
    return found == node_->end() || found->is_null() ? nullptr : &*found;
}

bool View::has(std::string_view key) const { return find(key) != nullptr; }

std::string_view View::text(std::string_view key) const
{
    const auto* node = find(key);
    return node != nullptr && node->is_string() ? std::string_view{node->get_ref<const std::string&>()}
                                                : std::string_view{};
}

std::string View::id(std::string_view key) const
{
    const auto* node = find(key);
    return node == nullptr ? std::string{} : id_of(*node);
}

std::optional<std::int64_t> View::integer(std::string_view key) const
{
    const auto* node = find(key);
    if (node == nullptr || !node->is_number_integer())
        return {};
    if (node->is_number_unsigned() && node->get<std::uint64_t>() > INT64_MAX)
        return {};
    return node->get<std::int64_t>();
}

std::optional<std::int64_t> View::digits(std::string_view key) const
{
    if (const auto whole = integer(key))
        return whole;
    const auto words = text(key);
    return words.starts_with('-') ? std::nullopt : parse_whole<std::int64_t>(words);
}

std::optional<double> View::number(std::string_view key) const
{
    const auto* node = find(key);
    if (node == nullptr)
        return {};
    const auto value = node->is_number() ? std::optional{node->get<double>()} : parse_whole<double>(text(key));
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<bool> View::flag(std::string_view key) const
{
    const auto* node = find(key);
    return node != nullptr && node->is_boolean() ? std::optional{node->get<bool>()} : std::nullopt;
}

View View::object(std::string_view key) const
{
    const auto* node = find(key);
    return node != nullptr && node->is_object() ? View{node} : View{};
}

std::vector<View> View::array(std::string_view key) const
{
    std::vector<View> views;
    if (const auto* node = find(key); node != nullptr && node->is_array())
        for (const auto& element : *node)
            views.emplace_back(&element);
    return views;
}

std::vector<std::vector<View>> View::lists(std::string_view key) const
{
    std::vector<std::vector<View>> lists;
    if (const auto* node = find(key); node != nullptr && node->is_array())
        for (const auto& row : *node) {
            auto& list = lists.emplace_back();
            if (row.is_array())
                for (const auto& element : row)
                    list.emplace_back(&element);
        }
    return lists;
}

std::vector<std::string> View::ids(std::string_view key) const
{
    std::vector<std::string> ids;
    if (const auto* node = find(key); node != nullptr && node->is_array())
        for (const auto& element : *node)
            if (auto id = id_of(element); !id.empty())
                ids.push_back(std::move(id));
    return ids;
}

std::vector<std::string_view> View::keys() const
{
    std::vector<std::string_view> keys;
    if (node_ != nullptr && node_->is_object())
        for (const auto& [key, value] : node_->get_ref<const nlohmann::json::object_t&>())
            keys.push_back(key);
    return keys;
}

std::string View::to_text() const { return node_ == nullptr ? "null" : json::dump(*node_); }

} // namespace langnghe::json
