#include "core/channel/retry_after.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint now = from_millis(1'795'300'000'000); // Sat, 21 Nov 2026 22:26:40 GMT

std::optional<Duration> read(std::string_view header) { return read_retry_after(header, now, 24h); }

} // namespace

TEST_CASE("a wait in seconds is at least one and at most the longest")
{
    CHECK(read("30") == Duration{30s});
    CHECK(read("0") == Duration{1s});
    CHECK(read("-5") == Duration{1s});
    CHECK(read("86401") == Duration{24h});
    CHECK(read("99999999999999999999999") == Duration{24h});
    CHECK(read("-99999999999999999999999") == Duration{1s});
}

TEST_CASE("a moment may be written in each form of an HTTP date")
{
    for (const char* header :
         {"Sat, 21 Nov 2026 22:28:00 GMT", "Saturday, 21-Nov-26 22:28:00 GMT", "Sat Nov 21 22:28:00 2026"}) {
        CAPTURE(header);
        CHECK(read(header) == Duration{80s});
        CHECK_FALSE(read_retry_after(header, TimePoint{}, 24h));
    }
    CHECK(read("Sun Dec  6 22:28:00 2026") == Duration{24h});
    CHECK(read("Sat, 21 Nov 2026 22:26:40 GMT") == Duration{1s});
    CHECK(read("Sun, 06 Nov 1994 08:49:37 GMT") == Duration{1s});
}

TEST_CASE("what is neither says nothing")
{
    for (const char* header :
         {"", " ", "soon", "1.5", "30 s", "Sat, 21 Nov 2026 22:28:00", "Sat, 31 Feb 2026 22:28:00 GMT",
          "Sat, 21 Nov 2026 24:00:00 GMT", "Sat, 21 Nov 2026 22:60:00 GMT", "Sat, 21 Nov 99999 22:28:00 GMT",
          "Sat, 21 nov 2026 22:28:00 GMT", "Sat, 21 Nov 2026 22:28:00 CET"}) {
        CAPTURE(header);
        CHECK_FALSE(read(header));
    }
}
