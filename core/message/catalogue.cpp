#include "core/message/catalogue.hpp"

#include "core/message/say.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace langnghe {
namespace {

constexpr std::array<SayKey, static_cast<std::size_t>(Say::count_)> keys{{
    {"citizen.first_contact", {"commune"}},
    {"citizen.received", {"code", "commune", "time"}},
    {"citizen.joined", {"code"}},
    {"citizen.joined_closed", {"code", "status"}},
    {"citizen.too_many", {"code"}},
    {"citizen.greeting", {"commune"}},
    {"citizen.command_unknown", {"command"}},
    {"citizen.not_allowed", {"command"}},
    {"citizen.help", {"commune", "example"}},
    {"citizen.ticket_status", {"code", "status", "time", "department"}},
    {"citizen.ticket_unknown", {"code"}},
    {"citizen.tickets_none", {"commune"}},
    {"citizen.details_kept", {"commune"}},
    {"citizen.tickets_head", {"count"}},
    {"citizen.unsupported", {"ways"}},
    {"citizen.file_lost", {"code", "kind", "format"}},
    {"citizen.file_too_large", {"code", "kind", "format"}},
    {"citizen.file_unshown", {"code", "kind", "format"}},
    {"officer.new", {"code", "channel", "time", "area", "words"}},
    {"officer.suspected", {"code", "channel", "time"}},
    {"officer.added", {"code", "channel", "time", "words"}},
    {"officer.noted", {"code", "name", "channel", "time", "words"}},
    {"officer.erased", {"code"}},
    {"officer.withdrawn", {"channel", "time", "count", "number"}},
    {"officer.draft", {"words"}},
    {"officer.draft_done", {"code"}},
    {"officer.draft_dropped", {}},
    {"officer.draft_gone", {}},
    {"officer.recorded", {"code", "author", "time", "words"}},
    {"officer.recorded_again", {"code", "status"}},
    {"officer.recorded_discreet", {}},
    {"officer.record_usage", {}},
    {"officer.ask_reporter", {"code"}},
    {"officer.reporter_noted", {"code", "author", "place"}},
    {"officer.help", {"name", "commune", "roles"}},
    {"officer.link_done", {"name", "commune"}},
    {"officer.link_told", {"name", "channel", "time"}},
    {"officer.link_wrong", {}},
    {"officer.link_too_many", {}},
    {"officer.link_usage", {}},
    {"group.new", {"code", "channel", "time", "area"}},
    {"group.unbound", {"commune"}},
    {"group.bound", {"commune", "organization"}},
    {"group.joined", {"code"}},
    {"group.received", {"code"}},
    {"group.known", {"code"}},
    {"group.record_usage", {}},
    {"group.record_not_allowed", {}},
    {"group.quote_unreadable", {}},
    {"group.help", {"commune"}},
    {"group.link_in_group", {}},
    {"group.bind_usage", {}},
    {"group.bind_not_allowed", {}},
    {"group.bind_in_private", {}},
    {"group.bind_wrong", {}},
    {"group.file_lost", {"code", "kind", "format"}},
    {"group.file_too_large", {"code", "kind", "format"}},
    {"group.file_unshown", {"code", "kind", "format"}},
    {"part.no_words", {"kinds"}},
    {"part.area_unknown", {}},
    {"part.author_unknown", {}},
    {"part.officer_note", {"note"}},
    {"part.choices", {"list"}},
    {"part.way_office", {"commune"}},
    {"part.way_channel", {"channel"}},
    {"menu.help", {}},
    {"menu.help_group", {}},
    {"menu.help_officer", {}},
    {"menu.link", {}},
    {"menu.link_more", {}},
    {"menu.bind", {}},
    {"button.my_tickets", {}},
    {"button.draft_own", {}},
    {"button.draft_behalf", {}},
    {"button.draft_drop", {}},
    {"kind.photo", {}},
    {"kind.video", {}},
    {"kind.audio", {}},
    {"kind.voice", {}},
    {"kind.document", {}},
    {"kind.sticker", {}},
    {"kind.location", {}},
    {"kind.contact", {}},
    {"kind.link", {}},
    {"status.received", {}},
    {"status.verified", {}},
    {"status.classified", {}},
    {"status.transferred", {}},
    {"status.in_progress", {}},
    {"status.needs_info", {}},
    {"status.resolved", {}},
    {"status.published", {}},
    {"status.closed", {}},
    {"status.rejected", {}},
    {"status.merged", {}},
    {"role.program", {}},
    {"role.citizen", {}},
    {"role.front_officer", {}},
    {"role.handler", {}},
    {"role.leader", {}},
    {"role.supervisor", {}},
    {"role.keeper", {}},
    {"role.administrator", {}},
}};

std::string list_of(const SayKey& key)
{
    std::string names;
    for (const auto field : key.fields)
        if (!field.empty())
            names += fmt::format("{}{{{}}}", names.empty() ? "" : ", ", field);
    return names.empty() ? "none" : names;
}

} // namespace

const SayKey& key_of(Say say) { return keys[static_cast<std::size_t>(say)]; }

Catalogue::Catalogue() : sentences_(keys.size()) {}

std::optional<Catalogue::Problem> Catalogue::set(std::string_view key, std::string_view text)
{
    const auto found = std::ranges::find(keys, key, &SayKey::key);
    if (found == keys.end())
        return Problem{std::string{key}, "no such sentence"};
    auto parsed = message::Template::parse(text::nfc(text));
    if (!parsed)
        return Problem{std::string{key}, fmt::format("a brace is wrong at byte {}", parsed.error().position)};
    for (const auto field : parsed->fields())
        if (std::ranges::find(found->fields, field) == found->fields.end())
            return Problem{std::string{key},
                           fmt::format("the field {{{}}} is unknown here; known: {}", field, list_of(*found))};
    sentences_[static_cast<std::size_t>(found - keys.begin())] = std::move(*parsed);
    return std::nullopt;
}

std::vector<std::string> Catalogue::missing() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if (!sentences_[i])
            names.emplace_back(keys[i].key);
    return names;
}

std::string Catalogue::operator()(Say say, std::initializer_list<message::Field> fields) const
{
    const auto& sentence = sentences_[static_cast<std::size_t>(say)];
    if (!sentence)
        return std::string{key_of(say).key};
    return sentence->render(std::span<const message::Field>{fields.begin(), fields.size()});
}

} // namespace langnghe
