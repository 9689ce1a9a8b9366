#include "tests/unit/images/samples.hpp"

#include "adapters/images/codec.hpp"

#include <cstdint>
#include <utility>

namespace langnghe::test {
namespace {

using namespace std::string_literals;

class Writer
{
public:
    explicit Writer(bool little) : little_(little) {}

    Writer& number(std::uint32_t value, unsigned bytes)
    {
        for (unsigned i = 0; i < bytes; ++i)
            text += static_cast<char>(value >> 8U * (little_ ? i : bytes - 1 - i) & 0xffU);
        return *this;
    }
    Writer& entry(std::uint32_t tag, std::uint32_t type, std::uint32_t count, std::uint32_t value, unsigned bytes = 4)
    {
        number(tag, 2).number(type, 2).number(count, 4).number(value, bytes);
        text += std::string(4 - bytes, '\0');
        return *this;
    }
    Writer& letters(std::uint32_t tag, std::string two)
    {
        number(tag, 2).number(2, 2).number(2, 4);
        text += two + "\0\0"s;
        return *this;
    }
    Writer& fractions(std::initializer_list<std::pair<std::uint32_t, std::uint32_t>> all)
    {
        for (const auto& [above, below] : all)
            number(above, 4).number(below, 4);
        return *this;
    }

    std::string text;

private:
    bool little_;
};

} // namespace

std::string exif_block(bool little, int orientation)
{
    constexpr std::uint32_t gps = 38; // 8, and a folder of two entries
    constexpr std::uint32_t values = gps + 2 + 4 * 12 + 4;
    Writer out(little);
    out.text = little ? "II" : "MM";
    out.number(42, 2).number(8, 4);
    out.number(2, 2).entry(0x0112, 3, 1, static_cast<std::uint32_t>(orientation), 2).entry(0x8825, 4, 1, gps);
    out.number(0, 4);
    out.number(4, 2).letters(1, "N\0"s).entry(2, 5, 3, values).letters(3, "E\0"s).entry(4, 5, 3, values + 24);
    out.number(0, 4);
    out.fractions({{21, 1}, {1, 1}, {4260, 100}});   // 21.0285
    out.fractions({{105, 1}, {51, 1}, {1512, 100}}); // 105.8542
    return out.text;
}

std::string with_exif(const std::string& jpeg, const std::string& block)
{
    const std::string body = "Exif\0\0"s + block;
    Writer segment(false);
    segment.text = "\xff\xe1";
    segment.number(static_cast<std::uint32_t>(body.size() + 2), 2);
    return jpeg.substr(0, 2) + segment.text + body + jpeg.substr(2);
}

std::string jpeg_with_exif(unsigned width, unsigned height, int orientation)
{
    images::Picture picture{{width, height}, {}};
    constexpr std::uint8_t much = 220;
    constexpr std::uint8_t little = 20;
    for (unsigned y = 0; y < height; ++y)
        for (unsigned x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            for (const std::uint8_t part : {left ? much : little, little, left ? little : much})
                picture.rgb.push_back(part);
        }
    return with_exif(images::write_jpeg(picture, 90), exif_block(true, orientation));
}

std::string png_header(unsigned width, unsigned height)
{
    Writer out(false);
    out.text = "\x89PNG\r\n\x1a\n";
    out.number(13, 4);
    Writer header(false);
    header.text = "IHDR";
    header.number(width, 4).number(height, 4);
    header.text += "\x08\x02\0\0\0"s;
    std::uint32_t crc = 0xffffffffU;
    for (const char c : header.text) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1U ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    header.number(~crc, 4);
    Writer data(false);
    data.number(0, 4);
    return out.text + header.text + data.text + "IDAT\x35\xaf\x06\x1e"s;
}

} // namespace langnghe::test
