#include "tests/bench/loadgen/answer.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace langnghe::bench {
namespace {

constexpr std::string_view end_of_line = "\r\n";
constexpr std::string_view end_of_head = "\r\n\r\n";
constexpr std::string_view last_chunk = "\r\n0\r\n\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool begins_with_name(std::string_view line, std::string_view name)
{
    return line.size() > name.size() && line[name.size()] == ':' &&
           std::ranges::equal(line.substr(0, name.size()), name, {}, lower, lower);
}

// The value of a field; empty when it is not there.
std::string_view field(std::string_view head, std::string_view name)
{
    for (std::size_t at = head.find(end_of_line); at != std::string_view::npos; at = head.find(end_of_line, at)) {
        at += end_of_line.size();
        const std::string_view line = head.substr(at, head.find(end_of_line, at) - at);
        if (begins_with_name(line, name)) {
            const std::size_t value = line.find_first_not_of(' ', name.size() + 1);
            return value == std::string_view::npos ? std::string_view{} : line.substr(value);
        }
    }
    return {};
}

bool read_number(std::string_view text, std::size_t& number)
{
    return !text.empty() && std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc{};
}

} // namespace

int AnswerReader::take()
{
    const std::size_t end = bytes_.find(end_of_head);
    if (end == std::string::npos)
        return 0;
    const std::string_view head = std::string_view{bytes_}.substr(0, end);
    std::size_t status = 0;
    if (!head.starts_with("HTTP/1.1 ") || !read_number(head.substr(9, 3), status))
        return -1;
    std::size_t whole = end + end_of_head.size();
    if (const auto length = field(head, "Content-Length"); !length.empty()) {
        std::size_t body = 0;
        if (!read_number(length, body))
            return -1;
        whole += body;
    } else if (!field(head, "Transfer-Encoding").empty()) {
        const std::size_t last = bytes_.find(last_chunk, end + end_of_line.size());
        whole = last == std::string::npos ? bytes_.size() + 1 : last + last_chunk.size();
    }
    if (bytes_.size() < whole)
        return 0;
    bytes_.erase(0, whole);
    return static_cast<int>(status);
}

} // namespace langnghe::bench
