#include "core/text/utf8.hpp"
#include "tests/unit/text/random_text.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace std::string_literals;

TEST_CASE("well-formed and ill-formed UTF-8 are told apart")
{
    CHECK(text::valid_utf8(""));
    CHECK(text::valid_utf8("Đường Nguyễn Huệ 👍🏽"));
    CHECK(text::valid_utf8("\xF4\x8F\xBF\xBF"));
    CHECK(text::valid_utf8("a\0b"s));

    for (const std::string bad :
         {"\x80", "\xC3", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE1\xBB", "\xE1\xBBz"})
        CHECK_FALSE(text::valid_utf8(bad));
}

TEST_CASE("each maximal ill-formed part becomes one U+FFFD")
{
    CHECK(text::repair_utf8("chào") == "chào");
    CHECK(text::repair_utf8("a\xFFz") == "a\uFFFDz");
    CHECK(text::repair_utf8("a\xE1\xBBz") == "a\uFFFDz");
    CHECK(text::repair_utf8("\xE1\xBB") == "\uFFFD");
    CHECK(text::repair_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
    CHECK(text::repair_utf8("\xC0\xAF") == "\uFFFD\uFFFD");
    // The example of Unicode 15, table 3-11.
    CHECK(text::repair_utf8("\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64") == "\uFFFD\uFFFD\uFFFD"
                                                                                   "b\uFFFD"
                                                                                   "c\uFFFD\uFFFD"
                                                                                   "d");
}

TEST_CASE("lengths are counted in the unit asked for")
{
    CHECK(text::utf16_length("") == 0);
    CHECK(text::utf16_length("Đất") == 3);
    CHECK(text::utf16_length("👨‍👩‍👧‍👦👍🏽🇻🇳") == 19);
    CHECK(text::code_points("👨‍👩‍👧‍👦👍🏽🇻🇳") == 11);
    CHECK(text::code_points("Nguyễn Thị Hường") == 16);
    CHECK(text::utf16_length("\xFF\xFE") == 2);
}

TEST_CASE("trim takes every white space off both ends")
{
    CHECK(text::trim(" \t\u00A0\u3000 đất \n\u2028") == "đất");
    CHECK(text::trim("a b") == "a b");
    CHECK(text::trim(" \n ").empty());
    CHECK(text::trim("").empty());
}

TEST_CASE("a code point survives encoding and decoding")
{
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        std::string bytes;
        text::append(bytes, point);
        const text::CodePoint back = text::decode(bytes, 0);
        const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
        if (back.value != (surrogate ? text::replacement : point) || back.size != bytes.size() || !back.valid)
            FAIL("code point " << static_cast<unsigned>(point));
    }
    SUCCEED();
}

TEST_CASE("repairing any bytes gives well-formed text, once")
{
    std::mt19937 random(7);
    for (int round = 0; round < 5000; ++round) {
        const std::string bytes = test::random_bytes(random, 40);
        const std::string repaired = text::repair_utf8(bytes);
        REQUIRE(text::valid_utf8(repaired));
        REQUIRE(text::repair_utf8(repaired) == repaired);
        REQUIRE(text::code_points(bytes) == text::code_points(repaired));
        REQUIRE(text::utf16_length(bytes) == text::utf16_length(repaired));
    }
}
