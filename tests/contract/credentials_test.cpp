#include "core/store/credentials.hpp"
#include "tests/contract/engine.hpp"

using namespace langnghe;
using namespace langnghe::test;

namespace {

credentials::Grant some_grant()
{
    credentials::Grant grant;
    grant.number = 7;
    grant.sealed = "c2VhbGVk";
    grant.renewable = true;
    grant.obtained_at = noon;
    grant.expires_at = noon + std::chrono::hours{25};
    grant.begun_at = noon + std::chrono::hours{12};
    grant.lost_at = noon + std::chrono::hours{13};
    grant.lost_why = "nobody knows";
    grant.origin = "abc";
    return grant;
}

void check_same(const credentials::Grant& a, const credentials::Grant& b)
{
    CHECK(a.number == b.number);
    CHECK(a.sealed == b.sealed);
    CHECK(a.renewable == b.renewable);
    CHECK(a.obtained_at == b.obtained_at);
    CHECK(a.expires_at == b.expires_at);
    CHECK(a.begun_at == b.begun_at);
    CHECK(a.lost_at == b.lost_at);
    CHECK(a.lost_why == b.lost_why);
    CHECK(a.origin == b.origin);
}

} // namespace

TEST_CASE("a channel has one grant, and the last one stands")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    const auto find = [&](const char* channel) {
        return engine->read([=](Tx& tx) { return tx.credentials().find(channel); });
    };
    CHECK_FALSE(find("zalo").has_value());
    const auto first = some_grant();
    engine->write([&](Tx& tx) { tx.credentials().save("zalo", first); });
    REQUIRE(find("zalo").has_value());
    check_same(*find("zalo"), first);
    CHECK_FALSE(find("other").has_value());

    auto second = first;
    second.number = 8;
    second.sealed = "YW5vdGhlcg";
    second.renewable = false;
    second.begun_at.reset();
    second.lost_at.reset();
    second.lost_why.clear();
    engine->write([&](Tx& tx) { tx.credentials().save("zalo", second); });
    engine->reopen();
    check_same(*find("zalo"), second);
}
