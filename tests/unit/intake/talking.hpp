#pragma once
// Citizens who write and are answered, for tests of what they may ask.

#include "tests/unit/intake/world.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace langnghe::test {

inline bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The last that they hear of this message; empty when nothing.
inline std::string answer(World& world, const std::string& who, const std::string& words)
{
    world.said();
    world.say(who, words);
    const auto texts = world.said_to(who);
    return texts.empty() ? std::string{} : texts.back();
}

// With a name that must be nowhere where it does not belong.
inline Message named(World& world, const std::string& who, const std::string& words, std::string name = "Tên Thật")
{
    Message message = world.message(who, words);
    message.from.name = std::move(name);
    return message;
}

} // namespace langnghe::test
