#pragma once
// Numbers in the data of a button: "7:1:5".

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace langnghe::text {

// As many numbers as there are asked for, and nothing else.
template <std::size_t count>
std::optional<std::array<std::int64_t, count>> numbers_in(std::string_view text)
{
    std::array<std::int64_t, count> numbers{};
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view part = text.substr(0, text.find(':'));
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), numbers[i]);
        if (error != std::errc{} || end != part.data() + part.size())
            return std::nullopt;
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return text.empty() ? std::optional{numbers} : std::nullopt;
}

} // namespace langnghe::text
