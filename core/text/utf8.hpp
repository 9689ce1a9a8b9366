#pragma once
// UTF-8 walking without ICU. Offsets and sizes are bytes unless a name says otherwise. Nothing throws but allocation.
// Ill-formed input is legal everywhere: each maximal ill-formed part counts as one U+FFFD (Unicode 15, section 3.9).

#include <cstddef>
#include <string>
#include <string_view>

namespace langnghe::text {

inline constexpr char32_t replacement = 0xFFFD;

struct CodePoint
{
    char32_t value = replacement;
    std::size_t size = 0; // bytes taken from the input, 1 to 4
    bool valid = false;   // false: an ill-formed part, value is U+FFFD
};

CodePoint decode_long(std::string_view text, std::size_t offset) noexcept; // of a byte that is not ASCII

// Decodes at `offset`, which must be below text.size().
inline CodePoint decode(std::string_view text, std::size_t offset) noexcept
{
    const auto first = static_cast<unsigned char>(text[offset]);
    return first < 0x80 ? CodePoint{first, 1, true} : decode_long(text, offset);
}

void append_long(std::string& out, char32_t point);

inline void append(std::string& out, char32_t point)
{
    if (point < 0x80)
        out.push_back(static_cast<char>(point));
    else
        append_long(out, point);
}

// The code points of a text, for a range-based for. Borrows the text.
class CodePoints
{
public:
    class Iterator
    {
    public:
        Iterator(std::string_view text, std::size_t offset) noexcept : text_(text), offset_(offset) { load(); }
        char32_t operator*() const noexcept { return point_.value; }
        Iterator& operator++() noexcept
        {
            offset_ += point_.size;
            load();
            return *this;
        }
        bool operator==(const Iterator& other) const noexcept { return offset_ == other.offset_; }
        std::size_t offset() const noexcept { return offset_; }
        std::size_t size() const noexcept { return point_.size; }

    private:
        void load() noexcept { point_ = offset_ < text_.size() ? decode(text_, offset_) : CodePoint{}; }

        std::string_view text_;
        std::size_t offset_;
        CodePoint point_;
    };

    explicit CodePoints(std::string_view text) noexcept : text_(text) {}
    explicit CodePoints(std::string&&) = delete;
    Iterator begin() const noexcept { return {text_, 0}; }
    Iterator end() const noexcept { return {text_, text_.size()}; }

private:
    std::string_view text_;
};

bool ascii(std::string_view text) noexcept;
bool valid_utf8(std::string_view text) noexcept;
std::string repair_utf8(std::string_view text);
std::size_t utf16_length(std::string_view text) noexcept;
std::size_t code_points(std::string_view text) noexcept;

// White space of Unicode (White_Space=Yes), NBSP included.
bool is_space(char32_t point) noexcept;

// Soft hyphen, zero-width characters, joiners, bidi marks, overrides and isolates.
bool is_invisible(char32_t point) noexcept;

std::string_view trim(std::string_view text) noexcept;

} // namespace langnghe::text
