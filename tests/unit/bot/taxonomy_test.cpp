#include "bot/config/taxonomy_loader.hpp"
#include "core/commune/taxonomy.hpp"
#include "core/text/utf8.hpp"
#include "tests/unit/bot/sample.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

using namespace langnghe;
using test::listed;

namespace {

std::string problems_of(std::string_view toml)
{
    return listed(config::parse_taxonomy(toml, "taxonomy.toml").problems);
}

constexpr const char* one_field = "[[field]]\nkey = \"khac\"\nname = \"Khác\"\n";

} // namespace

TEST_CASE("the taxonomy built in has every field of the labels")
{
    const auto loaded = config::default_taxonomy();
    REQUIRE(listed(loaded.problems) == "");
    REQUIRE(loaded.taxonomy);
    std::string keys;
    for (const Field& field : loaded.taxonomy->fields) {
        keys += field.key + " ";
        CHECK_FALSE(name_of(loaded.taxonomy->departments, field.department).empty());
    }
    CHECK(keys == "dat_dai xay_dung giao_thong moi_truong dien_nuoc an_ninh tthc y_te giao_duc chinh_sach thien_tai "
                  "attp thai_do nong_nghiep khac ");
    CHECK(loaded.taxonomy->areas.size() == 5);
    CHECK(loaded.taxonomy->organizations.size() == 10);
}

TEST_CASE("people find things under the names they use")
{
    const Taxonomy taxonomy = *config::default_taxonomy().taxonomy;
    const auto found = [](const std::vector<Term>& terms, std::string_view typed) {
        const Term* term = find_term(terms, typed);
        return term ? term->key : std::string("nothing");
    };
    CHECK(found(taxonomy.areas, "khu dan cu so 3") == "khu_3");
    CHECK(found(taxonomy.areas, "Khu 1") == "khu_1");
    CHECK(found(taxonomy.departments, "phong kinh te") == "kinh_te");
    CHECK(found(taxonomy.departments, "Công an") == "cong_an");
    CHECK(found(taxonomy.organizations, "hội phụ nữ") == "hoi_phu_nu");
    CHECK(found(taxonomy.organizations, "Đoàn TN") == "doan_thanh_nien");
    CHECK(found(taxonomy.departments, "phòng nào đó") == "nothing");
}

TEST_CASE("a possible denunciation is noticed, everyday reports are not")
{
    Taxonomy taxonomy = *config::default_taxonomy().taxonomy;
    prepare(taxonomy);
    for (const char* text : {"Tôi muốn tố cáo ông A", "can bo dia chinh voi tien dan", "trưởng khu ăn chặn tiền hỗ trợ",
                             "họ bao che cho nhau", "co nguoi nhan hoi lo", "nghi ngờ tham ô quỹ thôn"})
        CHECK(is_suspicious(taxonomy, text));
    for (const char* text : {"Đèn đường khu 3 hỏng một tuần nay", "rác để lâu không ai thu", "xin cấp chứng chỉ",
                             "sân sau nhà văn hóa bị ngập", "cho tôi hỏi thủ tục làm giấy khai sinh"})
        CHECK_FALSE(is_suspicious(taxonomy, text));
}

TEST_CASE("greetings and thanks are no report")
{
    Taxonomy taxonomy = *config::default_taxonomy().taxonomy;
    prepare(taxonomy);
    for (const char* text : {"Xin chào", "chào ad", "Alo", "cám ơn ạ", "OK", "vâng ạ", "dạ", "hello"})
        CHECK(is_greeting(taxonomy, text));
    for (const char* text : {"chào, đường hỏng rồi", "cảm ơn nhưng đèn vẫn hỏng", "alo cháy nhà"})
        CHECK_FALSE(is_greeting(taxonomy, text));
}

