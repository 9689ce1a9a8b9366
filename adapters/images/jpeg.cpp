#include "adapters/images/codec.hpp"

#include <jpeglib.h>

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace langnghe::images {
namespace {

[[noreturn]] void give_up(j_common_ptr) { std::_Exit(unreadable); }
void keep_quiet(j_common_ptr) {}
void keep_quiet_about(j_common_ptr, int) {}

jpeg_error_mgr failing()
{
    jpeg_error_mgr manager{};
    jpeg_std_error(&manager);
    manager.error_exit = give_up;
    manager.output_message = keep_quiet;
    manager.emit_message = keep_quiet_about;
    return manager;
}

// By the decoder itself as far as that goes, which costs least.
void choose_scale(jpeg_decompress_struct& info, unsigned longest_side)
{
    const unsigned longest = info.image_width > info.image_height ? info.image_width : info.image_height;
    info.scale_num = 1;
    info.scale_denom = 1;
    while (info.scale_denom < 8 && longest / (info.scale_denom * 2) >= longest_side)
        info.scale_denom *= 2;
}

// What printers' files hold: inverted ink, as Adobe writes it.
void ink_to_light(std::vector<std::uint8_t>& row)
{
    for (std::size_t pixel = 0; pixel * 4 < row.size(); ++pixel) {
        const unsigned black = row[pixel * 4 + 3];
        for (std::size_t colour = 0; colour < 3; ++colour)
            row[pixel * 3 + colour] = static_cast<std::uint8_t>(row[pixel * 4 + colour] * black / 255U);
    }
}

} // namespace

Picture read_jpeg(std::string_view bytes, unsigned longest_side)
{
    jpeg_error_mgr manager = failing();
    jpeg_decompress_struct info{};
    info.err = &manager;
    jpeg_CreateDecompress(&info, JPEG_LIB_VERSION, sizeof info);
    const std::vector<unsigned char> source(bytes.begin(), bytes.end());
    jpeg_mem_src(&info, source.data(), source.size());
    jpeg_read_header(&info, TRUE);
    if (!is_sane({info.image_width, info.image_height}))
        std::_Exit(too_many_pixels);
    const bool ink = info.jpeg_color_space == JCS_CMYK || info.jpeg_color_space == JCS_YCCK;
    info.out_color_space = ink ? JCS_CMYK : JCS_RGB;
    choose_scale(info, longest_side);
    jpeg_start_decompress(&info);
    const Size from{info.output_width, info.output_height};
    Shrinking shrinking(from, within(from, longest_side));
    std::vector<std::uint8_t> row(std::size_t{from.width} * static_cast<std::size_t>(info.output_components));
    while (info.output_scanline < info.output_height) {
        JSAMPROW rows[]{row.data()};
        jpeg_read_scanlines(&info, rows, 1);
        if (ink)
            ink_to_light(row);
        shrinking.add(row.data());
    }
    jpeg_destroy_decompress(&info);
    return shrinking.take();
}

std::string write_jpeg(const Picture& picture, int quality)
{
    jpeg_error_mgr manager = failing();
    jpeg_compress_struct info{};
    info.err = &manager;
    jpeg_CreateCompress(&info, JPEG_LIB_VERSION, sizeof info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = picture.size.width;
    info.image_height = picture.size.height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    info.optimize_coding = TRUE;
    jpeg_start_compress(&info, TRUE);
    std::vector<std::uint8_t> row(std::size_t{picture.size.width} * 3);
    for (std::size_t y = 0; y < picture.size.height; ++y) {
        row.assign(picture.rgb.begin() + static_cast<std::ptrdiff_t>(y * row.size()),
                   picture.rgb.begin() + static_cast<std::ptrdiff_t>((y + 1) * row.size()));
        JSAMPROW rows[]{row.data()};
        jpeg_write_scanlines(&info, rows, 1);
    }
    jpeg_finish_compress(&info);
    std::string made(bytes, bytes + size);
    jpeg_destroy_compress(&info);
    std::free(bytes);
    return made;
}

} // namespace langnghe::images
