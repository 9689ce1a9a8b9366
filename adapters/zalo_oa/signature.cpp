#include "adapters/zalo_oa/signature.hpp"

#include "core/hash/hash.hpp"

#include <algorithm>
#include <array>

namespace langnghe::zalo_oa {
namespace {

constexpr std::size_t mac_digits = 64;
constexpr std::size_t longest_header = 128;

void skip_blanks(std::string_view& text) { text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size())); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool matches(std::string_view first, const SignedParts& parts, std::string_view time, std::string_view mac,
             const Secret& key)
{
    thread_local hash::Sha256 hasher;
    hasher.add(first).add(parts.body).add(time).add(key.reveal());
    return hash::equal(hash::to_hex(hash::bytes_of(hasher.finish())), mac);
}

bool is_number(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::optional<std::string> read_mac(std::string_view header)
{
    if (header.size() > longest_header)
        return {};
    std::string lowered{header};
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower);
    std::string_view rest = lowered;
    skip_blanks(rest);
    if (rest.starts_with("mac")) {
        rest.remove_prefix(3);
        skip_blanks(rest);
        if (!rest.starts_with('='))
            return {};
        rest.remove_prefix(1);
        skip_blanks(rest);
    }
    const auto mac = rest.substr(0, mac_digits);
    rest.remove_prefix(mac.size());
    skip_blanks(rest);
    if (mac.size() != mac_digits || !rest.empty() || !std::all_of(mac.begin(), mac.end(), is_hex))
        return {};
    return std::string{mac};
}

std::string_view match_mac(const SignedParts& parts, std::string_view mac, const Secret& key)
{
    struct Reading
    {
        std::string_view name;
        std::string_view first;
        std::string_view time;
    };
    const std::array readings{
        Reading{"body", parts.app_id, parts.body_time},
        Reading{"header", parts.app_id, parts.header_time},
        Reading{"oa_id", parts.oa_id, parts.body_time},
        Reading{"oa_id_header", parts.oa_id, parts.header_time},
    };
    // Only digits may come from the header: else white space could wander between body and time.
    const bool header_counts = is_number(parts.header_time);
    for (std::size_t i = 0; i < readings.size(); i += header_counts ? 1 : 2) {
        const auto& [name, first, time] = readings[i];
        if (!first.empty() && matches(first, parts, time, mac, key))
            return name;
    }
    return {};
}

} // namespace langnghe::zalo_oa
