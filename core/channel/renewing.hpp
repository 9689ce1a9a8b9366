#pragma once
// What a platform can do besides: live on an access token that a refresh token of a single use buys. Sans I/O like
// Platform. Calls bear secrets: never log one.

#include "core/channel/platform.hpp"
#include "core/credentials/grant.hpp"

#include <string>
#include <string_view>

namespace langnghe {

// What a person opens in a browser to let the program in, and what belongs to it.
struct Authorization
{
    std::string redirect_uri;
    std::string challenge; // PKCE: base64url(SHA-256(verifier)) without padding
    std::string state;
};

class RenewingPlatform
{
public:
    virtual ~RenewingPlatform() = default;

    virtual std::string authorize_url(const Authorization& authorization) const = 0;
    virtual PlatformCall exchange(const Secret& code, const Secret& verifier) const = 0;
    virtual PlatformCall refresh(const Secret& refresh_token) const = 0;
    // Of either.
    virtual credentials::GrantAnswer read_grant(const PlatformAnswer& answer) const = 0;
    // Calls made from now on bear this one. On the thread that sends.
    virtual void use(Secret access_token) = 0;
};

} // namespace langnghe
