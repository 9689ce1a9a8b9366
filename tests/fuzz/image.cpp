// The first bytes of a file from outside: what it is, and where its camera stood. Any bytes give an answer, and a
// position that is given is one of the Earth's.
#include "core/attachment/content_type.hpp"
#include "core/attachment/exif.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <cmath>

using namespace langnghe;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input{data, size};
    const std::string bytes{input.rest()};
    const auto type = attachment::content_type(bytes);
    fuzz::require(!type.mime.empty() && !type.extension.empty(), "every file has a type");
    fuzz::require(!type.shown || type.image, "what is shown is an image");
    const auto exif = attachment::read_exif(bytes);
    fuzz::require(exif.orientation >= 1 && exif.orientation <= 8, "one of eight ways to hold a camera");
    fuzz::require(!exif.position ||
                      (std::abs(exif.position->latitude) <= 90 && std::abs(exif.position->longitude) <= 180),
                  "a position on the Earth");
    return 0;
}
