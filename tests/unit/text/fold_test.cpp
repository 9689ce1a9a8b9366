#include "core/text/fold.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "tests/unit/text/random_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <utility>

using namespace langnghe;

TEST_CASE("folding takes case and diacritics away")
{
    CHECK(text::fold("Đường Nguyễn Huệ") == "duong nguyen hue");
    CHECK(text::fold("ĐẤT ĐAI") == "dat dai");
    CHECK(text::fold("Ðất ðai") == "dat dai");
    CHECK(text::fold("  Rác\u00A0 thải,\n  bốc mùi! ") == "rac thai, boc mui!");
    CHECK(text::fold("HELLO  World") == "hello world");
    CHECK(text::fold("ra\u200Bc") == "rac");
    CHECK(text::fold("").empty());
    CHECK(text::fold(text::nfd("Thuỷ lợi Ấp Ỹ")) == "thuy loi ap y");
    CHECK(text::fold("hoà") == text::fold("hòa"));
}

TEST_CASE("every Vietnamese letter folds to its base")
{
    constexpr std::array groups{std::pair{'a', "aàáảãạăằắẳẵặâầấẩẫậAÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"},
                                std::pair{'d', "dđDĐ"},
                                std::pair{'e', "eèéẻẽẹêềếểễệEÈÉẺẼẸÊỀẾỂỄỆ"},
                                std::pair{'i', "iìíỉĩịIÌÍỈĨỊ"},
                                std::pair{'o', "oòóỏõọôồốổỗộơờớởỡợOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"},
                                std::pair{'u', "uùúủũụưừứửữựUÙÚỦŨỤƯỪỨỬỮỰ"},
                                std::pair{'y', "yỳýỷỹỵYỲÝỶỸỴ"}};
    for (const auto& [base, letters] : groups) {
        const std::string expected(text::code_points(letters), base);
        CHECK(text::fold(letters) == expected);
        CHECK(text::fold(text::nfd(letters)) == expected);
        CHECK(text::fold_words(letters) == expected);
    }
}

TEST_CASE("words are letters and digits with single spaces")
{
    CHECK(text::fold_words("Xin chào, cán bộ!!!") == "xin chao can bo");
    CHECK(text::fold_words("LS-26-0042") == "ls 26 0042");
    CHECK(text::fold_words("👍 ok 👍") == "ok");
    CHECK(text::fold_words("...").empty());
    CHECK(text::fold_words("Tổ 5/7 (khu Đồi Vải)") == "to 5 7 khu doi vai");
}

TEST_CASE("lower keeps the diacritics that tell words apart")
{
    CHECK(text::lower("DỪNG") == "dừng");
    CHECK(text::lower("Ðúng") == "đúng");
    CHECK(text::lower(text::nfd("ĐÚNG")) == "đúng");
    CHECK(text::lower("Dừng") != text::lower("Đúng"));
    CHECK(text::lower("Dừng") != text::lower("Dùng"));
    CHECK(text::fold("Dừng") == text::fold("Đúng"));
}

TEST_CASE("both styles of tone placement become one")
{
    constexpr std::array pairs{std::pair{"hoà", "hòa"},   std::pair{"hoá", "hóa"},   std::pair{"hoả", "hỏa"},
                               std::pair{"hoã", "hõa"},   std::pair{"hoạ", "họa"},   std::pair{"khoè", "khòe"},
                               std::pair{"khoé", "khóe"}, std::pair{"khoẻ", "khỏe"}, std::pair{"khoẽ", "khõe"},
                               std::pair{"khoẹ", "khọe"}, std::pair{"thuỳ", "thùy"}, std::pair{"thuý", "thúy"},
                               std::pair{"thuỷ", "thủy"}, std::pair{"thuỹ", "thũy"}, std::pair{"thuỵ", "thụy"}};
    for (const auto& [modern, old] : pairs) {
        CHECK(text::same_tone_style(modern) == old);
        CHECK(text::same_tone_style(old) == old);
        CHECK(text::same_tone_style(text::nfd(modern)) == old);
    }
    CHECK(text::same_tone_style("UỶ BAN, Hoà Bình") == "ỦY BAN, Hòa Bình");
    CHECK(text::same_tone_style("quý, QUỶ, quỳ") == "quý, QUỶ, quỳ");
    CHECK(text::same_tone_style("hoàn toàn, xoáy, khuỷu, huỳnh, ngoèo") == "hoàn toàn, xoáy, khuỷu, huỳnh, ngoèo");
    CHECK(text::same_tone_style("oà\u0302") == "oà\u0302");
    CHECK(text::same_tone_style("Hoa 123") == "Hoa 123");
}

TEST_CASE("matching keys are idempotent and the same for every composition")
{
    std::mt19937 random(13);
    for (int round = 0; round < 4000; ++round) {
        const std::string input = round % 8 == 0 ? test::random_bytes(random, 60) : test::random_text(random, 40);
        const std::string decomposed = text::nfd(input);
        for (const auto key : {text::fold, text::fold_words, text::lower, text::same_tone_style}) {
            const std::string once = key(input);
            REQUIRE(text::valid_utf8(once));
            REQUIRE(key(once) == once);
            REQUIRE(key(decomposed) == once);
        }
        const std::string words = text::fold_words(input);
        REQUIRE(std::all_of(words.begin(), words.end(),
                            [](char c) { return c == ' ' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }));
        REQUIRE(words.find("  ") == std::string::npos);
    }
}

TEST_CASE("every letter of any script folds idempotently")
{
    for (char32_t point = 1; point < 0x20000; ++point) { // above are ideographs only
        std::string input;
        text::append(input, point);
        const std::string once = text::fold(input);
        if (text::fold(once) != once || text::lower(text::lower(input)) != text::lower(input))
            FAIL("code point " << static_cast<unsigned>(point));
    }
    SUCCEED();
}
