#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "tests/unit/text/random_text.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace std::string_literals;

TEST_CASE("every way to compose a letter gives one")
{
    const std::string composed = "Nguyễn Thị Hường";
    CHECK(composed.size() == 23);
    CHECK(text::nfd(composed).size() == 28);
    CHECK(text::code_points(text::nfd(composed)) == 22);
    CHECK(text::nfc(text::nfd(composed)) == composed);
    CHECK(text::nfc("e\u0323\u0302") == "ệ");
    CHECK(text::nfc("e\u0302\u0323") == "ệ");
    CHECK(text::nfc("ê\u0301") == "ế");
    CHECK(text::nfc("e\u0341") == "é");
    CHECK(text::nfc("a\u0340") == "à");
    CHECK(text::nfc("abc") == "abc");
    CHECK(text::nfc("").empty());
    CHECK(text::nfc("e\u0301\xFF") == "é\uFFFD");
}

TEST_CASE("an inbound text is cleaned once and for all")
{
    CHECK(text::clean_inbound("  Kính gửi\u00A0UBND \n") == "Kính gửi UBND");
    CHECK(text::clean_inbound("một\r\nhai\rba\tbốn") == "một\nhai\nba\tbốn");
    CHECK(text::clean_inbound("a\0b\x1B[31mc\x7F\u0085"s) == "ab[31mc");
    CHECK(text::clean_inbound("rác\u200B thải\uFEFF") == "rác thải");
    CHECK(text::clean_inbound("\u202Egnp.exe\u202C \u2066x\u2069") == "gnp.exe x");
    CHECK(text::clean_inbound("e\u200B\u0302\u0301") == "ế");
    CHECK(text::clean_inbound("\u200B \uFEFF").empty());
    CHECK(text::clean_inbound("a\xFF") == "a\uFFFD");
}

TEST_CASE("a joiner stays inside an emoji and nowhere else")
{
    CHECK(text::clean_inbound("👨‍👩‍👧‍👦") == "👨‍👩‍👧‍👦");
    CHECK(text::clean_inbound("❤️‍🔥 👩🏽‍🌾") == "❤️‍🔥 👩🏽‍🌾");
    CHECK(text::clean_inbound("a\u200Db") == "ab");
    CHECK(text::clean_inbound("👍\u200D") == "👍");
    CHECK(text::clean_inbound("👍\u200Dx") == "👍x");
    CHECK(text::clean_inbound("1️⃣") == "1️⃣");
}

TEST_CASE("a tower of marks is cut down")
{
    std::string tower = "đổ rác";
    for (int mark = 0; mark < 200; ++mark)
        tower += "\u0315";
    const std::string clean = text::clean_inbound(tower);
    CHECK(text::code_points(clean) == text::code_points("đổ rác") + 4);
}

TEST_CASE("marks in the hundred thousands cost no more than other text")
{
    std::string tower = "a";
    while (tower.size() < 256 * 1024)
        tower += "\u0315\u0301"; // sorted against each other
    CHECK(text::code_points(text::nfc(tower)) <= 31);
    CHECK(text::code_points(text::clean_inbound(tower)) <= 5);
    CHECK(text::nfc(text::nfc(tower)) == text::nfc(tower));
}

TEST_CASE("normalising and cleaning twice change nothing more")
{
    std::mt19937 random(11);
    for (int round = 0; round < 4000; ++round) {
        const std::string input = round % 4 == 0 ? test::random_bytes(random, 60) : test::random_text(random, 40);
        const std::string composed = text::nfc(input);
        REQUIRE(text::valid_utf8(composed));
        REQUIRE(text::nfc(composed) == composed);
        REQUIRE(text::nfc(text::nfd(input)) == composed);
        const std::string clean = text::clean_inbound(input);
        REQUIRE(text::valid_utf8(clean));
        REQUIRE(text::clean_inbound(clean) == clean);
        REQUIRE(text::nfc(clean) == clean);
    }
}
