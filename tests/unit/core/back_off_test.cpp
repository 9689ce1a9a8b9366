#include "core/outbox/decide.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;

TEST_CASE("back-off doubles to a quarter of an hour, less a quarter at most")
{
    CHECK(back_off(1, 0) == 2s);
    CHECK(back_off(2, 0) == 4s);
    CHECK(back_off(8, 0) == 256s);
    CHECK(back_off(9, 0) == 512s);
    CHECK(back_off(10, 0) == 15min);
    CHECK(back_off(1000, 0) == 15min);
    CHECK(back_off(0, 0) == 2s);
    CHECK(back_off(-5, 0) == 2s);
    CHECK(back_off(1, 1) == 1500ms);
    CHECK(back_off(1, 0.5) == 1750ms);
    CHECK(back_off(1, 9) == 1500ms);
    CHECK(back_off(1, -9) == 2s);
    for (int attempts = 1; attempts < 30; ++attempts)
        CHECK(back_off(attempts + 1, 0.9) >= back_off(attempts, 0.9));
}
