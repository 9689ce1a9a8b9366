#include "core/outbox/file_link.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace langnghe;

namespace {

const Secret key{"0123456789abcdef0123456789abcdef"};
constexpr TimePoint now = from_millis(1'795'000'000'000);
constexpr outbox::FileLink given{OutboxId{42}, 200, now + std::chrono::hours{1}};

} // namespace

TEST_CASE("a file's link says which and until when, and proves it")
{
    const auto token = outbox::make_file_token(given, key);
    CHECK(token.size() == 44);
    CHECK(outbox::read_file_token(token, key, now) == given);
    CHECK(outbox::read_file_token(token, key, given.until - Duration{1}));
    CHECK_FALSE(outbox::read_file_token(token, key, given.until));
    CHECK_FALSE(outbox::read_file_token(token, Secret{"another"}, now));
}

TEST_CASE("a link changed anywhere is refused")
{
    const auto token = outbox::make_file_token(given, key);
    for (std::size_t at = 0; at < token.size(); ++at) {
        auto changed = token;
        changed[at] = changed[at] == 'A' ? 'B' : 'A';
        CHECK_FALSE(outbox::read_file_token(changed, key, now));
    }
    for (const std::string& odd : {std::string{}, token + "A", token.substr(1), std::string(44, '.')})
        CHECK_FALSE(outbox::read_file_token(odd, key, now));
}
