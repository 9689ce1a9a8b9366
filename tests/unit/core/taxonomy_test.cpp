#include "core/commune/taxonomy.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;

namespace {

const std::vector<Term> departments{{"kinh_te", "Phòng Kinh tế", {"kinh tế", "hạ tầng"}},
                                    {"van_phong", "Văn phòng HĐND và UBND", {"văn phòng", "tư pháp"}},
                                    {"quan_su", "Ban Chỉ huy Quân sự", {"xã đội", "Tư Pháp"}}};

Taxonomy phrases()
{
    Taxonomy taxonomy;
    taxonomy.suspicions = {"tố cáo", "nhận hối lộ", "Phong bì"};
    taxonomy.greetings = {"xin chào", "cảm ơn", "Dạ vâng ạ"};
    prepare(taxonomy);
    return taxonomy;
}

std::string key_of(const char* typed)
{
    const Term* term = find_term(departments, typed);
    return term == nullptr ? "" : term->key;
}

} // namespace

TEST_CASE("a term is found by key, name or other name, with or without marks")
{
    for (const char* typed : {"kinh_te", "Phòng Kinh tế", "phong kinh te", "PHÒNG KINH TẾ", "kinh tế", "ha tang",
                              "  hạ   tầng ", "Hạ tầng."}) {
        INFO(typed);
        CHECK(key_of(typed) == "kinh_te");
    }
    CHECK(key_of("văn phòng HĐND và UBND") == "van_phong");
    CHECK(key_of("van phong hdnd va ubnd") == "van_phong");
}

TEST_CASE("nothing fits, or too much does")
{
    CHECK(key_of("") == "");
    CHECK(key_of("  ...") == "");
    CHECK(key_of("kinh") == "");
    CHECK(key_of("phòng kinh tế xã") == "");
    CHECK(key_of("tư pháp") == "");
    CHECK(find_term({}, "kinh tế") == nullptr);
}

TEST_CASE("a key without a term stands for itself")
{
    CHECK(name_of(departments, "kinh_te") == "Phòng Kinh tế");
    CHECK(name_of(departments, "gone") == "gone");
    CHECK(name_of(departments, "") == "");
}

TEST_CASE("a suspicion is found by its own words, not by those that fold to the same")
{
    const Taxonomy taxonomy = phrases();
    for (const char* text : {"tố cáo", "Tôi muốn TỐ CÁO ông A", "toi to cao", "đơn: tố cáo.", "đưa phong bì cho cán bộ",
                             "cán bộ nhận\nhối lộ", "to\xCC\x82\xCC\x81 ca\xCC\x81o", "toi to cao ong Nguyễn Văn Bê",
                             "To cao Đỗ Thị Ánh"}) {
        INFO(text);
        CHECK(is_suspicious(taxonomy, text));
    }
    for (const char* text : {"", "tố", "cáo", "hối lộ", "tốcáo", "tố x cáo", "mato cao", "to caoo", "đường ngập",
                             "cây to cao trước cổng sắp đổ", "Phòng bị dột, mong xã sửa giúp"}) {
        INFO(text);
        CHECK(!is_suspicious(taxonomy, text));
    }
}

TEST_CASE("a greeting is the whole message or none")
{
    const Taxonomy taxonomy = phrases();
    for (const char* text :
         {"xin chào", "Xin chào!", "XIN CHAO", " xin  chào… ", "cảm ơn", "dạ vâng ạ", "Dạ, vâng ạ.", "!", "👍", ""}) {
        INFO(text);
        CHECK(is_greeting(taxonomy, text));
    }
    for (const char* text : {"chào", "xin chào ủy ban", "cảm ơn nhưng đường vẫn ngập", "xin", "113"}) {
        INFO(text);
        CHECK(!is_greeting(taxonomy, text));
    }
}

TEST_CASE("preparing twice changes nothing")
{
    Taxonomy taxonomy = phrases();
    const auto once = taxonomy.suspicions;
    prepare(taxonomy);
    CHECK(taxonomy.suspicions == once);
    CHECK(is_greeting(taxonomy, "cảm ơn"));
}

TEST_CASE("an area is guessed from whole words: the longest name counts, two as long say nothing")
{
    Taxonomy taxonomy;
    taxonomy.areas = {{"khu_1", "Khu 1", {"xóm Đông"}},
                      {"khu_12", "Khu 12", {"Đồng Mới", "làng Cháy"}},
                      {"khu_3", "Khu 3", {"Đồng Mới Thượng", "khu dân cư số 3"}}};
    prepare(taxonomy);
    const auto guessed = [&](const char* words) {
        const Term* area = guess_area(taxonomy, words);
        return area == nullptr ? std::string{} : area->key;
    };
    CHECK(guessed("Đèn đường khu 3 hỏng đã lâu") == "khu_3");
    CHECK(guessed("den duong khu 12 hong") == "khu_12");
    CHECK(guessed("Cống tắc ở KHU DÂN CƯ SỐ 3.") == "khu_3");
    CHECK(guessed("Đường qua Đồng Mới Thượng lầy lội quá") == "khu_3");
    CHECK(guessed("Đường qua Đồng Mới lầy lội quá") == "khu_12");
    CHECK(guessed("khu 1, khu 1 và lại khu 1") == "khu_1");
    CHECK(guessed("từ khu 1 sang khu 3 đường hỏng") == "");
    CHECK(guessed("từ khu 1 sang khu dân cư số 3 đường hỏng") == "khu_3");
    CHECK(guessed("nhà số 3, khu nào cũng ngập") == "");
    CHECK(guessed("khu 123 không có ở đây") == "");
    CHECK(guessed("") == "");
    // Everyday words that only fold to the same name nothing.
    CHECK(guessed("Người dân trong làng chạy hết ra đường vì cống nổ") == "");
    CHECK(guessed("nguoi dan lang chay bi ngap") == "khu_12");
}
