#include "core/people/link_code.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>

using namespace langnghe;

namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

} // namespace

TEST_CASE("a link code is ten Crockford characters with a hyphen in the middle")
{
    const std::string code = make_link_code({0, 1, 2, 31, 32, 33, 255, 128, 10, 20});
    CHECK(code == "012Z0-1Z0AM");
    std::set<char> seen;
    for (std::uint8_t byte = 0; byte < 32; ++byte)
        seen.insert(make_link_code({byte, byte, byte, byte, byte, byte, byte, byte, byte, byte}).front());
    CHECK(std::string(seen.begin(), seen.end()) == crockford);
}

TEST_CASE("link codes are read however people type them")
{
    for (const char* typed : {"7K3QX-9M2AB", "7k3qx-9m2ab", "7K3QX9M2AB", "7K3QX 9M2AB", " 7-K-3-Q-X 9M2AB\n"}) {
        INFO(typed);
        CHECK(normalise_link_code(typed) == "7K3QX9M2AB");
    }
    CHECK(normalise_link_code("OoIiL-l0101") == "0011110101");
    CHECK(normalise_link_code("OIL00-00000") == "0110000000");
}

TEST_CASE("what is no link code is none")
{
    for (const char* typed : {"", "-", "7K3QX", "7K3QX-9M2A", "7K3QX-9M2ABC", "7K3QX-9M2AU", "7K3QX_9M2AB",
                              "7K3QX-9M2A!", "7K3QX-9M2Ă", "mã 7K3QX-9M2AB"}) {
        INFO(typed);
        CHECK(!normalise_link_code(typed));
    }
    CHECK(!normalise_link_code(std::string(100'000, 'A')));
    CHECK(!normalise_link_code(std::string("7K3QX\0M2AB", 10)));
}

TEST_CASE("what is made is read, and only its hash is stored")
{
    const std::string code = make_link_code({9, 8, 7, 6, 5, 4, 3, 2, 1, 0});
    const auto normalised = normalise_link_code(code);
    REQUIRE(normalised);
    const std::string digest = link_code_digest(*normalised);
    CHECK(digest.size() == 64);
    CHECK(digest.find(*normalised) == std::string::npos);
    CHECK(digest == link_code_digest(*normalise_link_code("98765-43210")));
    CHECK(digest != link_code_digest("9876543211"));
    CHECK(link_code_digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}
