#include "core/text/mask_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace langnghe::text::masking {
namespace {

using namespace std::string_view_literals;

constexpr std::array vehicle_words{"xe"sv, "bien"sv, "bks"sv, "bs"sv, "bsx"sv};

// A plate as it was read: 29A-123.45, 29-X1 123.45, 29LD-12345, 80-NG-123-45, 29A-1234.
struct Plate
{
    std::size_t end = 0;
    std::size_t digits = 0;   // of the last number: 4 or 5
    bool grouped = false;     // 123.45
    bool spaced_head = false; // 29 A
    bool spaced = false;      // a space before the last number
    bool joined = false;      // nothing before the last number
    bool small_unit = false;  // 17h, 20k: a lower-case letter that is also a unit
    bool small = false;
};

std::size_t digits_at(std::string_view text, std::size_t offset) noexcept
{
    std::size_t count = 0;
    while (digit(at(text, offset + count)))
        ++count;
    return count;
}

// Bytes of one letter of a series, U+0110 and U+0111 included.
std::size_t series_letter(std::string_view text, std::size_t offset) noexcept
{
    if (letter(at(text, offset)))
        return 1;
    const std::string_view rest = text.substr(std::min(offset, text.size()));
    return rest.starts_with("\xC4\x90") || rest.starts_with("\xC4\x91") ? 2 : 0;
}

// Reads the last number at `offset` into the plate.
bool read_number(std::string_view text, std::size_t offset, Plate& plate) noexcept
{
    const std::size_t first = digits_at(text, offset);
    plate.digits = first;
    plate.end = offset + first;
    if (first == 3 || first == 2) {
        const std::size_t mark = separator(text, plate.end);
        const std::size_t second = mark > 0 ? digits_at(text, plate.end + mark) : 0;
        if (second != 2)
            return false;
        plate.digits += second;
        plate.end += mark + second;
        plate.grouped = true;
    }
    const char next = at(text, plate.end);
    const bool goes_on = (next == '.' || next == ',' || next == '-' || next == '/') && digit(at(text, plate.end + 1));
    return (plate.digits == 4 || plate.digits == 5) && !alnum(next) && !goes_on;
}

// Reads a plate whose series has so many characters: A, A1 or LD, MD1.
std::optional<Plate> read(std::string_view text, std::size_t offset, std::size_t series)
{
    Plate plate;
    std::size_t here = offset + 2;
    if (const std::size_t mark = separator(text, here); mark > 0) {
        plate.spaced_head = at(text, here) == ' ';
        here += mark;
    }
    const char first = at(text, here);
    const std::size_t first_size = series_letter(text, here);
    if (first_size == 0)
        return std::nullopt;
    plate.small = letter(first) && !upper(first);
    plate.small_unit = plate.small && "dghklmt"sv.find(first) != std::string_view::npos;
    here += first_size;
    for (std::size_t read_so_far = 1; read_so_far < series; ++read_so_far) {
        const bool last = read_so_far + 1 == series;
        const std::size_t next = last && digit(at(text, here)) ? 1 : series_letter(text, here);
        if (next == 0)
            return std::nullopt;
        here += next;
    }
    plate.joined = true;
    for (int marks = 0; marks < 3 && separator(text, here) > 0; ++marks) {
        plate.spaced = plate.spaced || at(text, here) == ' ';
        plate.joined = false;
        here += separator(text, here);
    }
    return read_number(text, here, plate) ? std::optional(plate) : std::nullopt;
}

bool convincing(std::string_view text, std::size_t offset, const Plate& plate)
{
    if (word_before(text, offset, vehicle_words))
        return true;
    if (plate.spaced_head)
        return plate.grouped;
    if (plate.digits == 5)
        return plate.grouped || !plate.spaced || !plate.small_unit;
    const std::string_view number = text.substr(plate.end - 4, 4);
    const bool year = number.starts_with("19") || number.starts_with("20");
    return !plate.spaced && !plate.small_unit && !year && !(plate.small && plate.joined);
}

bool may_begin(std::string_view text, std::size_t offset) noexcept
{
    if (!digit(at(text, offset)) || !digit(at(text, offset + 1)) || text.substr(offset, 2) < "11")
        return false;
    if (offset == 0)
        return true;
    const char before = text[offset - 1];
    const bool inside =
        (before == '-' || before == '.' || before == '/' || before == ',') && offset > 1 && digit(text[offset - 2]);
    return !alnum(before) && !inside;
}

std::optional<std::size_t> plate_end(std::string_view text, std::size_t offset)
{
    if (!may_begin(text, offset))
        return std::nullopt;
    for (const std::size_t series : {1U, 2U, 3U}) {
        const auto plate = read(text, offset, series);
        if (plate && convincing(text, offset, *plate) && !amount_ends(text, plate->end))
            return plate->end;
    }
    return std::nullopt;
}

} // namespace

std::string mask_plates(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        if (const auto end = plate_end(text, offset)) {
            out += bullets;
            offset = *end;
        } else {
            out.push_back(text[offset++]);
        }
    }
    return out;
}

} // namespace langnghe::text::masking
