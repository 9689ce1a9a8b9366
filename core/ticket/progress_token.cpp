#include "core/ticket/progress_token.hpp"

#include "core/hash/hash.hpp"

#include <array>

namespace langnghe {
namespace {

constexpr std::size_t mac_bytes = 16;
constexpr std::size_t id_bytes = 8;
constexpr std::size_t token_characters = (mac_bytes + id_bytes) / 3 * 4;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string big_endian(std::int64_t value)
{
    std::string bytes(id_bytes, '\0');
    auto rest = static_cast<std::uint64_t>(value);
    for (std::size_t i = id_bytes; i-- > 0; rest >>= 8U)
        bytes[i] = static_cast<char>(rest & 0xFFU);
    return bytes;
}

// Whole groups of three bytes only: 24 bytes become 32 characters.
std::string base64url(std::string_view bytes)
{
    std::string text;
    for (std::size_t i = 0; i + 2 < bytes.size(); i += 3) {
        const auto at = [&](std::size_t k) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + k]));
        };
        const std::uint32_t group = at(0) << 16U | at(1) << 8U | at(2);
        for (const unsigned shift : {18U, 12U, 6U, 0U})
            text += alphabet[group >> shift & 63U];
    }
    return text;
}

std::optional<std::string> from_base64url(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i + 3 < text.size(); i += 4) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const auto value = alphabet.find(text[i + k]);
            if (value == std::string_view::npos)
                return std::nullopt;
            group = group << 6U | static_cast<std::uint32_t>(value);
        }
        for (const unsigned shift : {16U, 8U, 0U})
            bytes += static_cast<char>(group >> shift & 0xFFU);
    }
    return bytes;
}

} // namespace

std::string make_progress_token(TicketId ticket, std::int64_t version, const Secret& key)
{
    const std::string id = big_endian(number(ticket));
    const auto mac = hash::hmac_sha256(key.reveal(), "progress" + id + big_endian(version));
    return base64url(std::string{hash::bytes_of(mac).substr(0, mac_bytes)} + id);
}

std::optional<TicketId> claimed_ticket(std::string_view token)
{
    if (token.size() != token_characters)
        return std::nullopt;
    const auto bytes = from_base64url(token);
    if (!bytes)
        return std::nullopt;
    std::uint64_t id = 0;
    for (const char c : std::string_view{*bytes}.substr(mac_bytes))
        id = id << 8U | static_cast<unsigned char>(c);
    if (id == 0 || id > static_cast<std::uint64_t>(INT64_MAX))
        return std::nullopt;
    return static_cast<TicketId>(id);
}

bool progress_token_matches(std::string_view token, TicketId ticket, std::int64_t version, const Secret& key)
{
    return hash::equal(make_progress_token(ticket, version, key), token);
}

} // namespace langnghe
