#include "adapters/sql/channels.hpp"

namespace langnghe::sql {

std::int64_t Channels::find(std::string_view name)
{
    const std::string key(name);
    if (const auto known = numbers_.find(key); known != numbers_.end())
        return known->second;
    Query query(db_, "SELECT id FROM channel WHERE name = ?1");
    const auto found = query.with(key).value<std::int64_t>();
    if (!found)
        return 0;
    numbers_[key] = *found;
    return *found;
}

std::int64_t Channels::number(std::string_view name)
{
    if (const auto known = find(name); known != 0)
        return known;
    const std::string key(name);
    Query query(db_, "INSERT INTO channel(name) VALUES(?1) RETURNING id");
    const auto given = query.with(key).value<std::int64_t>().value();
    query.run();
    numbers_[key] = given;
    return given;
}

const std::string& Channels::name(std::int64_t number)
{
    auto known = names_.find(number);
    if (known == names_.end()) {
        Query query(db_, "SELECT name FROM channel WHERE id = ?1");
        known = names_.emplace(number, query.with(number).value<std::string>().value_or("")).first;
    }
    return known->second;
}

void Channels::forget()
{
    numbers_.clear();
    names_.clear();
}

} // namespace langnghe::sql
