#pragma once
// Whom a ticket is kept from, because its words are about them or they are too near: departments and single officials.
// They are told nothing of it, do not see it and cannot get it. Written as "kinh_te+user:7" in the store and in the
// journal.

#include "core/ids.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace langnghe {

// A department, by its key in the taxonomy, or an official; nobody when both are empty.
struct Party
{
    std::string department{};
    UserId person = UserId::none;

    bool named() const { return !department.empty() || person != UserId::none; }
    friend bool operator==(const Party&, const Party&) = default;
};

using KeptFrom = std::vector<Party>;

std::string to_text(const Party& party);
std::string to_text(const KeptFrom& kept_from);
// What is no such text is a department of that key.
Party party_from(std::string_view text);
KeptFrom kept_from(std::string_view text);

// With this one too; a party that is not named adds nobody.
KeptFrom with(KeptFrom kept_from, const Party& party);
KeptFrom without(KeptFrom kept_from, const Party& party);

bool holds(const KeptFrom& kept_from, const Party& party);
// Whether it is kept from this official, who may be of no department.
bool is_kept_from(const KeptFrom& kept_from, UserId person, const std::string& department);

} // namespace langnghe
