#pragma once
// What somebody pasted after a platform's permission page: the code alone, or the address that bears it.

#include <string>
#include <string_view>

namespace langnghe::commands {

struct Redirected
{
    std::string code;
    std::string state;   // empty when only the code was pasted
    std::string account; // "oa_id"
    std::string wrong;   // why nothing can be made of it; empty when all is well
};

Redirected read_redirect(std::string_view pasted);

} // namespace langnghe::commands
