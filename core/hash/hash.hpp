#pragma once
// libcrypto's hashes behind plain values.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace langnghe::hash {

using Digest = std::array<std::uint8_t, 32>;

class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    Sha256& add(std::string_view bytes);
    // Ends the computation and readies the object for the next one.
    Digest finish();

private:
    void* context_;
};

Digest sha256(std::string_view bytes);
Digest hmac_sha256(std::string_view key, std::string_view bytes);

std::string_view bytes_of(const Digest& digest);
std::string to_hex(std::string_view bytes);
std::string sha256_hex(std::string_view bytes);

// Constant time in the length; different lengths are different.
bool equal(std::string_view a, std::string_view b);

} // namespace langnghe::hash
