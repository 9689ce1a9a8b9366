#pragma once
// Zalo's signature: hex(sha256(app_id, raw body, timestamp, OA secret key)), a plain hash of a concatenation. It is
// unambiguous only because the body is strict JSON of our own app. Where sources disagree each reading is tried.

#include "core/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace langnghe::zalo_oa {

struct SignedParts
{
    std::string_view app_id;
    std::string_view oa_id; // instead of the app's id, as some report
    std::string_view body;
    std::string_view body_time;
    std::string_view header_time;
};

// "mac=HEX", "mac = HEX" or "HEX" in any case, as 64 lower-case digits; nothing otherwise.
std::optional<std::string> read_mac(std::string_view header);

// The reading that matches: "body", "header" (where the time stood), "oa_id", "oa_id_header"; empty when none does.
std::string_view match_mac(const SignedParts& parts, std::string_view mac, const Secret& key);

} // namespace langnghe::zalo_oa
