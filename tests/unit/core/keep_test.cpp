#include "core/credentials/keep.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::credentials;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr TimePoint noon = from_millis(1'795'000'000'000);

Grant pair_of(TimePoint at)
{
    Grant grant = adopt({}, "sealed-1", true, usual_life, at);
    grant.origin = "configuration";
    return grant;
}

GrantAnswer answer(GrantAnswer::Kind kind)
{
    GrantAnswer made;
    made.kind = kind;
    made.error = "words";
    if (kind == GrantAnswer::Kind::renewed) {
        made.tokens = {Secret{"access"}, Secret{"refresh"}};
        made.life = usual_life;
    }
    return made;
}

Step step(const Grant& grant, const Watch& watch, TimePoint now) { return plan(grant, watch, now).step; }

// A refresh that was sent at noon and whose answer is not known.
struct Doubt
{
    Doubt() { settle(grant, watch, answer(GrantAnswer::Kind::doubtful), {}, noon + seconds{1}); }

    Grant grant = [] {
        Grant begun = pair_of(noon - hours{12});
        begin(begun, noon);
        return begun;
    }();
    Watch watch;
};

} // namespace

TEST_CASE("a pair is renewed more than once a day, and well before it expires")
{
    const Grant grant = pair_of(noon);
    CHECK(step(grant, {}, noon) == Step::wait);
    CHECK(step(grant, {}, noon + hours{11}) == Step::wait);
    CHECK(step(grant, {}, noon + hours{12}) == Step::refresh);
    CHECK(grant.expires_at - (noon + hours{12}) > hours{12});
    const Grant brief = adopt({}, "sealed", true, hours{1}, noon);
    CHECK(step(brief, {}, noon + minutes{29}) == Step::wait);
    CHECK(step(brief, {}, noon + minutes{30}) == Step::refresh);
    CHECK(step({}, {}, noon) == Step::wait); // nothing to keep
}

TEST_CASE("a refused access token is renewed at once, a fresh one not in a loop")
{
    const Grant grant = pair_of(noon);
    Watch watch;
    watch.refused = true;
    CHECK(step(grant, watch, noon + seconds{1}) == Step::refresh);
    CHECK_FALSE(usable(grant, watch));
    watch.renewed_at = noon;
    CHECK(step(grant, watch, noon + seconds{1}) == Step::wait);
    CHECK(step(grant, watch, noon + fresh) == Step::refresh);
}

TEST_CASE("without a refresh token only a refusal needs a person")
{
    const Grant last = adopt({}, "sealed", false, usual_life, noon);
    Watch watch;
    CHECK(step(last, watch, noon + hours{100}) == Step::wait);
    watch.refused = true;
    CHECK(step(last, watch, noon) == Step::give_up);
}

TEST_CASE("a new pair takes the place of the old one")
{
    Grant grant = pair_of(noon - hours{12});
    Watch watch;
    watch.refused = true;
    begin(grant, noon);
    settle(grant, watch, answer(GrantAnswer::Kind::renewed), "sealed-2", noon + seconds{1});
    CHECK(grant.number == 2);
    CHECK(grant.sealed == "sealed-2");
    CHECK(grant.expires_at == noon + seconds{1} + usual_life);
    CHECK(grant.origin == "configuration");
    CHECK_FALSE(grant.begun_at.has_value());
    CHECK(usable(grant, watch));
    CHECK(step(grant, watch, noon + minutes{1}) == Step::wait);
}

TEST_CASE("no answer but a new pair touches the old one")
{
    using Kind = GrantAnswer::Kind;
    for (const Kind kind : {Kind::refused, Kind::dead, Kind::doubtful, Kind::not_sent}) {
        Grant grant = pair_of(noon - hours{12});
        Watch watch;
        begin(grant, noon);
        settle(grant, watch, answer(kind), "never", noon);
        CHECK(grant.number == 1);
        CHECK(grant.sealed == "sealed-1");
        CHECK(grant.renewable);
        CHECK(grant.lost_at.has_value() == (kind == Kind::dead));
        CHECK(grant.begun_at.has_value() == (kind == Kind::doubtful));
        CHECK(usable(grant, watch)); // the old access token lives on
    }
}

