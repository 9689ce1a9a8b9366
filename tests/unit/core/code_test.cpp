#include "core/ticket/code.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace langnghe;

namespace {

constexpr TicketCode wanted{2026, 42};

} // namespace

TEST_CASE("a code has at least four digits and may grow")
{
    CHECK(to_text({2026, 42}, "LS") == "LS-26-0042");
    CHECK(to_text({2026, 1}, "LS") == "LS-26-0001");
    CHECK(to_text({2026, 12345}, "LS") == "LS-26-12345");
    CHECK(to_text({2030, 9999}, "PD2") == "PD2-30-9999");
    CHECK(to_text({2005, 7}, "LS") == "LS-05-0007");
}

TEST_CASE("a code is read however people type it")
{
    for (const char* typed : {"LS-26-0042", "ls-26-0042", "Ls26 42", "ls26 42", "LS 26 42", "ls26-42", "LS26-0042",
                              "ls260042", "LS_26_0042", "ls.26.42", " LS-26-0042 ", "LS-26-0042.", "(ls-26-0042)",
                              "\"LS-26-0042\"", "LS-26-0042?", "#LS-26-0042", "ls - 26 - 42", "ls26 000042"}) {
        INFO(typed);
        CHECK(parse_code(typed, "LS") == wanted);
    }
    CHECK(parse_code("ls26 123456", "LS") == TicketCode{2026, 123456});
    CHECK(parse_code("LS-26-12345", "LS") == TicketCode{2026, 12345});
    CHECK(parse_code("LS2612345", "LS") == TicketCode{2026, 12345});
    CHECK(parse_code("LS-26-999999999", "LS") == TicketCode{2026, 999999999});
    CHECK(parse_code("pd2-26-42", "PD2") == wanted);
}

TEST_CASE("what is no ticket code is none")
{
    for (const char* typed : {"",
                              "ls",
                              "LS-",
                              "ls26",
                              "ls-26-",
                              "LS-2-0042",
                              "26-0042",
                              "0042",
                              "LB-26-0042",
                              "lss-26-42",
                              "L-26-42",
                              "ls26042",
                              "ls2642",
                              "LS-2026-0042",
                              "LS-26-0042a",
                              "aLS-26-0042",
                              "LS-26-0042 LS-26-0043",
                              "LS-26-0000",
                              "LS-26-1234567890",
                              "ls-26-42 ở đâu",
                              "phiếu LS-26-0042",
                              "LS-26--",
                              "...",
                              "LS-26-00 42",
                              "LS/26/0042",
                              "ls\n"}) {
        INFO(typed);
        CHECK(!parse_code(typed, "LS"));
    }
    CHECK(!parse_code("LS-26-" + std::string(100'000, '1'), "LS"));
    CHECK(!parse_code("LS" + std::string(100'000, '-'), "LS"));
    CHECK(!parse_code(std::string(100'000, ' '), "LS"));
}

TEST_CASE("what is written is read back")
{
    for (const std::int64_t number : {1, 9, 10, 999, 9999, 10000, 123456, 999999999}) {
        const TicketCode code{2031, number};
        const std::string text = to_text(code, "LS");
        CHECK(parse_code(text, "LS") == code);
        CHECK(find_code("Phiếu " + text + " đến đâu rồi?", "LS") == code);
    }
}

TEST_CASE("a code is found in a sentence")
{
    CHECK(find_code("Cho tôi hỏi phiếu LS-26-0042 đến đâu rồi?", "LS") == wanted);
    CHECK(find_code("ls26 42 sao rồi", "LS") == wanted);
    CHECK(find_code("còn (LS-26-0042)", "LS") == wanted);
    CHECK(find_code("LS-26-0042 và LS-26-0043", "LS") == wanted);
    CHECK(find_code("lúc ls bị ngập, mã LS-26-0042", "LS") == wanted);
    CHECK(find_code("LS-26-0042", "LS") == wanted);
}

TEST_CASE("nothing is found where no code stands")
{
    for (const char* text : {"", "ls", "đường ngập ở khu 5", "ATLS-26-0042", "9LS-26-0042", "LS-26-0042b", "LS-26-",
                             "LB-26-0042", "số 26-0042"}) {
        INFO(text);
        CHECK(!find_code(text, "LS"));
    }
    CHECK(!find_code(std::string(100'000, 'L'), "LS"));
}
