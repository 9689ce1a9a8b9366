#include "core/text/mask.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "tests/unit/text/random_text.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <utility>

using namespace langnghe;

namespace {

void check_masked(std::string_view input, std::string_view expected)
{
    INFO(input);
    const std::string masked = text::mask_personal(input);
    CHECK(masked == expected);
    CHECK(text::mask_personal(masked) == masked);
}

void check_kept(std::string_view input) { check_masked(input, input); }

} // namespace

TEST_CASE("phones of every writing keep two and three digits")
{
    for (const char* phone :
         {"0912345678",        "0912 345 678",           "0912.345.678",  "0912-345-678",     "091 234 5678",
          "09 1234 5678",      "09.12.34.56.78",         "0912 34 56 78", "+84912345678",     "+84 912 345 678",
          "(+84) 912 345 678", "+84(0)912345678",        "84912345678",   "84 912 345 678",   "0084912345678",
          "0084 912 345 678",  "0912\u00A0345\u00A0678", "0912–345–678",  "0912 - 345 - 678", "(091) 234 5678",
          "+84-912-345-678",   "84.912.345.678"})
        check_masked(std::string("Gọi ") + phone + " nhé", "Gọi 09xx xxx 678 nhé");
}

TEST_CASE("phones are found in their surroundings")
{
    check_masked("0387654321", "03xx xxx 321");
    check_masked("SĐT:0912345678.", "SĐT:09xx xxx 678.");
    check_masked("sđt0912345678", "sđt09xx xxx 678");
    check_masked("đt.0912345678", "đt.09xx xxx 678");
    check_masked("(0912345678)", "(09xx xxx 678)");
    check_masked("0912345678, 0987654321", "09xx xxx 678, 09xx xxx 321");
    check_masked("0912345678 0987654321", "09xx xxx 678 09xx xxx 321");
    check_masked("0912345678/0987654321", "09xx xxx 678/09xx xxx 321");
    check_masked("0912.345.678 - 0987.654.321", "09xx xxx 678 - 09xx xxx 321");
    check_masked("1. 0912345678\n2. 0563123456", "1. 09xx xxx 678\n2. 05xx xxx 456");
    check_masked("https://zalo.me/0912345678", "https://zalo.me/09xx xxx 678");
    check_masked("006172839CCCD061728394", "•••CCCD•••");
    check_masked("Số 09123466 0912345678 nhé", "Số 09123466 09xx xxx 678 nhé");
    check_masked("xx xxx 0912345678 nhé", "xx xxx 09xx xxx 678 nhé");
    check_masked("09xx xxx 0912345678 nhé", "09xx xxx 09xx xxx 678 nhé");
    check_masked("0912345678 123 456 nhé", "09xx xxx 678 123 456 nhé");
    check_masked("0912 345 678 15 người", "09xx xxx 678 15 người");
    check_masked("0912345678 đồng chí Nam", "09xx xxx 678 đồng chí Nam");
    check_masked("tôi là Nam 0912345678👍", "tôi là Nam 09xx xxx 678👍");
}

TEST_CASE("landlines and old mobiles are phones too")
{
    check_masked("02033123456", "02xx xxx 456");
    check_masked("(024) 3825 1234", "02xx xxx 234");
    check_masked("0203.3.123.456", "02xx xxx 456");
    check_masked("+84 24 3825 1234", "02xx xxx 234");
    check_masked("0169 123 4567", "01xx xxx 567");
}

TEST_CASE("identity numbers disappear")
{
    check_masked("CCCD 001095012345", "CCCD •••");
    check_masked("cccd:038095012345", "cccd:•••");
    check_masked("001 095 012 345", "•••");
    check_masked("0010 9501 2345", "•••");
    check_masked("CMND 123456789 cấp năm 2010", "CMND ••• cấp năm 2010");
    check_masked("CMND số 123.456.789", "CMND số •••");
    check_masked("số chứng minh 123 456 789.", "số chứng minh •••.");
    check_masked("số 012345678", "số •••");
}