TEST_CASE("what spent nothing is tried again, later each time")
{
    Grant grant = pair_of(noon - hours{12});
    Watch watch;
    TimePoint now = noon;
    Duration before{0};
    for (int i = 0; i < 8; ++i) {
        CHECK(step(grant, watch, now) == Step::refresh);
        begin(grant, now);
        settle(grant, watch, answer(GrantAnswer::Kind::refused), {}, now);
        const Duration wait = *watch.not_before - now;
        CHECK(step(grant, watch, now + wait - seconds{1}) == Step::wait);
        CHECK(wait >= before);
        CHECK(wait <= minutes{32});
        before = wait;
        now += wait;
    }
    CHECK_FALSE(grant.lost_at.has_value());
}

TEST_CASE("a refresh in doubt is never sent again before the old access token was taken")
{
    Doubt doubt;
    CHECK(step(doubt.grant, doubt.watch, noon + seconds{2}) == Step::wait);
    CHECK(step(doubt.grant, doubt.watch, noon + settling) == Step::probe);
    settle(doubt.grant, doubt.watch, Probed::unknown, noon + settling);
    for (int s = 20; s < 51; ++s)
        CHECK(step(doubt.grant, doubt.watch, noon + seconds{s}) != Step::refresh);

    settle(doubt.grant, doubt.watch, Probed::taken, noon + seconds{30}); // nothing was spent
    CHECK_FALSE(doubt.grant.begun_at.has_value());
    CHECK(usable(doubt.grant, doubt.watch));
    CHECK(step(doubt.grant, doubt.watch, noon + seconds{31}) == Step::wait);
    CHECK(step(doubt.grant, doubt.watch, noon + minutes{2}) == Step::refresh);
}

TEST_CASE("a doubt becomes an alarm within a minute")
{
    Doubt spent;
    settle(spent.grant, spent.watch, Probed::refused, noon + settling);
    CHECK(step(spent.grant, spent.watch, noon + settling) == Step::give_up);

    Doubt silent;
    settle(silent.grant, silent.watch, Probed::unknown, noon + settling);
    CHECK(step(silent.grant, silent.watch, noon + seconds{1} + patience) == Step::give_up);
    CHECK(plan(silent.grant, silent.watch, noon + settling).at <= noon + seconds{1} + patience);

    Doubt late;
    late.grant.expires_at = noon + seconds{5};
    CHECK(step(late.grant, late.watch, noon + seconds{5}) == Step::give_up);

    Doubt expired; // it was renewed because it had been refused: nobody can tell
    expired.watch.refused = true;
    CHECK(step(expired.grant, expired.watch, noon + seconds{2}) == Step::give_up);
}

TEST_CASE("an alarm is taken back when the old access token turns out to live")
{
    Doubt doubt;
    lose(doubt.grant, "nobody knows", noon + patience);
    CHECK(step(doubt.grant, doubt.watch, noon + minutes{1}) == Step::probe);
    settle(doubt.grant, doubt.watch, Probed::unknown, noon + minutes{1});
    CHECK(step(doubt.grant, doubt.watch, noon + minutes{2}) == Step::wait);
    CHECK(step(doubt.grant, doubt.watch, noon + minutes{1} + asked_at_leisure) == Step::probe);
    settle(doubt.grant, doubt.watch, Probed::taken, noon + minutes{6});
    CHECK_FALSE(doubt.grant.lost_at.has_value());
    CHECK(doubt.grant.sealed == "sealed-1");

    Doubt dead;
    settle(dead.grant, dead.watch, Probed::refused, noon + settling);
    lose(dead.grant, "spent", noon + settling);
    for (int h = 0; h < 20; ++h)
        CHECK(step(dead.grant, dead.watch, noon + hours{h}) == Step::wait);
}

TEST_CASE("after a crash the store alone decides what is known")
{
    Grant begun = pair_of(noon - hours{12});
    begin(begun, noon);
    Watch fresh_process;
    fresh_process.doubt_at = noon + hours{1};
    CHECK(step(begun, fresh_process, noon + hours{1}) == Step::probe); // at once: it cannot still be on its way
    fresh_process.doubt_at = noon + seconds{3};
    CHECK(step(begun, fresh_process, noon + seconds{3}) == Step::wait);
    CHECK(step(begun, fresh_process, noon + settling) == Step::probe);
}
