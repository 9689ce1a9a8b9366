#pragma once
// manifest.json: the facts of a backup, and size and SHA-256 of each entry. Inside bot/archive only.

#include "bot/archive/archive.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::archive {

inline constexpr std::size_t largest_manifest = std::size_t{64} * 1024 * 1024; // bytes

struct Fingerprint
{
    std::uint64_t bytes = 0;
    std::string sha256; // hex
    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

struct Manifest
{
    Facts facts;
    std::map<std::string, Fingerprint, std::less<>> entries;

    Summary summary() const;
};

std::string to_json(const Manifest& manifest);
// Nothing when it is not one of ours.
std::optional<Manifest> parse_manifest(std::string_view text);

} // namespace langnghe::archive
