#pragma once
// How a pair of tokens is kept alive: pure decisions of what is stored, what was seen and the time. The daemon's keeper
// only carries them out. A refresh token is spent once, so a refresh is noted as begun before it is sent. If its end is
// not known, the old access token tells: a refresh makes it void at once, so while the platform takes it, nothing was
// spent. Source: developers.zalo.me, OAuth v4; reports of accounts lost to a second spending.

#include "core/credentials/grant.hpp"

namespace langnghe::credentials {

inline constexpr Duration usual_life = std::chrono::hours{25};
inline constexpr Duration longest_age = std::chrono::hours{12};  // a pair is renewed more than once a day
inline constexpr Duration settling = std::chrono::seconds{20};   // a refresh on its way may still arrive so long
inline constexpr Duration patience = std::chrono::seconds{50};   // with a doubt, before somebody is told
inline constexpr Duration asked_again = std::chrono::seconds{5}; // while in doubt
inline constexpr Duration asked_at_leisure = std::chrono::minutes{5};
inline constexpr Duration fresh = std::chrono::minutes{5}; // a new token that is refused is not renewed at once

// What this process saw since the pair came into use; not stored.
struct Watch
{
    bool refused = false;                // the platform refused the access token
    int failures = 0;                    // attempts to renew in a row that came to nothing
    std::optional<TimePoint> not_before; // for the next question to the platform
    std::optional<TimePoint> doubt_at;   // when this process learnt of the doubt
    std::optional<TimePoint> renewed_at;
    std::string error; // of the last failure
};

enum class Step
{
    wait,
    refresh,
    probe,   // ask the platform something harmless with the old access token
    give_up, // reconnect needed
};

struct Plan
{
    Step step = Step::wait;
    TimePoint at{};       // of the step; for `wait`, when to look again at the latest
    const char* why = ""; // of `give_up`
};

Plan plan(const Grant& grant, const Watch& watch, TimePoint now);

// What the probe of a doubtful refresh showed.
enum class Probed
{
    taken,
    refused,
    unknown
};

// Before a refresh is sent; to be stored first.
void begin(Grant& grant, TimePoint now);
// After its answer. `sealed` is the new pair under `number + 1`, when there is one; to be stored before it is used.
void settle(Grant& grant, Watch& watch, const GrantAnswer& answer, std::string sealed, TimePoint now);
void settle(Grant& grant, Watch& watch, Probed probed, TimePoint now);
void lose(Grant& grant, std::string why, TimePoint now);
// A pair from outside: of the configuration, or of a person who connected the channel.
Grant adopt(const Grant& before, std::string sealed, bool renewable, Duration life, TimePoint now);

// Whether sending makes sense with what we have.
bool usable(const Grant& grant, const Watch& watch);

} // namespace langnghe::credentials
