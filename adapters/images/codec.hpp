#pragma once
// JPEG and PNG to pictures and back, for the helper process alone: what cannot be read ends the process with the status
// below, so that no library's way of failing runs through ours.

#include "adapters/images/picture.hpp"

#include <cstddef>
#include <cstdio> // for jpeglib.h, which names FILE
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::images {

enum Status : int
{
    done = 0,
    unconfined = 1, // the kernel would not take the helper's rights away
    unreadable = 3,
    too_many_pixels = 4
};

// The sides are looked at before anything is decoded.
Picture read_jpeg(std::string_view bytes, unsigned longest_side);
Picture read_png(std::string_view bytes, unsigned longest_side); // over white

std::string write_jpeg(const Picture& picture, int quality);
std::string write_png(const Picture& picture);

} // namespace langnghe::images
