#pragma once
// Pairs of tokens sealed for the store: XChaCha20-Poly1305 under a key derived from the master key, bound to commune,
// channel and number of the pair, so that none can be put in another's place. Text, so that it stands in any column.

#include "core/credentials/grant.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace langnghe::secrets {

class Vault
{
public:
    Vault() = default;
    Vault(const Secret& master_key, std::string commune);

    std::string seal(std::string_view channel, std::int64_t number, const credentials::TokenPair& pair) const;
    // Nothing when it was sealed for another place, under another key, or changed.
    std::optional<credentials::TokenPair> open(std::string_view channel, std::int64_t number,
                                               std::string_view sealed) const;

    // PKCE: the same for a channel every time, as Zalo's console may keep the challenge. 43 characters.
    Secret verifier(std::string_view channel) const;
    // Ties the answer of a browser to this channel.
    std::string state(std::string_view channel) const;

private:
    std::string derive(std::string_view purpose, std::string_view channel) const;

    Secret master_key_;
    std::string commune_;
};

// SHA-256 of the verifier's characters, base64url without padding.
std::string challenge_of(const Secret& verifier);

// Tells pairs apart without the key; empty for no pair at all.
std::string digest_of(const credentials::TokenPair& pair);

} // namespace langnghe::secrets
