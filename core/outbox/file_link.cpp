#include "core/outbox/file_link.hpp"

#include "core/hash/base64url.hpp"
#include "core/hash/hash.hpp"

namespace langnghe::outbox {
namespace {

constexpr std::size_t mac_bytes = 16;
constexpr std::size_t number_bytes = 8;
constexpr std::size_t token_characters = (mac_bytes + 2 * number_bytes + 1) / 3 * 4;

} // namespace

std::string make_file_token(const FileLink& link, const Secret& key)
{
    std::string named = hash::big_endian(number(link.item)) + hash::big_endian(to_millis(link.until));
    named += static_cast<char>(link.place);
    const auto mac = hash::hmac_sha256(key.reveal(), "file" + named);
    return hash::to_base64url(std::string{hash::bytes_of(mac).substr(0, mac_bytes)} + named);
}

std::optional<FileLink> read_file_token(std::string_view token, const Secret& key, TimePoint now)
{
    if (token.size() != token_characters)
        return std::nullopt;
    const auto bytes = hash::from_base64url(token);
    if (!bytes)
        return std::nullopt;
    const auto named = std::string_view{*bytes}.substr(mac_bytes);
    FileLink link;
    link.item = static_cast<OutboxId>(hash::from_big_endian(named.substr(0, number_bytes)));
    link.until = from_millis(hash::from_big_endian(named.substr(number_bytes, number_bytes)));
    link.place = static_cast<unsigned char>(named.back());
    const bool ours = hash::equal(make_file_token(link, key), token);
    return ours && now < link.until ? std::optional{link} : std::nullopt;
}

} // namespace langnghe::outbox
