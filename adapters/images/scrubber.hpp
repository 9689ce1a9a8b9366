#pragma once
// Draws an image anew before anybody else gets it: what the camera wrote into it is gone, and so is whatever else was
// hidden there. A process of its own does it (helper.hpp), without files or network and with bounds, because decoders
// are where an attacker's bytes do harm.

#include "core/result.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace langnghe::images {

class Scrubber
{
public:
    // `program` is run with the helper's verb; our own as a rule.
    explicit Scrubber(std::filesystem::path program = "/proc/self/exe") : program_(std::move(program)) {}

    // A JPEG or PNG of at most so many bytes, no side longer than 1,600 pixels. Blocks for up to 20 s. Errors:
    // malformed when it is neither or cannot be read; too_large for more than 50 million pixels; unconfigured when
    // there is no helper.
    Result<std::string> scrub(std::string_view image, std::int64_t most_bytes) const;

private:
    std::filesystem::path program_;
};

} // namespace langnghe::images
