#include "core/people/link_code.hpp"

#include "core/hash/hash.hpp"

namespace langnghe {
namespace {

constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t characters = 10;

} // namespace

std::string make_link_code(const std::array<std::uint8_t, 10>& random)
{
    std::string code;
    for (const std::uint8_t byte : random) {
        if (code.size() == characters / 2)
            code += '-';
        code += crockford[byte & 31U];
    }
    return code;
}

std::optional<std::string> normalise_link_code(std::string_view typed)
{
    std::string code;
    for (char c : typed) {
        if (c == '-' || c == ' ' || c == '\n' || c == '\t')
            continue;
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 'a' + 'A');
        if (c == 'I' || c == 'L')
            c = '1';
        if (c == 'O')
            c = '0';
        if (crockford.find(c) == std::string_view::npos || code.size() == characters)
            return std::nullopt;
        code += c;
    }
    if (code.size() != characters)
        return std::nullopt;
    return code;
}

std::string link_code_digest(std::string_view normalised) { return hash::sha256_hex(normalised); }

} // namespace langnghe
