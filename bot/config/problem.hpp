#pragma once
// What is wrong in a file that a person wrote: where, what, and what to write instead. Never quotes a value: it may be
// a secret.

#include <string>

namespace langnghe::config {

struct Problem
{
    std::string file;
    int line = 0; // from 1; 0 concerns the whole file
    std::string what;
    std::string instead; // what to write or do instead

    friend bool operator==(const Problem&, const Problem&) = default;
};

// "langnghe.toml:12: unknown key \"lisen\"; write \"listen\"".
std::string to_string(const Problem& problem);

} // namespace langnghe::config
