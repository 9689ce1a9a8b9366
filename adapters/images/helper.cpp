#include "adapters/images/helper.hpp"

#include "adapters/images/codec.hpp"
#include "adapters/images/confine.hpp"
#include "adapters/posix/descriptor.hpp"
#include "core/attachment/content_type.hpp"
#include "core/attachment/exif.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string>
#include <utility>

namespace langnghe::images {
namespace {

constexpr std::size_t most_read = 20'000'000;

struct Quality
{
    unsigned longest_side;
    int jpeg;
};

// What a phone shows well; smaller only where the platform takes no more.
constexpr std::array qualities{Quality{1600, 85}, Quality{1600, 70}, Quality{1280, 70}, Quality{960, 65},
                               Quality{640, 60}};

std::string read_all()
{
    std::string all;
    std::array<char, 64 * 1024> part{};
    for (;;) {
        const auto got = ::read(STDIN_FILENO, part.data(), part.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || all.size() > most_read)
            return all;
        all.append(part.data(), static_cast<std::size_t>(got));
    }
}

std::string redraw(const std::string& image, std::size_t most_bytes)
{
    const bool jpeg = attachment::content_type(image).mime == "image/jpeg";
    const int orientation = jpeg ? attachment::read_exif(image).orientation : 1;
    for (const Quality& quality : qualities) {
        Picture picture = jpeg ? read_jpeg(image, quality.longest_side) : read_png(image, quality.longest_side);
        picture = upright(std::move(picture), orientation);
        if (!jpeg)
            if (auto made = write_png(picture); made.size() <= most_bytes)
                return made;
        if (auto made = write_jpeg(picture, quality.jpeg); made.size() <= most_bytes)
            return made;
    }
    return {};
}

} // namespace

void help(std::int64_t most_bytes)
{
    if (!confine())
        std::_Exit(unconfined);
    const std::string image = read_all();
    const auto type = attachment::content_type(image);
    if (!type.shown || image.size() > most_read)
        std::_Exit(unreadable);
    const std::string made = redraw(image, static_cast<std::size_t>(most_bytes));
    std::_Exit(!made.empty() && posix::write_all(STDOUT_FILENO, made) ? done : unreadable);
}

} // namespace langnghe::images