TEST_CASE("plates disappear")
{
    for (const char* plate : {"29A-123.45", "29A-12345", "29A 123.45", "29A12345", "29a-123.45", "29a12345",
                              "29-X1 123.45", "29X1-123.45", "29X1 12345", "29-X1 1234", "29LD-123.45", "29MĐ1-123.45",
                              "80-NG-123-45", "14C-4321", "15K1 - 234.56", "29 A1 123.45"})
        check_masked(std::string("Xe ") + plate + " chạy ẩu", "Xe ••• chạy ẩu");
    check_masked("Ô tô 29A-123.45, 30F-678.90.", "Ô tô •••, •••.");
    check_masked("xe 29A 1234", "xe •••");
    check_masked("(14A-555.66)", "(•••)");
}

TEST_CASE("e-mail addresses disappear")
{
    check_masked("thư: nguyen.van-a+x@gmail.com.", "thư: •••.");
    check_masked("<a_b@mail.luongson.gov.vn>", "<•••>");
    check_masked("0912345678@gmail.com", "•••");
    check_masked("hường@gmail.com", "•••");
    check_masked("a@b.vn,c@d.vn", "•••,•••");
}

TEST_CASE("what is nobody's stays")
{
    for (const char* text : {"1.500.000đ",
                             "1.500.000 đồng",
                             "150000000đ",
                             "150000000 đồng",
                             "150.000.000",
                             "123 456 789 đồng",
                             "84.912.345.678đ",
                             "1.234.567,5",
                             "2.050.000.000đ",
                             "20k",
                             "1tr5",
                             "2 tr",
                             "VNĐ 500.000",
                             "05/08/2025",
                             "05-08-2025",
                             "05.08.2025 17:30",
                             "05-08-2025 17 giờ",
                             "05-08-2025 08-08-2025",
                             "08-2025 17 30",
                             "ngày 12 tháng 6",
                             "17h30",
                             "7 rưỡi",
                             "2025",
                             "00:30",
                             "từ 10h-1730",
                             "số nhà 123",
                             "123/45/6",
                             "12A/1234",
                             "hẻm 45/12A",
                             "tổ 5",
                             "khu 12B",
                             "số 12 ngõ 34",
                             "LS-26-0042",
                             "LS-26-1234567",
                             "ls26 42",
                             "H48.17-250713-0021",
                             "000.00.17.H48-250713-0021",
                             "113",
                             "114 hoặc 115",
                             "1900 1234",
                             "18001234",
                             "1900 123 456",
                             "Quyết định 1234/QĐ-UBND",
                             "QL21A",
                             "12 m2",
                             "20m 1234",
                             "12B 15000đ",
                             "lớp 12A-2025",
                             "lớp 12A 2025",
                             "20.912345, 105.812345",
                             "@LangNghe_bot",
                             "@ubnd.luongson",
                             "a@b",
                             "PE0912345678X",
                             "310 hộ, 1.200 người",
                             "•••",
                             "09xx xxx 678",
                             "",
                             "TCVN 5687:2010",
                             "ISBN 9786040000000"})
        check_kept(text);
}

TEST_CASE("masking any text is safe and settles")
{
    std::mt19937 random(29);
    constexpr std::string_view alphabet = "00123456789899  .-()+/@aAxXđ,:";
    for (int round = 0; round < 10000; ++round) {
        std::string input;
        for (std::size_t left = random() % 30; left > 0; --left)
            input.push_back(alphabet[random() % alphabet.size()]);
        const std::string masked = text::mask_personal(text::repair_utf8(input));
        INFO(input);
        REQUIRE(text::valid_utf8(masked));
        REQUIRE(text::mask_personal(masked) == masked);
    }
    for (int round = 0; round < 2000; ++round)
        REQUIRE_NOTHROW(text::mask_personal(test::random_bytes(random, 60)));
}
