#include "core/hash/hash.hpp"

#include "core/secret.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace langnghe {

bool Secret::equals(std::string_view other) const { return hash::equal(value_, other); }

namespace hash {
namespace {

const unsigned char* octets(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

void require(int ok)
{
    if (ok != 1)
        throw std::runtime_error{"libcrypto refused SHA-256"};
}

} // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new())
{
    if (context_ == nullptr)
        throw std::bad_alloc{};
    require(EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), EVP_sha256(), nullptr));
}

Sha256::~Sha256() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

Sha256& Sha256::add(std::string_view bytes)
{
    require(EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size()));
    return *this;
}

Digest Sha256::finish()
{
    Digest digest{};
    auto* context = static_cast<EVP_MD_CTX*>(context_);
    require(EVP_DigestFinal_ex(context, digest.data(), nullptr));
    require(EVP_DigestInit_ex(context, nullptr, nullptr));
    return digest;
}

Digest sha256(std::string_view bytes)
{
    thread_local Sha256 hasher;
    return hasher.add(bytes).finish();
}

Digest hmac_sha256(std::string_view key, std::string_view bytes)
{
    Digest digest{};
    unsigned length = 0;
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), octets(bytes), bytes.size(), digest.data(),
             &length) == nullptr)
        throw std::runtime_error{"libcrypto refused HMAC"};
    return digest;
}

std::string_view bytes_of(const Digest& digest)
{
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

std::string to_hex(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) { return to_hex(bytes_of(sha256(bytes))); }

bool equal(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

} // namespace hash
} // namespace langnghe
