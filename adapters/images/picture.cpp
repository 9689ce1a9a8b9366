#include "adapters/images/picture.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::images {
namespace {

// Where pixel `i` of `to` begins among `from`.
unsigned edge(unsigned i, unsigned from, unsigned to) { return static_cast<unsigned>(std::uint64_t{i} * from / to); }

} // namespace

bool is_sane(Size size)
{
    return size.width > 0 && size.height > 0 && std::uint64_t{size.width} * size.height <= most_pixels;
}

Size within(Size size, unsigned longest_side)
{
    const unsigned longest = std::max(size.width, size.height);
    if (longest <= longest_side)
        return size;
    const auto scaled = [&](unsigned side) {
        return std::max(1U, static_cast<unsigned>(std::uint64_t{side} * longest_side / longest));
    };
    return {scaled(size.width), scaled(size.height)};
}

Shrinking::Shrinking(Size from, Size to) : from_(from), made_{to, {}}, sums_(std::size_t{to.width} * 3)
{
    made_.rgb.reserve(std::size_t{to.width} * to.height * 3);
}

void Shrinking::add(const std::uint8_t* row)
{
    if (rows_out_ == made_.size.height)
        return;
    for (unsigned x = 0; x < made_.size.width; ++x)
        for (unsigned i = edge(x, from_.width, made_.size.width); i < edge(x + 1, from_.width, made_.size.width); ++i)
            for (std::size_t colour = 0; colour < 3; ++colour)
                sums_[std::size_t{x} * 3 + colour] += row[std::size_t{i} * 3 + colour];
    ++gathered_;
    if (++rows_in_ == edge(rows_out_ + 1, from_.height, made_.size.height))
        finish_row();
}

void Shrinking::finish_row()
{
    for (unsigned x = 0; x < made_.size.width; ++x) {
        const unsigned end = edge(x + 1, from_.width, made_.size.width);
        const unsigned columns = std::max(1U, end - edge(x, from_.width, made_.size.width)); // it only ever shrinks
        for (std::size_t colour = 0; colour < 3; ++colour)
            made_.rgb.push_back(
                static_cast<std::uint8_t>(sums_[std::size_t{x} * 3 + colour] / (std::uint64_t{columns} * gathered_)));
    }
    std::ranges::fill(sums_, 0U);
    gathered_ = 0;
    ++rows_out_;
}

Picture Shrinking::take()
{
    made_.rgb.resize(std::size_t{made_.size.width} * made_.size.height * 3);
    return std::move(made_);
}

Picture upright(Picture picture, int orientation)
{
    if (orientation <= 1 || orientation > 8)
        return picture;
    const auto [width, height] = picture.size;
    const bool turned = orientation >= 5;
    Picture made{turned ? Size{height, width} : Size{width, height}, {}};
    made.rgb.resize(picture.rgb.size());
    for (unsigned y = 0; y < made.size.height; ++y)
        for (unsigned x = 0; x < made.size.width; ++x) {
            // Where this pixel was: along the sides that are swapped, then from the other end of those that are turned.
            unsigned from_x = turned ? y : x;
            unsigned from_y = turned ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                from_x = width - 1 - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                from_y = height - 1 - from_y;
            const auto to = (std::size_t{y} * made.size.width + x) * 3;
            const auto from = (std::size_t{from_y} * width + from_x) * 3;
            std::copy_n(picture.rgb.begin() + static_cast<std::ptrdiff_t>(from), 3,
                        made.rgb.begin() + static_cast<std::ptrdiff_t>(to));
        }
    return made;
}

} // namespace langnghe::images