TEST_CASE("slips in a taxonomy are told with their lines")
{
    CHECK(problems_of("") == "1: there is no [[field]]; write at least one\n");
    CHECK(problems_of(std::string(one_field) + "department = \"abc\"\nworking_days = 0\nneeds_evidence = 1\n") ==
          "4: there is no [[department]] with this key; write the key of one of them\n"
          "5: working_days is out of range; write a number from 1 to 365\n"
          "6: needs_evidence is a whole number; write true or false\n");
    CHECK(problems_of(std::string(one_field) + "alias = []\n[[fields]]\n") ==
          "4: unknown key \"alias\" in [[field]]; write \"aliases\"\n"
          "5: unknown key \"fields\" in the file; write \"field\"\n");
    CHECK(problems_of(std::string(one_field) + "[[area]]\nkey = \"Khu 1\"\n") ==
          "4: name is missing in [[area]]; write name = \"the name as people read it\"\n"
          "5: key may have only a-z, 0-9 and _, at most 40; write for example \"dat_dai\"\n");
    CHECK(problems_of(std::string(one_field) + "[[area]]\nkey = \"a\"\nname = \"Khu Một\"\n"
                                               "[[area]]\nkey = \"b\"\nname = \"Hai\"\naliases = [\"khu mot\"]\n"
                                               "[[area]]\nkey = \"a\"\nname = \"Ba\"\n") ==
          "10: \"khu mot\" already means \"a\"; leave it in one of the two\n"
          "12: two [[area]] have the same key; give each its own\n");
    CHECK(problems_of(std::string(one_field) + "[words]\nsuspicions = [\"tiền\"]\ngreetings = [\"!\"]\n") ==
          "5: \"tiền\" is too short or too long for suspicions; write phrases of at least 2 words\n"
          "6: \"!\" is too short or too long for greetings; write phrases of at least 1 words\n");
}

TEST_CASE("routes say who handles what")
{
    const std::string terms = std::string(one_field) + "[[department]]\nkey = \"quan_su\"\nname = \"Quân sự\"\n"
                                                       "[[area]]\nkey = \"khu_3\"\nname = \"Khu 3\"\n"
                                                       "[[organization]]\nkey = \"mttq\"\nname = \"Mặt trận\"\n";
    const auto loaded = config::parse_taxonomy(
        terms + "[[route]]\nfield = \"khac\"\narea = \"khu_3\"\nurgency = \"urgent\"\ndepartment = \"quan_su\"\n"
                "groups = [\"mttq\", \"khu_3\", \"quan_su\"]\nleaders = [\"Nguyễn Văn A\"]\n"
                "[[route]]\nfield = \"khac\"\ngroups = [\"mttq\"]\n",
        "taxonomy.toml");
    REQUIRE(listed(loaded.problems) == "");
    REQUIRE(loaded.taxonomy->routes.size() == 2);
    const Route& first = loaded.taxonomy->routes[0];
    CHECK(first.field == "khac");
    CHECK(first.area == "khu_3");
    CHECK(first.urgency == Urgency::urgent);
    CHECK(first.department == "quan_su");
    CHECK(first.groups == std::vector<std::string>{"mttq", "khu_3", "quan_su"});
    CHECK(first.leaders == std::vector<std::string>{"Nguyễn Văn A"});
    CHECK(loaded.taxonomy->routes[1].urgency == std::nullopt);
    CHECK(loaded.taxonomy->routes[1].department.empty());
}

TEST_CASE("slips in routes are told with their lines")
{
    const std::string top = one_field;
    CHECK(problems_of(top + "[[route]]\nfield = \"duong\"\narea = \"khu_9\"\nurgency = \"gấp\"\n"
                            "department = \"abc\"\ngroups = [\"hội nào\"]\n") ==
          "5: there is no [[field]] with this key; write the key of one of them\n"
          "6: there is no [[area]] with this key; write the key of one of them\n"
          "7: urgency is neither normal nor urgent; write \"urgent\", or take it out\n"
          "8: there is no [[department]] with this key; write the key of one of them\n"
          "9: \"hội nào\" is no organization, area or department; write the key of one of them\n");
    CHECK(problems_of(top + "[[route]]\nfield = \"khac\"\n") ==
          "4: a [[route]] leads nowhere; write department, groups or leaders\n");
    CHECK(problems_of(top + "[[route]]\nleaders = [\"A\"]\n[[route]]\nleaders = [\"B\"]\n") ==
          "6: two [[route]] are for the same field, area and urgency; make one of the two\n");
    CHECK(problems_of(top + "[[route]]\nleader = [\"A\"]\ngroups = [\"khac\"]\n") ==
          "5: unknown key \"leader\" in [[route]]; write \"leaders\"\n"
          "6: \"khac\" is no organization, area or department; write the key of one of them\n");
}

