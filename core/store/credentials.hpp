#pragma once
// The grants of platforms whose tokens change by themselves, one for each channel. Tokens come and go sealed.

#include "core/credentials/grant.hpp"

#include <optional>
#include <string_view>

namespace langnghe {

class Credentials
{
public:
    virtual ~Credentials() = default;
    virtual std::optional<credentials::Grant> find(std::string_view channel) = 0;
    // In place of the one before.
    virtual void save(std::string_view channel, const credentials::Grant& grant) = 0;
};

} // namespace langnghe
