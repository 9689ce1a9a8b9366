#include "core/credentials/keep.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::credentials {
namespace {

constexpr Duration longest_rest = std::chrono::hours{1};
constexpr int most_doublings = 5;

Plan wait_until(TimePoint at, TimePoint now) { return {Step::wait, std::clamp(at, now, now + longest_rest)}; }

// The step, when its time has come.
Plan take(Step step, TimePoint at, TimePoint now) { return at <= now ? Plan{step, now} : wait_until(at, now); }

Duration back_off(int failures) { return std::chrono::minutes{1} * (1 << std::clamp(failures - 1, 0, most_doublings)); }

TimePoint due_at(const Grant& grant)
{
    const Duration life = std::max(grant.expires_at - grant.obtained_at, Duration{0});
    return grant.obtained_at + std::min(longest_age, life / 2);
}

// What is not over yet may be settled by the old access token, as long as it has a life of its own.
Plan plan_doubt(const Grant& grant, const Watch& watch, TimePoint now)
{
    const TimePoint ask_at = std::max(*grant.begun_at + settling, watch.not_before.value_or(now));
    if (grant.lost_at)
        return now < grant.expires_at && !watch.refused ? take(Step::probe, ask_at, now)
                                                        : wait_until(now + longest_rest, now);
    if (watch.refused)
        return {Step::give_up, now, "a refresh got no answer, and the old access token is void: the new pair is lost"};
    if (now >= grant.expires_at)
        return {Step::give_up, now, "a refresh got no answer, and the access token has expired since"};
    const TimePoint told_at = watch.doubt_at.value_or(now) + patience;
    if (now >= told_at)
        return {Step::give_up, now, "a refresh got no answer, and the platform does not say whether it was done"};
    const Plan next = take(Step::probe, ask_at, now);
    return next.step == Step::wait ? wait_until(std::min(next.at, told_at), now) : next;
}

} // namespace

Plan plan(const Grant& grant, const Watch& watch, TimePoint now)
{
    if (grant.sealed.empty())
        return wait_until(now + longest_rest, now);
    if (grant.begun_at)
        return plan_doubt(grant, watch, now);
    if (grant.lost_at)
        return wait_until(now + longest_rest, now);
    if (!grant.renewable)
        return watch.refused ? Plan{Step::give_up, now, "the access token is refused, and there is no refresh token"}
                             : wait_until(now + longest_rest, now);
    TimePoint at = watch.refused ? now : due_at(grant);
    if (watch.refused && watch.renewed_at)
        at = std::max(at, *watch.renewed_at + fresh);
    return take(Step::refresh, std::max(at, watch.not_before.value_or(at)), now);
}

void begin(Grant& grant, TimePoint now) { grant.begun_at = now; }

void settle(Grant& grant, Watch& watch, const GrantAnswer& answer, std::string sealed, TimePoint now)
{
    using Kind = GrantAnswer::Kind;
    if (answer.kind == Kind::doubtful) {
        watch.doubt_at = now;
        watch.not_before.reset();
        watch.error = answer.error;
        return;
    }
    grant.begun_at.reset();
    if (answer.kind == Kind::renewed) {
        grant = adopt(grant, std::move(sealed), !answer.tokens.refresh.empty(), answer.life, now);
        watch = {};
        watch.renewed_at = now;
        return;
    }
    watch.doubt_at.reset();
    watch.error = answer.error;
    watch.not_before = now + back_off(++watch.failures);
    if (answer.kind == Kind::dead)
        lose(grant, "the platform refuses the refresh token: " + answer.error, now);
}

void settle(Grant& grant, Watch& watch, Probed probed, TimePoint now)
{
    if (probed == Probed::unknown) {
        watch.not_before = now + (grant.lost_at ? asked_at_leisure : asked_again);
        return;
    }
    watch.refused = probed == Probed::refused;
    if (watch.refused)
        return;
    grant.begun_at.reset();
    grant.lost_at.reset();
    grant.lost_why.clear();
    watch.doubt_at.reset();
    watch.not_before = now + back_off(++watch.failures);
}

void lose(Grant& grant, std::string why, TimePoint now)
{
    grant.lost_at = now;
    grant.lost_why = std::move(why);
}

Grant adopt(const Grant& before, std::string sealed, bool renewable, Duration life, TimePoint now)
{
    Grant grant;
    grant.number = before.number + 1;
    grant.sealed = std::move(sealed);
    grant.renewable = renewable;
    grant.obtained_at = now;
    grant.expires_at = now + life;
    grant.origin = before.origin;
    return grant;
}

bool usable(const Grant& grant, const Watch& watch) { return !grant.sealed.empty() && !watch.refused; }

} // namespace langnghe::credentials
