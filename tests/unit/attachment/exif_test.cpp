#include "core/attachment/exif.hpp"
#include "tests/unit/images/samples.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::string_literals;
using attachment::read_exif;

namespace {

const std::string plain = "\xff\xd8\xff\xe0\0\x04JF\xff\xda\0\0picture\xff\xd9"s;

} // namespace

TEST_CASE("where the camera stood is read in both byte orders")
{
    for (const bool little : {true, false}) {
        const auto exif = read_exif(with_exif(plain, exif_block(little, 6)));
        REQUIRE(exif.position);
        CHECK(exif.position->latitude == Approx(21.0285));
        CHECK(exif.position->longitude == Approx(105.8542));
        CHECK(exif.orientation == 6);
        CHECK(attachment::in_vietnam(*exif.position));
    }
    CHECK_FALSE(read_exif(plain).position);
    CHECK(read_exif(plain).orientation == 1);
}

TEST_CASE("an odd block is no answer, and every cut and every changed byte is safe")
{
    const auto block = exif_block(true, 1);
    const auto photo = with_exif(plain, block);
    for (std::size_t size = 0; size < photo.size(); ++size)
        read_exif(photo.substr(0, size));
    for (std::size_t at = 0; at < block.size(); ++at)
        for (const char byte : {'\0', '\x01', '\x7f', '\xff'}) {
            auto changed = block;
            changed[at] = byte;
            const auto exif = read_exif(with_exif(plain, changed));
            if (exif.position) {
                CHECK(std::abs(exif.position->latitude) <= 90);
                CHECK(std::abs(exif.position->longitude) <= 180);
            }
            CHECK(exif.orientation >= 1);
            CHECK(exif.orientation <= 8);
        }
    // Behind the picture it counts for nothing.
    CHECK_FALSE(read_exif(plain + with_exif(plain, block)).position);
    CHECK_FALSE(read_exif("").position);
}

TEST_CASE("a position elsewhere says nothing of a commune")
{
    CHECK_FALSE(attachment::in_vietnam({0, 0}));
    CHECK_FALSE(attachment::in_vietnam({48.85, 2.35}));
    CHECK(attachment::in_vietnam({10.37, 104.0}));
    CHECK(attachment::in_vietnam({23.39, 105.32}));
}
