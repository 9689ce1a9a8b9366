#pragma once
// How much of a test is done: little in the suite, as much as the environment says in a long run.

#include <cstdint>
#include <cstdlib>
#include <string>

namespace langnghe::test {

inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? otherwise : std::stoull(value);
}

} // namespace langnghe::test
