#include "core/ticket/progress_token.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace langnghe;

namespace {

const Secret key{"0123456789abcdef0123456789abcdef"};
constexpr TicketId ticket{42};
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

} // namespace

TEST_CASE("a token names its ticket and proves it")
{
    const std::string token = make_progress_token(ticket, 1, key);
    CHECK(token.size() == 32);
    CHECK(token.find_first_not_of(alphabet) == std::string::npos);
    CHECK(claimed_ticket(token) == ticket);
    CHECK(progress_token_matches(token, ticket, 1, key));
    CHECK(make_progress_token(ticket, 1, key) == token);
}

TEST_CASE("another version, ticket or key refuses it")
{
    const std::string token = make_progress_token(ticket, 1, key);
    CHECK(!progress_token_matches(token, ticket, 2, key));
    CHECK(!progress_token_matches(token, ticket, 0, key));
    CHECK(!progress_token_matches(token, TicketId{43}, 1, key));
    CHECK(!progress_token_matches(token, ticket, 1, Secret{"0123456789abcdef0123456789abcdeg"}));
    CHECK(!progress_token_matches(token, ticket, 1, Secret{}));
}

TEST_CASE("every change of every character is refused")
{
    const std::string token = make_progress_token(ticket, 3, key);
    for (std::size_t at = 0; at < token.size(); ++at)
        for (const char c : alphabet) {
            std::string changed = token;
            changed[at] = c;
            if (changed == token)
                continue;
            CHECK(!progress_token_matches(changed, ticket, 3, key));
            // Nor is it good for the ticket that it now claims.
            if (const auto claimed = claimed_ticket(changed))
                CHECK(!progress_token_matches(changed, *claimed, 3, key));
        }
}

TEST_CASE("what is no token claims nothing")
{
    const std::string token = make_progress_token(ticket, 1, key);
    CHECK(!claimed_ticket(""));
    CHECK(!claimed_ticket(token.substr(1)));
    CHECK(!claimed_ticket(token + "A"));
    CHECK(!claimed_ticket(std::string(32, '=')));
    CHECK(!claimed_ticket(std::string(32, 'A')));
    CHECK(!claimed_ticket(std::string(32, '_')));
    CHECK(!claimed_ticket(token.substr(0, 31) + '\0'));
    CHECK(!claimed_ticket(token.substr(0, 30) + "\xE1\xBA"));
    CHECK(!claimed_ticket(std::string(1'000'000, 'A')));
    CHECK(!progress_token_matches("", ticket, 1, key));
    CHECK(!progress_token_matches(token.substr(0, 31), ticket, 1, key));
}

TEST_CASE("tokens of all tickets and versions differ")
{
    std::set<std::string> tokens;
    for (int id = 1; id <= 40; ++id)
        for (int version = 1; version <= 40; ++version)
            tokens.insert(make_progress_token(TicketId{id}, version, key));
    CHECK(tokens.size() == 1600);
    CHECK(claimed_ticket(make_progress_token(TicketId{INT64_MAX}, 1, key)) == TicketId{INT64_MAX});
}
