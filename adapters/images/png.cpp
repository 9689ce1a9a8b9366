#include "adapters/images/codec.hpp"

#include <png.h>

#include <cstdlib>
#include <cstring>
#include <vector>

namespace langnghe::images {
namespace {

constexpr png_color white{255, 255, 255};

} // namespace

Picture read_png(std::string_view bytes, unsigned longest_side)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0)
        std::_Exit(unreadable);
    const Size from{image.width, image.height};
    if (!is_sane(from))
        std::_Exit(too_many_pixels);
    image.format = PNG_FORMAT_RGB;
    std::vector<std::uint8_t> whole(std::size_t{from.width} * from.height * 3);
    if (png_image_finish_read(&image, &white, whole.data(), 0, nullptr) == 0)
        std::_Exit(unreadable);
    Shrinking shrinking(from, within(from, longest_side));
    for (std::size_t y = 0; y < from.height; ++y)
        shrinking.add(whole.data() + y * from.width * 3);
    return shrinking.take();
}

std::string write_png(const Picture& picture)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = picture.size.width;
    image.height = picture.size.height;
    image.format = PNG_FORMAT_RGB;
    png_alloc_size_t size = 0;
    if (png_image_write_to_memory(&image, nullptr, &size, 0, picture.rgb.data(), 0, nullptr) == 0)
        std::_Exit(unreadable);
    std::string made(size, '\0');
    if (png_image_write_to_memory(&image, made.data(), &size, 0, picture.rgb.data(), 0, nullptr) == 0)
        std::_Exit(unreadable);
    made.resize(size);
    return made;
}

} // namespace langnghe::images
