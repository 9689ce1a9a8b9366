#include "adapters/net/header_check.hpp"

#include "adapters/net/bytes.hpp"
#include "adapters/net/http.hpp"

#include <algorithm>
#include <charconv>

namespace langnghe::net {

namespace {

constexpr std::size_t longest_method = 32;

// Host and port of RFC 3986, without the comma, which would make a list of it.
bool is_host_byte(char c)
{
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
           std::string_view("-._~%!$&'()*+;=:[]").find(c) != std::string_view::npos;
}

// Empty elements may stand in a list (RFC 9110, section 5.6.1).
bool is_token_list(std::string_view value)
{
    while (!value.empty())
        if (const auto word = trimmed(next_word(value, ',')); !word.empty() && !is_header_name(word))
            return false;
    return true;
}

bool is_target_byte(char c) { return c > 0x20 && c < 0x7f && c != '#'; }

// One pass over a head; the first fault ends it.
class Check
{
public:
    CheckedHead run(std::string_view head, const HeadBounds& bounds);

private:
    bool fail(unsigned status, std::string_view reason);
    bool request_line(std::string_view line);
    bool target_form();
    bool version(std::string_view word);
    bool field(std::string_view line, bool surplus);
    bool known_field(std::string_view name, std::string_view value);
    bool host(std::string_view value);
    bool content_length(std::string_view value);
    bool transfer_encoding(std::string_view value);
    bool expect(std::string_view value);
    bool connection(std::string_view value);
    bool whole();

    CheckedHead result_;
    bool has_host_ = false;
    bool has_length_ = false;
    bool says_close_ = false;
    bool says_keep_alive_ = false;
};

bool Check::fail(unsigned status, std::string_view reason)
{
    result_.status = status;
    result_.reason = reason;
    return false;
}

bool Check::version(std::string_view word)
{
    if (word == "HTTP/1.1" || word == "HTTP/1.0") {
        result_.minor = word.back() - '0';
        return true;
    }
    const bool shaped =
        word.size() == 8 && word.substr(0, 5) == "HTTP/" && is_digit(word[5]) && word[6] == '.' && is_digit(word[7]);
    return shaped ? fail(505, "unsupported version") : fail(400, "malformed version");
}

bool Check::target_form()
{
    const std::string_view target = result_.target;
    if (target.empty() || !std::all_of(target.begin(), target.end(), is_target_byte))
        return fail(400, "malformed target");
    if (target.front() != '/' && !(target == "*" && result_.method == "OPTIONS"))
        return fail(400, "target is not a path");
    if (result_.method == "CONNECT") // RFC 9110, 9.3.6: its target is an authority
        return fail(400, "target is not a path");
    return true;
}

bool Check::request_line(std::string_view line)
{
    const auto first = line.find(' ');
    const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos)
        return fail(400, "malformed request line");
    result_.method = line.substr(0, first);
    result_.target = line.substr(first + 1, second - first - 1);
    if (!is_header_name(result_.method) || result_.method.size() > longest_method)
        return fail(400, "malformed method");
    return target_form() && version(line.substr(second + 1));
}

bool Check::host(std::string_view value)
{
    if (has_host_)
        return fail(400, "two Host fields");
    if (value.empty() || !std::all_of(value.begin(), value.end(), is_host_byte))
        return fail(400, "malformed Host");
    has_host_ = true;
    return true;
}

bool Check::content_length(std::string_view value)
{
    if (has_length_)
        return fail(400, "two Content-Length fields");
    if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit))
        return fail(400, "malformed Content-Length");
    has_length_ = true;
    const auto parsed = std::from_chars(value.data(), value.data() + value.size(), result_.content_length);
    return parsed.ec == std::errc{} || fail(413, "body too large");
}

bool Check::transfer_encoding(std::string_view value)
{
    if (result_.chunked || !equal_ignoring_case(value, "chunked"))
        return fail(400, "unsupported Transfer-Encoding");
    result_.chunked = true;
    return true;
}

bool Check::expect(std::string_view value)
{
    if (!equal_ignoring_case(value, "100-continue"))
        return fail(417, "unknown expectation");
    result_.expect_continue = true;
    return true;
}

bool Check::connection(std::string_view value)
{
    if (!is_token_list(value))
        return fail(400, "malformed Connection");
    while (!value.empty()) {
        const auto word = trimmed(next_word(value, ','));
        says_close_ = says_close_ || equal_ignoring_case(word, "close");
        says_keep_alive_ = says_keep_alive_ || equal_ignoring_case(word, "keep-alive");
    }
    return true;
}

bool Check::known_field(std::string_view name, std::string_view value)
{
    if (equal_ignoring_case(name, "Host"))
        return host(value);
    if (equal_ignoring_case(name, "Content-Length"))
        return content_length(value);
    if (equal_ignoring_case(name, "Transfer-Encoding"))
        return transfer_encoding(value);
    if (equal_ignoring_case(name, "Expect"))
        return expect(value);
    if (equal_ignoring_case(name, "Connection"))
        return connection(value);
    if (equal_ignoring_case(name, "Proxy-Connection") && !is_token_list(value)) // Beast refuses it
        return fail(400, "malformed Proxy-Connection");
    return true;
}

bool Check::field(std::string_view line, bool surplus)
{
    if (surplus)
        return fail(431, "too many fields");
    if (line.front() == ' ' || line.front() == '\t')
        return fail(400, "folded field");
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_header_name(line.substr(0, colon)))
        return fail(400, "malformed field name");
    const auto value = trimmed(line.substr(colon + 1));
    if (!is_header_value(value))
        return fail(400, "control byte in a field");
    return known_field(line.substr(0, colon), value);
}

// What only the whole head can tell.
bool Check::whole()
{
    if (result_.minor == 1 && !has_host_)
        return fail(400, "no Host");
    if (result_.chunked && (has_length_ || result_.minor == 0))
        return fail(400, "ambiguous length");
    if (result_.minor == 0)
        result_.expect_continue = false;
    result_.keep_alive = !says_close_ && (result_.minor == 1 || says_keep_alive_);
    return true;
}

CheckedHead Check::run(std::string_view head, const HeadBounds& bounds)
{
    if (head.size() > bounds.bytes) {
        const bool long_line = head.find("\r\n") > bounds.bytes;
        fail(long_line ? 414 : 431, "header too large");
        return result_;
    }
    for (std::size_t lines = 0;; ++lines) {
        const auto end = head.find("\r\n");
        const auto line = head.substr(0, end);
        if (end == std::string_view::npos || line.find_first_of("\r\n") != std::string_view::npos) {
            fail(400, "malformed line end");
            break;
        }
        head.remove_prefix(end + 2);
        if (lines > 0 && line.empty()) {
            head.empty() ? whole() : fail(400, "bytes after the head");
            break;
        }
        const bool good = lines == 0 ? request_line(line) : field(line, lines > bounds.fields);
        if (!good)
            break;
    }
    return result_;
}

} // namespace

HeadEnd find_head_end(std::string_view bytes, std::size_t seen)
{
    for (auto feed = bytes.find('\n', seen); feed != std::string_view::npos; feed = bytes.find('\n', feed + 1)) {
        if (feed == 0 || bytes[feed - 1] != '\r')
            return {HeadEnd::State::malformed, feed};
        if (feed >= 3 && bytes[feed - 2] == '\n')
            return {HeadEnd::State::complete, feed + 1};
    }
    return {HeadEnd::State::incomplete, bytes.size()};
}

CheckedHead check_head(std::string_view head, const HeadBounds& bounds) { return Check{}.run(head, bounds); }

} // namespace langnghe::net
