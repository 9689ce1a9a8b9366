#include "bot/config/document.hpp"
#include "bot/config/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::config {

Table::Table(const toml::table& table, std::string title, Notes& notes)
    : table_(table), title_(std::move(title)), notes_(notes)
{}

std::string Table::text(std::string_view key, std::string_view otherwise)
{
    const toml::node* node = find(key, toml::node_type::string);
    return node ? node->as_string()->get() : std::string(otherwise);
}

bool Table::flag(std::string_view key, bool otherwise)
{
    const toml::node* node = find(key, toml::node_type::boolean);
    return node ? node->as_boolean()->get() : otherwise;
}

std::int64_t Table::number(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most)
{
    const toml::node* node = find(key, toml::node_type::integer);
    if (!node)
        return otherwise;
    const std::int64_t value = node->as_integer()->get();
    if (value >= least && value <= most)
        return value;
    problem(key, fmt::format("{} is out of range", key), fmt::format("write a number from {} to {}", least, most));
    return otherwise;
}

std::vector<std::string> Table::texts(std::string_view key)
{
    std::vector<std::string> values;
    const toml::node* node = find(key, toml::node_type::array);
    if (!node)
        return values;
    for (const toml::node& element : *node->as_array()) {
        if (const auto* value = element.as_string())
            values.push_back(value->get());
        else
            notes_.problem(line_of(element), fmt::format("{} must be a list of texts", key), "put each one in quotes");
    }
    return values;
}

std::string Table::required(std::string_view key, std::string_view example)
{
    const auto problems = notes_.problems.size();
    std::string value = text(key);
    if (!value.empty() || notes_.problems.size() != problems)
        return value;
    problem(key, fmt::format("{} is {} in {}", key, has(key) ? "empty" : "missing", title_),
            fmt::format("write {} = {}", key, example));
    return value;
}

const toml::table* Table::table(std::string_view key)
{
    const toml::node* node = find(key, toml::node_type::table);
    return node ? node->as_table() : nullptr;
}

std::vector<const toml::table*> Table::tables(std::string_view key)
{
    std::vector<const toml::table*> all;
    const toml::node* node = find(key);
    if (!node)
        return all;
    const toml::array* list = node->as_array();
    if (!list) {
        problem(key, fmt::format("{} must be a list of tables", key), fmt::format("write [[{}]] for each one", key));
        return all;
    }
    for (const toml::node& element : *list) {
        if (element.is_table())
            all.push_back(element.as_table());
        else
            notes_.problem(line_of(element), fmt::format("{} must be a list of tables", key),
                           fmt::format("write [[{}]] for each one", key));
    }
    return all;
}

bool Table::has_list(std::string_view key) const
{
    const toml::node* node = table_.get(key);
    return node != nullptr && node->is_array();
}

void Table::allow(std::initializer_list<std::string_view> keys) { known_.insert(known_.end(), keys); }

void Table::close()
{
    for (const auto& [key, node] : table_) {
        const std::string_view name = key.str();
        if (std::find(known_.begin(), known_.end(), name) != known_.end())
            continue;
        std::sort(known_.begin(), known_.end());
        const std::string_view meant = nearest(name, known_);
        // A key may be a secret pasted without "name =": only what looks like a word is quoted.
        const bool word = name.size() <= 32;
        notes_.problem(static_cast<int>(key.source().begin.line),
                       word ? fmt::format("unknown key \"{}\" in {}", name, title_)
                            : fmt::format("unknown key in {}", title_),
                       meant.empty() ? fmt::format("take it out; here may stand {}", enumerate(known_))
                                     : fmt::format("write \"{}\"", meant));
    }
}

int Table::line(std::string_view key) const
{
    const toml::node* node = table_.get(key);
    return node ? line_of(*node) : line();
}

void Table::problem(std::string_view key, std::string_view what, std::string_view instead)
{
    notes_.problem(line(key), what, instead);
}

void Table::warn(std::string_view key, std::string_view what, std::string_view instead)
{
    notes_.warn(line(key), what, instead);
}

const toml::node* Table::find(std::string_view key)
{
    if (std::find(known_.begin(), known_.end(), key) == known_.end())
        known_.push_back(key);
    return table_.get(key);
}

const toml::node* Table::find(std::string_view key, toml::node_type type)
{
    const toml::node* node = find(key);
    if (!node || node->type() == type)
        return node;
    wrong_type(key, *node, type);
    return nullptr;
}

void Table::wrong_type(std::string_view key, const toml::node& node, toml::node_type wanted)
{
    problem(key, fmt::format("{} is {}", key, kind_of(node.type())), fmt::format("write {}", kind_of(wanted)));
}

} // namespace langnghe::config
