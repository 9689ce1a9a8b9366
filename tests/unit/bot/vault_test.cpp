#include "bot/secrets/vault.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace langnghe;
using namespace langnghe::secrets;
using credentials::TokenPair;

namespace {

const Secret master{std::string(32, 'k')};

Vault vault() { return Vault{master, "luong-son"}; }

TokenPair pair() { return {Secret{"access canary"}, Secret{"refresh canary"}}; }

} // namespace

TEST_CASE("a sealed pair opens in its place alone")
{
    const auto sealed = vault().seal("zalo", 3, pair());
    const auto opened = vault().open("zalo", 3, sealed);
    REQUIRE(opened.has_value());
    CHECK(opened->access.equals("access canary"));
    CHECK(opened->refresh.equals("refresh canary"));
    CHECK(sealed.find("canary") == std::string::npos);

    CHECK_FALSE(vault().open("zalo", 4, sealed).has_value());
    CHECK_FALSE(vault().open("zalo2", 3, sealed).has_value());
    CHECK_FALSE(Vault(master, "luong-so").open("nzalo", 3, sealed).has_value());
    CHECK_FALSE(Vault(Secret{std::string(32, 'j')}, "luong-son").open("zalo", 3, sealed).has_value());
}

TEST_CASE("no changed byte of a sealed pair goes unnoticed")
{
    const auto sealed = vault().seal("zalo", 3, pair());
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        auto changed = sealed;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        const auto opened = vault().open("zalo", 3, changed);
        // The last character has bits that stand for nothing; base64 refuses those that are not zero.
        CHECK_FALSE(opened.has_value());
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_FALSE(vault().open("zalo", 3, sealed.substr(0, size)).has_value());
    CHECK_FALSE(vault().open("zalo", 3, "not base64 !").has_value());
}

TEST_CASE("the same pair is never sealed to the same text")
{
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i)
        seen.insert(vault().seal("zalo", 3, pair()));
    CHECK(seen.size() == 100);
    CHECK(vault().open("zalo", 1, vault().seal("zalo", 1, {Secret{"a"}, {}}))->refresh.empty());
}

TEST_CASE("PKCE: 43 characters, and the challenge of the standard's example")
{
    CHECK(vault().verifier("zalo").reveal().size() == 43);
    CHECK(vault().verifier("zalo").equals(vault().verifier("zalo").reveal()));
    CHECK_FALSE(vault().verifier("zalo").equals(vault().verifier("zalo2").reveal()));
    // RFC 7636, appendix B
    CHECK(challenge_of(Secret{"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"}) ==
          "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    CHECK(vault().state("zalo") != vault().state("zalo2"));
}

TEST_CASE("pairs are told apart without a key")
{
    CHECK(digest_of({}).empty());
    CHECK(digest_of(pair()) == digest_of(pair()));
    CHECK(digest_of({Secret{"a"}, Secret{"bc"}}) != digest_of({Secret{"ab"}, Secret{"c"}}));
}
