#pragma once
// How values stand in the file (text and blobs are copied when bound): ids, times and counts as integers, "none" and
// empty optionals as NULL, enumerators by their place, bytes as blobs.

#include "core/time.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace langnghe::sql {

// An enum with an enumerator `none` is an id.
template <class T>
concept Id = std::is_enum_v<T> && requires
{
    T::none;
};
template <class T>
concept Enumerator = std::is_enum_v<T> && !Id<T>;

inline void put(SQLite::Statement& statement, int index, std::string_view text, std::size_t& bytes)
{
    bytes += text.size();
    statement.bind(index, std::string(text));
}

inline void put(SQLite::Statement& statement, int index, const std::string& text, std::size_t& bytes)
{
    bytes += text.size();
    statement.bind(index, text);
}

inline void put(SQLite::Statement& statement, int index, const char* text, std::size_t& bytes)
{
    put(statement, index, std::string_view(text), bytes);
}

template <class T>
requires std::is_arithmetic_v<T>
void put(SQLite::Statement& statement, int index, T value, std::size_t&)
{
    if constexpr (std::is_floating_point_v<T>)
        statement.bind(index, value);
    else
        statement.bind(index, static_cast<std::int64_t>(value));
}

template <Id T>
void put(SQLite::Statement& statement, int index, T id, std::size_t&)
{
    if (id == T::none)
        statement.bind(index);
    else
        statement.bind(index, static_cast<std::int64_t>(id));
}

template <Enumerator T>
void put(SQLite::Statement& statement, int index, T value, std::size_t&)
{
    statement.bind(index, static_cast<std::int64_t>(value));
}

inline void put(SQLite::Statement& statement, int index, TimePoint time, std::size_t&)
{
    statement.bind(index, static_cast<std::int64_t>(to_millis(time)));
}

template <std::size_t size>
void put(SQLite::Statement& statement, int index, const std::array<std::uint8_t, size>& blob, std::size_t& bytes)
{
    bytes += size;
    statement.bind(index, static_cast<const void*>(blob.data()), static_cast<int>(size));
}

template <class T>
void put(SQLite::Statement& statement, int index, const std::optional<T>& value, std::size_t& bytes)
{
    if (value)
        put(statement, index, *value, bytes);
    else
        statement.bind(index);
}

inline void take(SQLite::Statement& statement, int index, std::string& text)
{
    text = statement.getColumn(index).getString();
}

template <class T>
requires std::is_arithmetic_v<T>
void take(SQLite::Statement& statement, int index, T& value)
{
    if constexpr (std::is_floating_point_v<T>)
        value = statement.getColumn(index).getDouble();
    else if constexpr (std::is_same_v<T, bool>)
        value = statement.getColumn(index).getInt64() != 0;
    else
        value = static_cast<T>(statement.getColumn(index).getInt64());
}

template <class T>
requires std::is_enum_v<T>
void take(SQLite::Statement& statement, int index, T& value)
{
    value = static_cast<T>(statement.getColumn(index).getInt64());
}

inline void take(SQLite::Statement& statement, int index, TimePoint& time)
{
    time = from_millis(statement.getColumn(index).getInt64());
}

// A missing or short blob leaves zeros.
template <std::size_t size>
void take(SQLite::Statement& statement, int index, std::array<std::uint8_t, size>& blob)
{
    blob = {};
    const auto column = statement.getColumn(index);
    if (static_cast<std::size_t>(column.getBytes()) == size)
        std::memcpy(blob.data(), column.getBlob(), size);
}

template <class T>
void take(SQLite::Statement& statement, int index, std::optional<T>& value)
{
    value.reset();
    if (!statement.getColumn(index).isNull())
        take(statement, index, value.emplace());
}

} // namespace langnghe::sql
