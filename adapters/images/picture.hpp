#pragma once
// A picture in memory, and how it becomes smaller row by row: nothing larger than the result is held.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace langnghe::images {

inline constexpr std::uint64_t most_pixels = 50'000'000;

struct Size
{
    unsigned width = 0;
    unsigned height = 0;
    friend bool operator==(const Size&, const Size&) = default;
};

// Neither empty nor more than most_pixels.
bool is_sane(Size size);

// The same shape with no side longer than this; never larger than it was.
Size within(Size size, unsigned longest_side);

struct Picture
{
    Size size;
    std::vector<std::uint8_t> rgb;
};

// Averages what falls into one pixel of the result.
class Shrinking
{
public:
    Shrinking(Size from, Size to);

    // The next row, three bytes a pixel; exactly as many as `from` is high.
    void add(const std::uint8_t* row);
    Picture take();

private:
    void finish_row();

    Size from_;
    Picture made_;
    std::vector<std::uint64_t> sums_; // of the row that is being made
    unsigned rows_in_ = 0;
    unsigned rows_out_ = 0;
    unsigned gathered_ = 0; // rows in sums_
};

// As the camera meant it to be seen: 1 to 8 of Exif.
Picture upright(Picture picture, int orientation);

} // namespace langnghe::images
