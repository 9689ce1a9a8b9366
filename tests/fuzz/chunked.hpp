#pragma once
// An own reader of chunked bodies (RFC 9112, section 7.1), to compare with. Strict about sizes and line ends; what
// stands in extensions and trailers matters only by its line ends.

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::fuzz {

struct Chunks
{
    std::string body;
    std::size_t used = 0;
};

// A line up to and without its CRLF, taken off `rest`; nothing when it does not end or a bare CR or LF stands in it.
inline std::optional<std::string_view> take_line(std::string_view& rest)
{
    const auto end = rest.find("\r\n");
    const auto line = rest.substr(0, end);
    if (end == std::string_view::npos || line.find_first_of("\r\n") != std::string_view::npos)
        return std::nullopt;
    rest.remove_prefix(end + 2);
    return line;
}

// The size in a chunk's first line: hexadecimal digits, then nothing or an extension.
inline std::optional<std::uint64_t> chunk_size(std::string_view line)
{
    std::uint64_t size = 0;
    const auto* end = line.data() + line.size();
    const auto digits = std::find_if(line.begin(), line.end(), [](char c) {
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
    });
    const auto read = std::from_chars(line.data(), end, size, 16);
    if (digits == line.begin() || read.ec != std::errc{})
        return std::nullopt;
    std::string_view extension = line.substr(static_cast<std::size_t>(read.ptr - line.data()));
    extension.remove_prefix(std::min(extension.find_first_not_of(" \t"), extension.size()));
    return extension.empty() || extension.front() == ';' ? std::optional{size} : std::nullopt;
}

// Nothing when the body is no such body, or not yet whole.
inline std::optional<Chunks> read_chunked(std::string_view bytes)
{
    Chunks chunks;
    std::string_view rest = bytes;
    while (true) {
        const auto line = take_line(rest);
        const auto size = line ? chunk_size(*line) : std::nullopt;
        if (!size)
            return std::nullopt;
        if (*size == 0)
            break;
        if (rest.size() < 2 || rest.size() - 2 < *size || rest.substr(*size, 2) != "\r\n")
            return std::nullopt;
        chunks.body += rest.substr(0, *size);
        rest.remove_prefix(*size + 2);
    }
    for (auto trailer = take_line(rest);; trailer = take_line(rest)) {
        if (!trailer)
            return std::nullopt;
        if (trailer->empty())
            break;
    }
    chunks.used = bytes.size() - rest.size();
    return chunks;
}

} // namespace langnghe::fuzz
