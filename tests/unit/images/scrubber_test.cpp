#include "adapters/images/codec.hpp"
#include "adapters/images/scrubber.hpp"
#include "core/attachment/content_type.hpp"
#include "core/attachment/exif.hpp"
#include "tests/unit/images/samples.hpp"

#include <catch2/catch.hpp>
#include <spawn.h>
#include <sys/wait.h>

#include <array>
#include <chrono>

using namespace langnghe;
using namespace langnghe::test;

namespace {

const images::Scrubber scrubber{LANGNGHE_IMAGE_HELPER};
constexpr std::int64_t roomy = 10'000'000;

// Red, green and blue in the middle of a half.
std::array<int, 3> colour_at(const images::Picture& picture, unsigned x, unsigned y)
{
    const auto at = (std::size_t{y} * picture.size.width + x) * 3;
    return {picture.rgb[at], picture.rgb[at + 1], picture.rgb[at + 2]};
}

} // namespace

TEST_CASE("a photo leaves without its place, smaller, and upright")
{
    const auto photo = jpeg_with_exif(2000, 1000, 6);
    REQUIRE(attachment::read_exif(photo).position);
    const auto made = scrubber.scrub(photo, roomy).value();
    CHECK(attachment::content_type(made).mime == "image/jpeg");
    CHECK(made.find("Exif") == std::string::npos);
    CHECK_FALSE(attachment::read_exif(made).position);
    const auto picture = images::read_jpeg(made, 5000);
    CHECK(picture.size == images::Size{800, 1600});
    // Held to the right: what was left is above.
    const auto above = colour_at(picture, 400, 400);
    const auto below = colour_at(picture, 400, 1200);
    CHECK(above[0] > 150);
    CHECK(above[2] < 100);
    CHECK(below[0] < 100);
    CHECK(below[2] > 150);
}

TEST_CASE("what stands behind or beside the picture does not leave")
{
    auto photo = jpeg_with_exif(64, 64, 1);
    photo += "PK\x03\x04 a whole archive behind the picture";
    const auto made = scrubber.scrub(photo, roomy).value();
    CHECK(made.find("archive") == std::string::npos);
}

TEST_CASE("a screenshot stays a PNG while it is small enough")
{
    const images::Picture picture{{300, 200}, std::vector<std::uint8_t>(300 * 200 * 3, 128)};
    const auto png = images::write_png(picture);
    const auto made = scrubber.scrub(png, roomy).value();
    CHECK(attachment::content_type(made).mime == "image/png");
    CHECK(images::read_png(made, 5000).size == images::Size{300, 200});
}

TEST_CASE("where little is taken the picture gets smaller until it fits")
{
    images::Picture noise{{1600, 1600}, {}};
    std::uint32_t random = 1;
    for (std::size_t i = 0; i < std::size_t{1600} * 1600 * 3; ++i)
        noise.rgb.push_back(static_cast<std::uint8_t>((random = random * 1664525U + 1013904223U) >> 24U));
    const auto made = scrubber.scrub(images::write_png(noise), 1'000'000).value();
    CHECK(made.size() <= 1'000'000);
    CHECK(scrubber.scrub(images::write_png(noise), 1'000).error() == Errc::malformed);
}

TEST_CASE("bombs are told by their header, and whatever is no picture is refused at once")
{
    const auto begun = std::chrono::steady_clock::now();
    CHECK(scrubber.scrub(png_header(50'000, 50'000), roomy).error() == Errc::too_large);
    CHECK(scrubber.scrub(png_header(100, 100), roomy).error() == Errc::malformed);
    CHECK(scrubber.scrub(png_header(0, 100), roomy).error() == Errc::malformed);
    CHECK(scrubber.scrub("<svg xmlns='http://www.w3.org/2000/svg'/>", roomy).error() == Errc::malformed);
    CHECK(scrubber.scrub("GIF89a", roomy).error() == Errc::malformed);
    CHECK(scrubber.scrub(jpeg_with_exif(64, 64, 1).substr(0, 300), roomy).error() == Errc::malformed);
    auto huge = jpeg_with_exif(64, 64, 1);
    const auto frame = huge.find("\xff\xc0");
    REQUIRE(frame != std::string::npos);
    huge.replace(frame + 5, 4, "\xc3\x50\xc3\x50"); // 50,000 by 50,000
    CHECK(scrubber.scrub(huge, roomy).error() == Errc::too_large);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds{10});
}

TEST_CASE("without a helper nothing leaves")
{
    CHECK(images::Scrubber{"/nowhere"}.scrub(jpeg_with_exif(8, 8, 1), roomy).error() == Errc::unconfigured);
}

TEST_CASE("the helper can open, connect, copy and start nothing")
{
    std::string program = LANGNGHE_IMAGE_HELPER;
    std::string verb = "escape";
    std::array<char*, 3> arguments{program.data(), verb.data(), nullptr};
    pid_t process = 0;
    REQUIRE(::posix_spawn(&process, program.c_str(), nullptr, nullptr, arguments.data(), nullptr) == 0);
    int status = 0;
    REQUIRE(::waitpid(process, &status, 0) == process);
    REQUIRE(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}
