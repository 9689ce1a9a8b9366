#pragma once
// How values stand in the file (text and blobs are copied when bound): ids, times and counts as integers, "none" and
// empty optionals as NULL, enumerators by their place, bytes as blobs. On SQLite's own statements: SQLiteCpp's Column
// counts references for each value and its bind copies a text twice, some two hundred times for each message.

#include "core/time.hpp"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace langnghe::sql {

// As core/ids.hpp makes them. An enumerator `none` alone makes no id: it may be one state among others.
template <class T>
concept Id = std::is_enum_v<T> && std::is_same_v<std::underlying_type_t<T>, std::int64_t> && requires
{
    T::none;
};
template <class T>
concept Enumerator = std::is_enum_v<T> && !Id<T>;

inline void bound(sqlite3_stmt* statement, int code)
{
    if (code != SQLITE_OK)
        throw SQLite::Exception(sqlite3_db_handle(statement), code);
}

inline void put(sqlite3_stmt* statement, int index, std::int64_t value)
{
    bound(statement, sqlite3_bind_int64(statement, index, value));
}

inline void put(sqlite3_stmt* statement, int index, std::string_view text, std::size_t& bytes)
{
    bytes += text.size();
    const int code =
        text.empty() ? sqlite3_bind_text(statement, index, "", 0, SQLITE_STATIC)
                     : sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    bound(statement, code);
}

inline void put(sqlite3_stmt* statement, int index, const std::string& text, std::size_t& bytes)
{
    put(statement, index, std::string_view(text), bytes);
}

inline void put(sqlite3_stmt* statement, int index, const char* text, std::size_t& bytes)
{
    put(statement, index, std::string_view(text), bytes);
}

template <class T>
requires std::is_arithmetic_v<T>
void put(sqlite3_stmt* statement, int index, T value, std::size_t&)
{
    if constexpr (std::is_floating_point_v<T>)
        bound(statement, sqlite3_bind_double(statement, index, value));
    else
        put(statement, index, static_cast<std::int64_t>(value));
}

template <Id T>
void put(sqlite3_stmt* statement, int index, T id, std::size_t&)
{
    if (id == T::none)
        bound(statement, sqlite3_bind_null(statement, index));
    else
        put(statement, index, static_cast<std::int64_t>(id));
}

template <Enumerator T>
void put(sqlite3_stmt* statement, int index, T value, std::size_t&)
{
    put(statement, index, static_cast<std::int64_t>(value));
}

inline void put(sqlite3_stmt* statement, int index, TimePoint time, std::size_t&)
{
    put(statement, index, static_cast<std::int64_t>(to_millis(time)));
}

template <std::size_t size>
void put(sqlite3_stmt* statement, int index, const std::array<std::uint8_t, size>& blob, std::size_t& bytes)
{
    bytes += size;
    bound(statement, sqlite3_bind_blob(statement, index, blob.data(), static_cast<int>(size), SQLITE_TRANSIENT));
}

template <class T>
void put(sqlite3_stmt* statement, int index, const std::optional<T>& value, std::size_t& bytes)
{
    if (value)
        put(statement, index, *value, bytes);
    else
        bound(statement, sqlite3_bind_null(statement, index));
}

inline void take(sqlite3_stmt* statement, int index, std::string& text)
{
    const auto* begin = sqlite3_column_blob(statement, index); // no terminator is needed
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, index));
    text.assign(static_cast<const char*>(begin != nullptr ? begin : ""), size);
}

template <class T>
requires std::is_arithmetic_v<T>
void take(sqlite3_stmt* statement, int index, T& value)
{
    if constexpr (std::is_floating_point_v<T>)
        value = sqlite3_column_double(statement, index);
    else if constexpr (std::is_same_v<T, bool>)
        value = sqlite3_column_int64(statement, index) != 0;
    else
        value = static_cast<T>(sqlite3_column_int64(statement, index));
}

template <class T>
requires std::is_enum_v<T>
void take(sqlite3_stmt* statement, int index, T& value)
{
    value = static_cast<T>(sqlite3_column_int64(statement, index));
}

inline void take(sqlite3_stmt* statement, int index, TimePoint& time)
{
    time = from_millis(sqlite3_column_int64(statement, index));
}

// A missing or short blob leaves zeros.
template <std::size_t size>
void take(sqlite3_stmt* statement, int index, std::array<std::uint8_t, size>& blob)
{
    blob = {};
    const auto* bytes = sqlite3_column_blob(statement, index);
    if (static_cast<std::size_t>(sqlite3_column_bytes(statement, index)) == size)
        std::memcpy(blob.data(), bytes, size);
}

template <class T>
void take(sqlite3_stmt* statement, int index, std::optional<T>& value)
{
    value.reset();
    if (sqlite3_column_type(statement, index) != SQLITE_NULL)
        take(statement, index, value.emplace());
}

} // namespace langnghe::sql