TEST_CASE("what is urgent has its hours, and words about officials their field")
{
    const auto built_in = *config::default_taxonomy().taxonomy;
    CHECK(built_in.deadlines.urgent_hours == 4);
    for (const Field& field : built_in.fields)
        CHECK(field.about_officials == (field.key == "thai_do"));
    REQUIRE(built_in.routes.size() == 1);
    CHECK(built_in.routes[0].department == "quan_su");
    const auto own = config::parse_taxonomy(std::string(one_field) + "about_officials = true\n"
                                                                     "[deadlines]\nurgent_hours = 2\n",
                                            "taxonomy.toml");
    REQUIRE(own.taxonomy);
    CHECK(own.taxonomy->deadlines.urgent_hours == 2);
    CHECK(own.taxonomy->fields[0].about_officials);
    CHECK(problems_of(std::string(one_field) + "[deadlines]\nurgent_hours = 0\n") ==
          "5: urgent_hours is out of range; write a number from 1 to 200\n");
}

TEST_CASE("which groups hear of every new ticket is a list of organizations")
{
    const std::string one = "[[organization]]\nkey = \"mttq\"\nname = \"Mặt trận\"\n[groups]\nhear_new = [\"mttq\"]\n";
    CHECK(config::parse_taxonomy(one_field + one, "t.toml").taxonomy.value().hear_new ==
          std::vector<std::string>{"mttq"});
    CHECK(config::default_taxonomy().taxonomy.value().hear_new.empty());
    CHECK(listed(config::parse_taxonomy("[groups]\nhear_new = [\"x\"]\nhear = 1\n", "t.toml").problems)
              .find("there is no organization \"x\"") != std::string::npos);
}

TEST_CASE("a problem is one line, whatever stands in the file")
{
    const std::string top = "\"a\\nb\\u001b[2J\" = 1\n";
    CHECK(problems_of(top + std::string(one_field)).find("unknown key \"a b[2J\" in the file") != std::string::npos);
    const auto cut =
        problems_of(std::string(one_field) + "[words]\nsuspicions = [\"" + std::string(199, 'a') + "ề\"]\n");
    CHECK(text::valid_utf8(cut));
    CHECK(std::count(cut.begin(), cut.end(), '\n') == 1);
    CHECK(problems_of("k" + std::string(100'000, 'k') + " = 1\n" + std::string(one_field)).size() < 1000);
}

TEST_CASE("a key of endless parts is refused, not followed")
{
    std::string parts = "a";
    for (int i = 0; i < 100'000; ++i)
        parts += ".a";
    for (const auto& text : {parts + " = 1\n", "[" + parts + "]\n", "[[" + parts + "]]\n", "x = {" + parts + " = 1}\n"})
        CHECK(problems_of("\n" + text) == "2: more than 64 dots in one key; look for a missing quote or '='\n");
    CHECK(config::parse_messages("ticket.received = \"A... B... C.\"\n", "messages.vi.toml").problems.empty());
}

TEST_CASE("a taxonomy from a file names the file")
{
    const test::Folder folder;
    const auto path = folder.write("t.toml", "[[field]]\n");
    CHECK(config::load_taxonomy(path).problems.at(0).file == path.string());
    CHECK(config::load_taxonomy(folder / "none").problems.at(0).what == "there is no such file");
}

TEST_CASE("sentences come with key and line, nested or not")
{
    const auto loaded = config::parse_messages("greeting = \"Chào\"\n[ticket]\nreceived = \"Đã nhận {code}\"\n"
                                               "[ticket.deep]\na-b = \"x\"\n\"c.d\" = 'y'\n",
                                               "m.toml");
    CHECK(listed(loaded.problems) == "");
    REQUIRE(loaded.sentences.size() == 4);
    CHECK(loaded.sentences.at("greeting").text == "Chào");
    CHECK(loaded.sentences.at("ticket.received").text == "Đã nhận {code}");
    CHECK(loaded.sentences.at("ticket.received").line == 3);
    CHECK(loaded.sentences.at("ticket.deep.a-b").line == 5);

    const auto wrong = config::parse_messages("a = 1\nb = \"\"\nc = [\"x\"]\nd = \"ok\"\n", "m.toml");
    CHECK(wrong.sentences.size() == 1);
    CHECK(listed(wrong.problems) == "1: a is a whole number; write text in quotes\n"
                                    "2: b is empty or longer than 4000 bytes; write a sentence, or take the key out\n"
                                    "3: c is a list; write text in quotes\n");
}

TEST_CASE("the sentences built in are well-formed")
{
    const auto loaded = config::default_messages();
    CHECK(listed(loaded.problems) == "");
    CHECK(loaded.sentences.size() > 20);
}
