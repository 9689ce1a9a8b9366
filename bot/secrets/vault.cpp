#include "bot/secrets/vault.hpp"

#include "core/hash/hash.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <utility>

namespace langnghe::secrets {
namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int url_safe = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string to_base64(std::string_view bytes)
{
    std::string text(sodium_base64_encoded_len(bytes.size(), url_safe), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), url_safe);
    text.pop_back(); // the terminator
    return text;
}

std::optional<std::string> from_base64(std::string_view text)
{
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    const int failed =
        sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &size, nullptr, url_safe);
    if (failed != 0)
        return std::nullopt;
    bytes.resize(size);
    return bytes;
}

// Each part behind its length, so that no two lists of parts look the same.
std::string join(std::initializer_list<std::string_view> parts)
{
    std::string joined;
    for (const auto part : parts)
        joined += fmt::format("{}:{}", part.size(), part);
    return joined;
}

std::optional<std::string_view> take_part(std::string_view& joined)
{
    std::size_t size = 0;
    const auto [end, failed] = std::from_chars(joined.data(), joined.data() + joined.size(), size);
    const auto head = static_cast<std::size_t>(end - joined.data()) + 1;
    if (failed != std::errc{} || head > joined.size() || size > joined.size() - head)
        return std::nullopt;
    const auto part = joined.substr(head, size);
    joined.remove_prefix(head + size);
    return part;
}

} // namespace

Vault::Vault(const Secret& master_key, std::string commune) : master_key_(master_key), commune_(std::move(commune)) {}

std::string Vault::derive(std::string_view purpose, std::string_view channel) const
{
    const auto key = hash::hmac_sha256(master_key_.reveal(), join({purpose, commune_, channel}));
    return std::string{hash::bytes_of(key)};
}

std::string Vault::seal(std::string_view channel, std::int64_t number, const credentials::TokenPair& pair) const
{
    const std::string key = derive("tokens", channel);
    const std::string place = join({commune_, channel, std::to_string(number)});
    const std::string plain = join({pair.access.reveal(), pair.refresh.reveal()});
    std::string sealed(nonce_bytes + plain.size() + tag_bytes, '\0');
    randombytes_buf(sealed.data(), nonce_bytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(sealed) + nonce_bytes, nullptr, bytes_of(std::as_const(plain)),
                                               plain.size(), bytes_of(std::as_const(place)), place.size(), nullptr,
                                               bytes_of(std::as_const(sealed)), bytes_of(std::as_const(key)));
    return to_base64(sealed);
}

std::optional<credentials::TokenPair> Vault::open(std::string_view channel, std::int64_t number,
                                                  std::string_view sealed) const
{
    const auto bytes = from_base64(sealed);
    if (!bytes || bytes->size() < nonce_bytes + tag_bytes)
        return std::nullopt;
    const std::string key = derive("tokens", channel);
    const std::string place = join({commune_, channel, std::to_string(number)});
    std::string plain(bytes->size() - nonce_bytes - tag_bytes, '\0');
    const int failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
        bytes_of(plain), nullptr, nullptr, bytes_of(*bytes) + nonce_bytes, bytes->size() - nonce_bytes,
        bytes_of(std::as_const(place)), place.size(), bytes_of(*bytes), bytes_of(std::as_const(key)));
    if (failed != 0)
        return std::nullopt;
    std::string_view rest = plain;
    const auto access = take_part(rest);
    const auto refresh = access ? take_part(rest) : std::nullopt;
    if (!refresh)
        return std::nullopt;
    return credentials::TokenPair{Secret{std::string{*access}}, Secret{std::string{*refresh}}};
}

// Letters and digits alone: what else may stand in it, the platform does not say.
Secret Vault::verifier(std::string_view channel) const
{
    auto text = to_base64(derive("verifier", channel));
    std::ranges::replace(text, '-', 'x');
    std::ranges::replace(text, '_', 'y');
    return Secret{std::move(text)};
}

std::string Vault::state(std::string_view channel) const { return to_base64(derive("state", channel)).substr(0, 22); }

std::string challenge_of(const Secret& verifier) { return to_base64(hash::bytes_of(hash::sha256(verifier.reveal()))); }

std::string digest_of(const credentials::TokenPair& pair)
{
    if (pair.access.empty() && pair.refresh.empty())
        return {};
    return hash::sha256_hex(join({"pair", pair.access.reveal(), pair.refresh.reveal()}));
}

} // namespace langnghe::secrets
