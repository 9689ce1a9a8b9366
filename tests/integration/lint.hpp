#pragma once
// What every message to people is held to: NFC, no key of the program, no English, the forms of address that the
// product has, and its length.

#include <string>
#include <string_view>
#include <vector>

namespace langnghe::test {

enum class Audience
{
    citizen,
    group,
    official // hears other people's words, which are as they are
};

// What is wrong with it, one line each.
std::vector<std::string> lint(std::string_view text, Audience audience, std::size_t longest);

} // namespace langnghe::test
