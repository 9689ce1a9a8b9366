#include "core/process/kept_from.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace langnghe {
namespace {

constexpr std::string_view of_person = "user:"; // no key of a department has a colon

} // namespace

std::string to_text(const Party& party)
{
    return party.person == UserId::none ? party.department
                                        : std::string{of_person} + std::to_string(number(party.person));
}

std::string to_text(const KeptFrom& kept_from)
{
    std::string text;
    for (const Party& party : kept_from)
        text += (text.empty() ? "" : "+") + to_text(party);
    return text;
}

Party party_from(std::string_view text)
{
    Party party;
    if (!text.starts_with(of_person)) {
        party.department = text;
        return party;
    }
    std::int64_t person = 0;
    std::from_chars(text.data() + of_person.size(), text.data() + text.size(), person);
    party.person = UserId{person};
    return party;
}

KeptFrom kept_from(std::string_view text)
{
    KeptFrom all;
    while (!text.empty()) {
        const auto end = std::min(text.find('+'), text.size());
        all = with(std::move(all), party_from(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return all;
}

KeptFrom with(KeptFrom kept_from, const Party& party)
{
    if (party.named() && !holds(kept_from, party))
        kept_from.push_back(party);
    return kept_from;
}

KeptFrom without(KeptFrom kept_from, const Party& party)
{
    std::erase(kept_from, party);
    return kept_from;
}

bool holds(const KeptFrom& kept_from, const Party& party)
{
    return party.named() && std::ranges::find(kept_from, party) != kept_from.end();
}

bool is_kept_from(const KeptFrom& kept_from, UserId person, const std::string& department)
{
    return holds(kept_from, Party{{}, person}) || holds(kept_from, Party{department});
}

} // namespace langnghe
