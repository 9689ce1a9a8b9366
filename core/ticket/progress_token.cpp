#include "core/ticket/progress_token.hpp"

#include "core/hash/base64url.hpp"
#include "core/hash/hash.hpp"

namespace langnghe {
namespace {

constexpr std::size_t mac_bytes = 16;
constexpr std::size_t id_bytes = 8;
constexpr std::size_t token_characters = (mac_bytes + id_bytes) / 3 * 4;

} // namespace

std::string make_progress_token(TicketId ticket, std::int64_t version, const Secret& key)
{
    const std::string id = hash::big_endian(number(ticket));
    const auto mac = hash::hmac_sha256(key.reveal(), "progress" + id + hash::big_endian(version));
    return hash::to_base64url(std::string{hash::bytes_of(mac).substr(0, mac_bytes)} + id);
}

std::optional<TicketId> claimed_ticket(std::string_view token)
{
    if (token.size() != token_characters)
        return std::nullopt;
    const auto bytes = hash::from_base64url(token);
    if (!bytes)
        return std::nullopt;
    const std::int64_t id = hash::from_big_endian(std::string_view{*bytes}.substr(mac_bytes));
    return id > 0 ? std::optional{static_cast<TicketId>(id)} : std::nullopt;
}

bool progress_token_matches(std::string_view token, TicketId ticket, std::int64_t version, const Secret& key)
{
    return hash::equal(make_progress_token(ticket, version, key), token);
}

} // namespace langnghe
