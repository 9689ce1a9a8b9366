#include "core/journal/entry.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe::journal {
namespace {

// Eight bytes of length, then the bytes: no two different entries give the same bytes.
void add_field(hash::Sha256& hasher, std::string_view field)
{
    std::array<char, 8> length{};
    auto rest = static_cast<std::uint64_t>(field.size());
    for (std::size_t i = length.size(); i-- > 0; rest >>= 8U)
        length[i] = static_cast<char>(rest & 0xFFU);
    hasher.add({length.data(), length.size()}).add(field);
}

void add_number(hash::Sha256& hasher, std::int64_t value)
{
    const fmt::format_int text{value};
    add_field(hasher, {text.data(), text.size()});
}

std::string_view name_or_nothing(const std::optional<Status>& status)
{
    return status ? name_of(*status) : std::string_view{};
}

} // namespace

hash::Digest digest_text(const Salt& salt, std::string_view text)
{
    thread_local hash::Sha256 hasher;
    return hasher.add({reinterpret_cast<const char*>(salt.data()), salt.size()}).add(text).finish();
}

hash::Digest chain(const hash::Digest& previous, const Entry& entry)
{
    thread_local hash::Sha256 hasher;
    add_field(hasher, hash::bytes_of(previous));
    add_number(hasher, entry.seq);
    add_number(hasher, to_millis(entry.at));
    add_number(hasher, number(entry.ticket));
    add_field(hasher, entry.actor);
    add_field(hasher, entry.action);
    add_field(hasher, name_or_nothing(entry.from));
    add_field(hasher, name_or_nothing(entry.to));
    add_field(hasher, entry.facts);
    add_field(hasher, hash::bytes_of(entry.text_digest));
    return hasher.finish();
}

std::string find_fault(const Entry& entry, const Entry* previous)
{
    const std::int64_t expected = previous != nullptr ? previous->seq + 1 : 1;
    if (entry.seq != expected)
        return entry.seq > expected ? fmt::format("entry {} is missing: it was taken out", expected)
                                    : fmt::format("entry {} stands there twice, or out of its place", entry.seq);
    if (previous != nullptr && entry.at < previous->at)
        return fmt::format("entry {} is older than the one before: it was moved, or its time changed", entry.seq);
    if (entry.text.has_value() != entry.salt.has_value())
        return fmt::format("entry {} has words without their salt or salt without words", entry.seq);
    if (entry.text && digest_text(*entry.salt, *entry.text) != entry.text_digest)
        return fmt::format("the words of entry {} were changed: they are not those that were said", entry.seq);
    static constexpr hash::Digest beginning{};
    if (chain(previous != nullptr ? previous->hash : beginning, entry) != entry.hash)
        return fmt::format("entry {} was changed, or does not follow the one before", entry.seq);
    return {};
}

std::string anchor(std::int64_t seq, const hash::Digest& hash)
{
    return fmt::format("{}:{}", seq, hash::to_hex(hash::bytes_of(hash).substr(0, 16)));
}

} // namespace langnghe::journal
