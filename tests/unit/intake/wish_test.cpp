#include "core/people/wish.hpp"
#include "tests/support/commune.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>

using namespace langnghe;
using namespace langnghe::test;

TEST_CASE("a wish is the whole message, each word with its own marks or without any")
{
    const Commune commune = luong_son();
    const auto wish = [&](const char* text) { return commune.wishes.in(text); };
    for (const auto& [text, meant] :
         {std::pair{"dừng", Wish::stop}, std::pair{"Dừng!", Wish::stop}, std::pair{"dung nhan tin", Wish::stop},
          std::pair{"DUNG THONG BAO", Wish::stop}, std::pair{"dừng nhan tin", Wish::stop},
          std::pair{"“Dừng nhận tin”.", Wish::stop}, std::pair{"tiếp tục nhận tin", Wish::resume},
          std::pair{"tiep tuc nhan tin", Wish::resume}, std::pair{"Dữ liệu của tôi", Wish::copy},
          std::pair{"xem dữ liệu của tôi", Wish::copy_words}, std::pair{"du lieu cua toi", Wish::copy},
          std::pair{"xóa dữ liệu của tôi", Wish::erase}, std::pair{"xoá dữ liệu của tôi", Wish::erase},
          std::pair{"xoa du lieu cua toi", Wish::erase}, std::pair{"đồng ý xóa", Wish::erase_agreed},
          std::pair{"điều khoản", Wish::terms}, std::pair{"Ẩn danh", Wish::anonymous},
          std::pair{"an danh", Wish::anonymous}}) {
        CAPTURE(text);
        CHECK(wish(text) == meant);
    }
    for (const char* text :
         {"", "dung", "đúng", "dùng", "đừng", "đúng nhận tin", "dùng thông báo", "dừng xe trái phép", "dừng nhận",
          "ăn đánh", "tôi muốn xóa dữ liệu của tôi", "dữ liệu", "dieu khoan hop dong"}) {
        CAPTURE(text);
        CHECK_FALSE(wish(text));
    }
}

TEST_CASE("a report is anonymous when it begins so; without marks only before a mark of punctuation")
{
    const Commune commune = luong_son();
    for (const char* text : {"ẩn danh", "Ẩn danh: cống tắc", "ẩn danh cống tắc ở khu 3", "ẨN DANH\ncống tắc",
                             "an danh: cong tac", "An danh, cong tac", "Ẩn danh - xe chở đất"})
        CHECK(commune.wishes.begins_anonymous(text));
    for (const char* text : {"", "ẩn", "an danh cong tac", "An Danh phản ánh đèn hỏng", "ăn đánh: x", "Ân Danh: x",
                             "xin ẩn danh: cống tắc", "cống tắc, ẩn danh"})
        CHECK_FALSE(commune.wishes.begins_anonymous(text));
}
