#pragma once
// "[@id]" inside a text is how a mention arrives in a group, and how one is made: "[@group_id]" calls everybody.

#include <string>
#include <string_view>

namespace langnghe::zalo_oa {

struct Mentions
{
    std::string text; // without them
    bool of_us = false;
};

// Without its mention a command stands first again.
Mentions strip_mentions(std::string_view text, std::string_view oa_id);

// The same words, which mention nobody.
std::string disarm_mentions(std::string text);

} // namespace langnghe::zalo_oa
