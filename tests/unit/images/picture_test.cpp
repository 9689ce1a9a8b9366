#include "adapters/images/picture.hpp"

#include <catch2/catch.hpp>

#include <numeric>

using namespace langnghe::images;

namespace {

// One byte a pixel, three times.
Picture of(Size size, std::vector<std::uint8_t> grey)
{
    Picture picture{size, {}};
    for (const std::uint8_t value : grey)
        picture.rgb.insert(picture.rgb.end(), 3, value);
    return picture;
}

std::vector<unsigned> grey(const Picture& picture)
{
    std::vector<unsigned> values;
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3)
        values.push_back(picture.rgb[i]);
    return values;
}

Picture shrunk(const Picture& picture, Size to)
{
    Shrinking shrinking(picture.size, to);
    for (std::size_t y = 0; y < picture.size.height; ++y)
        shrinking.add(picture.rgb.data() + y * picture.size.width * 3);
    return shrinking.take();
}

using Values = std::vector<unsigned>;

} // namespace

TEST_CASE("sides are bounded, the shape stays")
{
    CHECK(within({4000, 3000}, 1600) == Size{1600, 1200});
    CHECK(within({3000, 4000}, 1600) == Size{1200, 1600});
    CHECK(within({1600, 2}, 1600) == Size{1600, 2});
    CHECK(within({50'000, 1}, 1600) == Size{1600, 1});
    CHECK(is_sane({10'000, 5'000}));
    CHECK_FALSE(is_sane({10'000, 5'001}));
    CHECK_FALSE(is_sane({0, 1}));
    CHECK_FALSE(is_sane({0xffffffffU, 0xffffffffU}));
}

TEST_CASE("pixels that fall together are averaged, and none is lost")
{
    CHECK(grey(shrunk(of({4, 2}, {0, 10, 20, 30, 40, 50, 60, 70}), {2, 1})) == Values{25, 45});
    CHECK(grey(shrunk(of({3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9}), {3, 3})) == Values{1, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(grey(shrunk(of({3, 3}, {0, 0, 9, 0, 0, 9, 0, 0, 9}), {2, 2})) == Values{0, 4, 0, 4});
    for (const unsigned from : {7U, 100U, 101U})
        for (const unsigned to : {1U, 3U, 7U}) {
            const auto made = shrunk(of({from, from}, std::vector<std::uint8_t>(from * from, 77)), {to, to});
            CHECK(grey(made) == Values(to * to, 77));
        }
}

TEST_CASE("every way to hold a camera comes out upright")
{
    // What is seen:  1 2 3      and how each way writes it down.
    //                4 5 6
    const Values seen{1, 2, 3, 4, 5, 6};
    const auto up = [](Size size, std::vector<std::uint8_t> grey_values, int orientation) {
        return grey(upright(of(size, std::move(grey_values)), orientation));
    };
    CHECK(up({3, 2}, {1, 2, 3, 4, 5, 6}, 1) == seen);
    CHECK(up({3, 2}, {3, 2, 1, 6, 5, 4}, 2) == seen);
    CHECK(up({3, 2}, {6, 5, 4, 3, 2, 1}, 3) == seen);
    CHECK(up({3, 2}, {4, 5, 6, 1, 2, 3}, 4) == seen);
    CHECK(up({2, 3}, {1, 4, 2, 5, 3, 6}, 5) == seen);
    CHECK(up({2, 3}, {3, 6, 2, 5, 1, 4}, 6) == seen);
    CHECK(up({2, 3}, {6, 3, 5, 2, 4, 1}, 7) == seen);
    CHECK(up({2, 3}, {4, 1, 5, 2, 6, 3}, 8) == seen);
    CHECK(up({3, 2}, {1, 2, 3, 4, 5, 6}, 9) == seen);
}
