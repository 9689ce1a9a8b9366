#include "core/text/utf8.hpp"
#include "core/text/words.hpp"
#include "tests/unit/text/random_text.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;

namespace {

std::string shown(std::string_view input)
{
    const auto command = text::parse_command(input);
    return command ? command->name + "|" + command->at_bot + "|" + command->rest : "none";
}

} // namespace

TEST_CASE("the first word is split from the rest")
{
    const auto split = text::first_word("  LS-26-0042\u00A0 Đường  hỏng \n");
    CHECK(split.word == "LS-26-0042");
    CHECK(split.rest == "Đường  hỏng");
    CHECK(text::first_word("một").word == "một");
    CHECK(text::first_word("một").rest.empty());
    CHECK(text::first_word("   ").word.empty());
}

TEST_CASE("commands are recognised with or without diacritics")
{
    CHECK(shown("/ketnoi 7GQ2M-4TXRA") == "ketnoi||7GQ2M-4TXRA");
    CHECK(shown("/lienket@LangNghe_bot ABC") == "lienket|LangNghe_bot|ABC");
    CHECK(shown("/liênkết ABC") == "lienket||ABC");
    CHECK(shown("/LIE\u0302NKE\u0302\u0301T") == "lienket||");
    CHECK(shown("  /Đóng\n Lý do:  đã xong ") == "dong||Lý do:  đã xong");
    CHECK(shown("/ghi") == "ghi||");
    CHECK(shown("/ghi: ổ gà trước chợ") == "ghi||ổ gà trước chợ");
    CHECK(shown("/chuyen\tLS-26-0042 Địa chính") == "chuyen||LS-26-0042 Địa chính");
    CHECK(shown("/tim_2 a/b") == "tim_2||a/b");
}

TEST_CASE("what only looks like a command is none")
{
    for (const char* input : {"", "/", "/ ", "/ ghi", "5/7", "/5", "/5/7", "/a/b", "//ghi", "ghi /ghi", "/ket-noi X",
                              "/ghi@", "/ghi@tên x", "/@bot", "/...", "/👍", "/home/dan/tep.txt", "/\xFF"})
        CHECK(shown(input) == "none");
    CHECK(shown("/" + std::string(32, 'a')) != "none");
    CHECK(shown("/" + std::string(33, 'a')) == "none");
    CHECK(shown("/" + std::string(100000, 'a')) == "none");
}

TEST_CASE("no input upsets the command parser")
{
    std::mt19937 random(23);
    for (int round = 0; round < 3000; ++round) {
        const std::string input = "/" + test::random_bytes(random, 20);
        if (const auto command = text::parse_command(input))
            REQUIRE(command->name.size() <= 32);
        const auto split = text::first_word(input);
        REQUIRE(split.word.size() + split.rest.size() <= input.size());
    }
}
