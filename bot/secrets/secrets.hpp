#pragma once
// Where a secret of the configuration comes from: "file:PATH", "cred:NAME" (systemd), "env:NAME", or the value itself.
// No message bears any part of a value, nor a literal.

#include "core/secret.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace langnghe::secrets {

struct Source
{
    std::filesystem::path base;    // folder that "file:" paths start from
    bool literals_allowed = false; // the configuration file is 0600
};

struct Read
{
    enum class State
    {
        found,
        missing, // named, but not there yet
        refused
    };
    State state = State::missing;
    Secret secret;
    std::string what;    // of missing and refused
    std::string instead; // what to do about it
    std::string warning; // of found: it works, but should be kept elsewhere
};

Read read(std::string_view text, const Source& source);

// 32 bytes from hex (64 digits) or base64url (43 characters, one '=' allowed); empty when it is neither.
Secret master_key(std::string_view text);

// 32 random bytes as base64url, 43 characters.
std::string fresh_key();

} // namespace langnghe::secrets
