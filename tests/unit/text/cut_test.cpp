#include "core/text/cut.hpp"
#include "core/text/line.hpp"
#include "core/text/utf8.hpp"
#include "tests/unit/text/random_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace langnghe;

namespace {

const std::string family = "👨‍👩‍👧‍👦"; // 11 units, one grapheme

std::string without_space(std::string_view text)
{
    std::string out(text);
    std::erase_if(out, [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; });
    return out;
}

} // namespace

TEST_CASE("a cut ends on a grapheme within the limit")
{
    CHECK(text::cut_utf16("xin chào", 100) == "xin chào");
    CHECK(text::cut_utf16("đường", 3) == "đườ");
    CHECK(text::cut_utf16("đườ\u0300ng", 3) == "đư");
    CHECK(text::cut_utf16("ab" + family + "c", 12) == "ab");
    CHECK(text::cut_utf16("ab" + family + "c", 13) == "ab" + family);
    CHECK(text::cut_utf16("🇻🇳🇻🇳", 7) == "🇻🇳");
    CHECK(text::cut_utf16("👍🏽", 4) == "👍🏽");
    CHECK(text::cut_utf16("a\r\nb", 2) == "a");
    CHECK(text::cut_utf16("đất", 0).empty());
    CHECK(text::cut_utf16("", 5).empty());
}

TEST_CASE("a grapheme larger than the limit is cut between code points")
{
    CHECK(text::cut_utf16(family, 4) == "👨‍");
    CHECK(text::cut_utf16("👍", 1).empty());
    CHECK(text::split_utf16(family, 5).size() > 1);
}

TEST_CASE("shortening shows that something is missing")
{
    CHECK(text::shorten("mất nước", 8) == "mất nước");
    CHECK(text::shorten("mất nước rồi", 8) == "mất nướ…");
    CHECK(text::shorten("mất nước rồi", 5) == "mất…");
    CHECK(text::shorten(family + "x", 11) == "👨‍👩‍👧‍…");
    CHECK(text::shorten("abc", 1) == "…");
    CHECK(text::shorten("abc", 0).empty());
}

TEST_CASE("what stands in a log or on a terminal is one line that does nothing")
{
    CHECK(text::on_one_line("mất\nnước\t\x1b[2J\r\n", 20) == "mất nước [2J");
    CHECK(text::on_one_line("mất nước rồi", 5) == "mất…");
    CHECK(text::on_one_line("a\xffz", 5) == "a\uFFFDz");
    CHECK(text::on_one_line("\n", 5).empty());
}

TEST_CASE("a long text is split where a reader would")
{
    using Pieces = std::vector<std::string>;
    CHECK(text::split_utf16("ngắn", 10) == Pieces{"ngắn"});
    CHECK(text::split_utf16("dòng một\ndòng hai", 12) == Pieces{"dòng một", "dòng hai"});
    CHECK(text::split_utf16("Câu một. Câu hai nữa", 14) == Pieces{"Câu một.", "Câu hai nữa"});
    CHECK(text::split_utf16("một hai ba bốn", 8) == Pieces{"một hai", "ba bốn"});
    CHECK(text::split_utf16("một hai ba", 7) == Pieces{"một hai", "ba"});
    CHECK(text::split_utf16("nghiêng", 4) == Pieces{"nghi", "êng"});
    CHECK(text::split_utf16("  \n ", 4).empty());
    CHECK(text::split_utf16("", 4).empty());
    CHECK(text::split_utf16("abc", 0) == Pieces{"ab", "c"});
    CHECK(text::split_utf16("a👍b", 2) == Pieces{"a", "👍", "b"});
}

TEST_CASE("cuts of any text stay within the limit and well-formed")
{
    std::mt19937 random(17);
    for (int round = 0; round < 3000; ++round) {
        const std::string input = test::random_text(random, 60);
        const std::size_t limit = random() % 40;
        const std::string_view cut = text::cut_utf16(input, limit);
        REQUIRE(text::valid_utf8(cut));
        REQUIRE(text::utf16_length(cut) <= limit);
        REQUIRE(input.starts_with(cut));
        REQUIRE((!cut.empty() || input.empty() || limit < 2));
        const std::string shorter = text::shorten(input, limit);
        REQUIRE(text::valid_utf8(shorter));
        REQUIRE(text::utf16_length(shorter) <= limit);
    }
}

TEST_CASE("the pieces of any text are short, whole and complete")
{
    std::mt19937 random(19);
    for (int round = 0; round < 3000; ++round) {
        const std::string input = round % 5 == 0 ? test::random_bytes(random, 80) : test::random_text(random, 120);
        const std::size_t limit = random() % 30;
        std::string joined;
        for (const std::string& piece : text::split_utf16(input, limit)) {
            REQUIRE_FALSE(piece.empty());
            REQUIRE(text::utf16_length(piece) <= std::max<std::size_t>(limit, 2));
            REQUIRE((round % 5 == 0 || text::valid_utf8(piece)));
            joined += piece;
        }
        REQUIRE(without_space(joined) == without_space(input));
    }
}
