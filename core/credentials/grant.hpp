#pragma once
// What a channel's platform has granted us: an access token that lives for hours and a refresh token that buys the next
// pair and is spent by it. The tokens are sealed; this is what is known of them, as it is stored.

#include "core/secret.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace langnghe::credentials {

struct TokenPair
{
    Secret access;
    Secret refresh; // empty: this access token is the last one
};

struct Grant
{
    std::int64_t number = 0; // of the pair; raised with every new one
    std::string sealed;      // the pair, bound to commune, channel and number; empty: there never was one
    bool renewable = false;  // it has a refresh token
    TimePoint obtained_at{};
    TimePoint expires_at{};
    std::optional<TimePoint> begun_at; // a refresh whose end is not known: its token may be spent
    std::optional<TimePoint> lost_at;  // reconnect needed since then
    std::string lost_why;
    std::string origin; // digest of the configuration's pair that was taken over last
};

// What the platform's token service answered.
struct GrantAnswer
{
    enum class Kind
    {
        renewed,  // `tokens`, good for `life`; the pair before is void
        refused,  // in so many words: nothing was spent
        dead,     // the refresh token or the grant itself is refused: a person must connect again
        doubtful, // it may have been done, the answer is lost
        not_sent, // provably never reached the service
    };
    Kind kind = Kind::doubtful;
    TokenPair tokens;
    Duration life{0};
    std::string error; // bears no secret
};

} // namespace langnghe::credentials
