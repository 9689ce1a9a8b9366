#include "core/attachment/exif.hpp"

#include <algorithm>
#include <cstdint>

namespace langnghe::attachment {
namespace {

using namespace std::string_view_literals;

enum Type : unsigned
{
    ascii = 2,
    short_number = 3,
    long_number = 4,
    rational = 5
};

constexpr unsigned orientation_tag = 0x0112;
constexpr unsigned gps_tag = 0x8825;
constexpr unsigned latitude_side = 1;
constexpr unsigned latitude_tag = 2;
constexpr unsigned longitude_side = 3;
constexpr unsigned longitude_tag = 4;
constexpr unsigned most_entries = 256;

// The bytes of a TIFF block; every offset is from its beginning, and beyond its end there are zeros.
class Block
{
public:
    explicit Block(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

    bool valid() const { return (little_ || bytes_.starts_with("MM")) && u16(2) == 42; }
    bool holds(std::uint32_t at, std::uint32_t count) const
    {
        return at <= bytes_.size() && count <= bytes_.size() - at;
    }
    std::uint32_t u16(std::uint32_t at) const { return number(at, 2); }
    std::uint32_t u32(std::uint32_t at) const { return number(at, 4); }
    char letter(std::uint32_t at) const { return holds(at, 1) ? bytes_[at] : '\0'; }

private:
    std::uint32_t number(std::uint32_t at, std::uint32_t count) const
    {
        std::uint32_t value = 0;
        for (std::uint32_t i = 0; holds(at, count) && i < count; ++i)
            value = value << 8U | static_cast<unsigned char>(bytes_[at + (little_ ? count - 1 - i : i)]);
        return value;
    }

    std::string_view bytes_;
    bool little_;
};

struct Entry
{
    std::uint32_t type = 0;
    std::uint32_t count = 0;
    std::uint32_t at = 0; // of its four bytes: the value, or where it stands
};

std::optional<Entry> find(const Block& block, std::uint32_t folder, unsigned tag)
{
    const std::uint32_t entries = block.u16(folder);
    if (!block.holds(folder, 2) || entries > most_entries || !block.holds(folder + 2, entries * 12))
        return std::nullopt;
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::uint32_t at = folder + 2 + i * 12;
        if (block.u16(at) == tag)
            return Entry{block.u16(at + 2), block.u32(at + 4), at + 8};
    }
    return std::nullopt;
}

// Degrees, minutes and seconds, each a fraction.
std::optional<double> degrees(const Block& block, const std::optional<Entry>& entry, double most)
{
    if (!entry || entry->type != rational || entry->count != 3)
        return std::nullopt;
    const std::uint32_t at = block.u32(entry->at);
    if (!block.holds(at, 24))
        return std::nullopt;
    double sum = 0;
    double weight = 1;
    for (std::uint32_t i = 0; i < 3; ++i, weight *= 60) {
        const std::uint32_t below = block.u32(at + i * 8 + 4);
        const double part = below == 0 ? 0 : static_cast<double>(block.u32(at + i * 8)) / below;
        if ((below == 0 && block.u32(at + i * 8) != 0) || (i > 0 && part >= 60))
            return std::nullopt;
        sum += part / weight;
    }
    return sum <= most ? std::optional{sum} : std::nullopt;
}

// +1 for `plus`, -1 for `minus`; 0 when it says neither.
int side(const Block& block, const std::optional<Entry>& entry, char plus, char minus)
{
    if (!entry || entry->type != ascii || entry->count != 2)
        return 0;
    const char said = block.letter(entry->at);
    return said == plus ? 1 : said == minus ? -1 : 0;
}

std::optional<Position> position_of(const Block& block, std::uint32_t gps)
{
    const auto latitude = degrees(block, find(block, gps, latitude_tag), 90);
    const auto longitude = degrees(block, find(block, gps, longitude_tag), 180);
    const int north = side(block, find(block, gps, latitude_side), 'N', 'S');
    const int east = side(block, find(block, gps, longitude_side), 'E', 'W');
    if (!latitude || !longitude || north == 0 || east == 0)
        return std::nullopt;
    return Position{*latitude * north, *longitude * east};
}

Exif read_block(std::string_view bytes)
{
    Exif exif;
    const Block block(bytes);
    if (!block.valid())
        return exif;
    const std::uint32_t folder = block.u32(4);
    const auto orientation = find(block, folder, orientation_tag);
    if (orientation && orientation->type == short_number && orientation->count == 1)
        if (const auto value = block.u16(orientation->at); value >= 1 && value <= 8)
            exif.orientation = static_cast<int>(value);
    const auto gps = find(block, folder, gps_tag);
    if (gps && gps->type == long_number && gps->count == 1)
        exif.position = position_of(block, block.u32(gps->at));
    return exif;
}

} // namespace

Exif read_exif(std::string_view jpeg)
{
    constexpr auto header = "Exif\0\0"sv;
    jpeg = jpeg.substr(0, exif_within);
    if (!jpeg.starts_with("\xff\xd8"))
        return {};
    // Segments: a marker, and a length that counts itself.
    for (std::size_t at = 2; at + 4 <= jpeg.size();) {
        const auto byte = [&](std::size_t i) { return std::size_t{static_cast<unsigned char>(jpeg[at + i])}; };
        const std::size_t length = byte(2) << 8U | byte(3);
        const bool picture = byte(1) == 0xda || byte(1) == 0xd9;
        if (byte(0) != 0xff || picture || length < 2 || at + 2 + length > jpeg.size())
            return {};
        const auto body = jpeg.substr(at + 4, length - 2);
        if (byte(1) == 0xe1 && body.starts_with(header))
            return read_block(body.substr(header.size()));
        at += 2 + length;
    }
    return {};
}

bool in_vietnam(const Position& position)
{
    return position.latitude > 8 && position.latitude < 24 && position.longitude > 102 && position.longitude < 118;
}

} // namespace langnghe::attachment
