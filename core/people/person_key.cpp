#include "core/people/person_key.hpp"

#include "core/hash/hash.hpp"

namespace langnghe {

std::string person_key(const Commune& commune, std::string_view channel, std::string_view external_id)
{
    std::string name = "person";
    for (const auto part : {channel, external_id})
        name.append(1, '\0').append(part);
    return hash::to_hex(hash::bytes_of(hash::hmac_sha256(commune.progress_key.reveal(), name)));
}

} // namespace langnghe
