#pragma once
// What a file is by its first bytes: what its name or a header says of it is hearsay.

#include <cstddef>
#include <string_view>

namespace langnghe::attachment {

// So many bytes tell all that can be told.
inline constexpr std::size_t telling_bytes = 4096;

struct ContentType
{
    std::string_view mime = "application/octet-stream";
    std::string_view extension = "bin";
    bool image = false;
    bool shown = false; // an image that every browser and chat program shows: JPEG or PNG
};

ContentType content_type(std::string_view first_bytes);

} // namespace langnghe::attachment
