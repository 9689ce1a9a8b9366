#pragma once
// The program's log: one JSON object a line on standard error, an event name and typed fields. Thread safe, never
// throws, and no line bears a secret (see redact.hpp). Citizens' words have no place in it.

#include "core/secret.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace langnghe::log {

inline constexpr std::size_t longest_line = 4096; // bytes, without the line end

enum class Level
{
    debug,
    info,
    warn,
    error
};

// A name and a value; borrows both for the length of the call.
struct Field
{
    template <std::integral T>
    Field(std::string_view field, T number) : name(field)
    {
        if constexpr (std::same_as<T, bool>)
            value = number;
        else
            value = static_cast<std::int64_t>(number);
    }
    Field(std::string_view field, double number) : name(field), value(number) {}
    Field(std::string_view field, const char* text) : name(field), value(std::string_view(text)) {}
    Field(std::string_view field, std::string_view text) : name(field), value(text) {}
    Field(std::string_view field, const std::string& text) : name(field), value(std::string_view(text)) {}

    std::string_view name;
    std::variant<std::int64_t, double, bool, std::string_view> value;
};

using Fields = std::initializer_list<Field>;

void debug(std::string_view event, Fields fields = {}) noexcept;
void info(std::string_view event, Fields fields = {}) noexcept;
void warn(std::string_view event, Fields fields = {}) noexcept;
void error(std::string_view event, Fields fields = {}) noexcept;
void write(Level level, std::string_view event, std::span<const Field> fields) noexcept;

// Below this nothing is written; info at the start.
void set_level(Level level) noexcept;
bool enabled(Level level) noexcept;

// Replaced wherever it occurs in any later line. Values of less than 6 bytes are not: they would blot out words.
void add_secret(const Secret& secret);

// Lines go here instead of standard error, without their line end; an empty function brings standard error back.
// Called under the log's lock.
void divert(std::function<void(std::string_view line)> sink);

} // namespace langnghe::log
