#include "core/officer/arguments.hpp"
#include "core/officer/order.hpp"
#include "core/officer/verbs.hpp"
#include "tests/support/commune.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::officer;

namespace {

const Taxonomy& taxonomy()
{
    static const Commune commune = test::luong_son();
    return commune.taxonomy;
}

Vocabulary words()
{
    Vocabulary vocabulary;
    for (const Field& field : taxonomy().fields)
        vocabulary.add(Slot::field, field, Where::anywhere);
    for (const Term& area : taxonomy().areas)
        vocabulary.add(Slot::area, area, Where::edge);
    for (const Term& department : taxonomy().departments)
        vocabulary.add(Slot::department, department, Where::anywhere);
    vocabulary.add(Slot::urgency, "urgent", "khẩn", Where::edge);
    return vocabulary;
}

Arguments parse(std::string_view typed, std::size_t codes = 1) { return read_arguments(typed, "LS", words(), codes); }

} // namespace

TEST_CASE("a code is read wherever it stands, however it is written")
{
    for (const char* typed : {"LS-26-0042 môi trường", "môi trường LS-26-0042", "ls26 42 môi trường",
                              "LS 26 42: môi trường", "môi trường ls-26-42."}) {
        CAPTURE(typed);
        const Arguments said = parse(typed);
        REQUIRE(said.codes.size() == 1);
        CHECK(said.codes.front() == TicketCode{2026, 42});
        CHECK(said.one(Slot::field) == "moi_truong");
        CHECK(said.rest.empty());
    }
    CHECK(parse("LS-26-0042 LS-26-0040", 2).codes.size() == 2);
    CHECK(parse("LS-26-0042 LS-26-0040").rest == "LS-26-0040");
    CHECK(parse("môi trường").codes.empty());
}

TEST_CASE("names are found in any order, by the longest, with or without diacritics")
{
    for (const char* typed :
         {"môi trường khu 3 khẩn", "khẩn khu 3 môi trường", "Khu 3, MOI TRUONG, khan", "moi truong khan khu 3"}) {
        CAPTURE(typed);
        const Arguments said = parse(typed);
        CHECK(said.one(Slot::field) == "moi_truong");
        CHECK_FALSE(said.one(Slot::area).empty());
        CHECK(said.one(Slot::urgency) == "urgent");
        CHECK(said.rest.empty());
    }
    // "kinh te" is a name too, and so is "phong kinh te": the longest counts.
    CHECK(parse("phòng kinh tế").one(Slot::department) == "kinh_te");
    CHECK(parse("phong kinh te").rest.empty());
}

TEST_CASE("the rest is the note, as it was typed")
{
    CHECK(parse("LS-26-0042 phòng kinh tế  Kiểm tra  trước thứ Sáu").rest == "Kiểm tra  trước thứ Sáu");
    CHECK(parse("LS-26-0042 kiểm tra ngay phòng kinh tế").rest == "kiểm tra ngay");
    // What may be said besides is a word of the note where it stands among its words.
    const Arguments said = parse("LS-26-0042 phòng kinh tế xem lại khúc cua khu 3 giúp nhé");
    CHECK(said.rest == "xem lại khúc cua khu 3 giúp nhé");
    CHECK_FALSE(said.one(Slot::area).empty());
    const std::string nothing = "anh cho biết số nhà với ạ";
    CHECK(read_arguments(nothing, "LS", {}).rest == nothing);
    CHECK(read_arguments("LS-26-0042 - đã sửa\nxong rồi", "LS", {}).rest == "đã sửa\nxong rồi");
}

TEST_CASE("two names of one length are told as two")
{
    Vocabulary people;
    people.add(Slot::person, "1", "Nguyễn Văn Lan", Where::anywhere);
    people.add(Slot::person, "1", "Lan", Where::anywhere);
    people.add(Slot::person, "2", "Trần Thị Lan", Where::anywhere);
    people.add(Slot::person, "2", "Lan", Where::anywhere);
    const Arguments both = read_arguments("LS-26-0042 lan", "LS", people);
    CHECK(both.one(Slot::person).empty());
    CHECK(both.found.at(Slot::person) == std::vector<std::string>{"1", "2"});
    CHECK(read_arguments("tran thi lan", "LS", people).one(Slot::person) == "2");
    CHECK(meant_by("Trần", people, Slot::person) == std::vector<std::string>{"2"});
    CHECK(meant_by("ai đó", people, Slot::person).empty());
}

TEST_CASE("a kind of result counts in front alone, and so do days")
{
    Vocabulary kinds;
    kinds.add(Slot::kind, "impossible", "không thể", Where::leading);
    kinds.days = true;
    CHECK(read_arguments("LS-26-0042 không thể vì hết kinh phí", "LS", kinds).one(Slot::kind) == "impossible");
    CHECK(read_arguments("LS-26-0042 không thể vì hết kinh phí", "LS", kinds).rest == "vì hết kinh phí");
    CHECK(read_arguments("LS-26-0042 đã sửa, không thể hỏng nữa", "LS", kinds).found.empty());
    const Arguments days = read_arguments("LS-26-0042 3 ngày chờ vật tư", "LS", kinds);
    CHECK(days.days == 3);
    CHECK(days.rest == "chờ vật tư");
    CHECK(read_arguments("LS-26-0042 chờ 3 ngày", "LS", kinds).days == 0);
    CHECK(read_arguments("LS-26-0042 99 ngày", "LS", kinds).days == 0);
}

TEST_CASE("an order reads the same again")
{
    Order order;
    order.verb = Verb::done;
    order.ticket = TicketId{7};
    order.version = 12;
    order.field = "moi_truong";
    order.department = "kinh_te";
    order.urgent = true;
    order.nature = Nature::petition;
    order.person = UserId{3};
    order.party = {{}, UserId{5}};
    order.told = true;
    order.kind = ResultKind::partly;
    order.days = 4;
    order.files = {5, 9};
    order.photos = {2};
    order.sure = true;
    order.text = "hai dòng\n\nfile 8\nverb xem";
    const auto again = officer::read(write(order));
    REQUIRE(again);
    CHECK(write(*again) == write(order));
    CHECK(again->text == order.text);
    CHECK(again->files == order.files);
    CHECK(again->party == order.party);
    CHECK(again->told);
    CHECK_FALSE(officer::read("").has_value());
    CHECK_FALSE(officer::read("verb nothing\nticket 1\n\n").has_value());
}

TEST_CASE("every command has names of its own, and a place of its own")
{
    std::vector<std::string_view> names;
    for (const Command& command : commands()) {
        CHECK(&command_of(command.verb) == &command);
        CHECK(find_command(command.name) == &command);
        CHECK(find_command(command.alias) == &command);
        names.push_back(command.name);
        names.push_back(command.alias);
    }
    std::ranges::sort(names);
    CHECK(std::ranges::adjacent_find(names) == names.end());
    CHECK(find_command("ghi") == nullptr);
}
