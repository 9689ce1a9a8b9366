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
    {"desk.not_allowed", {"command"}},
    {"desk.unknown", {"code", "example"}},
    {"desk.no_code", {"example"}},
    {"desk.wrong_state", {"code", "status", "verb"}},
    {"desk.stale", {"code", "name", "time", "status"}},
    {"desk.confirm", {"code", "name", "time", "status", "verb"}},
    {"desk.done", {"verb", "code", "status"}},
    {"desk.done_due", {"verb", "code", "status", "due"}},
    {"desk.refused", {"code", "verb"}},
    {"desk.dropped", {}},
    {"desk.old_form", {}},
    {"desk.not_found", {"words"}},
    {"desk.several", {}},
    {"desk.no_choice", {"code"}},
    {"desk.files_kept", {"code"}},
    {"desk.files_lost", {"code"}},
    {"desk.in_private", {}},
    {"desk.open_private", {}},
    {"desk.group_done", {"code", "status"}},
    {"desk.reporter", {"code", "name", "channel"}},
    {"desk.reporter_hidden", {"code"}},
    {"desk.help", {}},
    {"desk.help_line", {"verb", "example"}},
    {"form.field", {"code"}},
    {"form.department", {"code"}},
    {"form.nature", {"code"}},
    {"form.person", {"code"}},
    {"form.master", {"code"}},
    {"form.days", {"code"}},
    {"form.reason", {"code", "verb"}},
    {"form.question", {"code"}},
    {"form.answer", {"code"}},
    {"form.result", {"code", "kind"}},
    {"form.evidence", {"code"}},
    {"form.remark", {"code"}},
    {"form.public", {"code", "words"}},
    {"form.photos", {"code", "count"}},
    {"list.mine", {"from", "until"}},
    {"list.overdue", {"from", "until"}},
    {"list.found", {"words", "from", "until"}},
    {"list.mine_none", {}},
    {"list.overdue_none", {}},
    {"list.found_none", {"words"}},
    {"list.end", {}},
    {"list.find_usage", {}},
    {"list.line", {"number", "code", "status", "area", "words"}},
    {"list.line_due", {"number", "code", "status", "area", "due", "words"}},
    {"list.line_kept", {"number", "code", "status"}},
    {"list.waits", {"days"}},
    {"list.recheck", {}},
    {"show.head", {"code", "status", "time"}},
    {"show.nature", {"nature", "urgency"}},
    {"show.field", {"field", "area"}},
    {"show.department", {"department", "person"}},
    {"show.voices", {"count"}},
    {"show.words", {"words"}},
    {"show.no_words", {}},
    {"show.result", {"kind", "words"}},
    {"show.merged", {"code"}},
    {"show.asked", {"days"}},
    {"show.recheck", {}},
    {"show.history", {}},
    {"show.step", {"time", "what", "name"}},
    {"show.files", {"count"}},
    {"due.none", {}},
    {"due.hours", {"due", "count", "from", "counted"}},
    {"due.days", {"due", "count", "from", "counted"}},
    {"due.plain", {"due"}},
    {"due.skipped", {"days"}},
    {"due.skipped_day", {"day", "why"}},
    {"due.minutes", {"day", "minutes"}},
    {"due.weekend", {}},
    {"due.out_of_hours", {}},
    {"due.paused", {"time"}},
    {"due.stood", {"minutes"}},
    {"due.extended", {"days"}},
    {"due.uncertain", {}},
    {"due.over", {}},
    {"part.citizen", {}},
    {"part.program", {}},
    {"part.none", {}},
    {"part.words", {"words"}},
    {"urgency.normal", {}},
    {"urgency.urgent", {}},
    {"button.open", {"code"}},
    {"button.more", {}},
    {"button.confirm", {}},
    {"button.drop", {}},
    {"button.publish", {}},
    {"button.photo", {"number"}},
    {"button.photo_off", {"number"}},
    {"button.post", {}},
    {"button.transfer_to", {"department"}},
    {"nature.unset", {}},
    {"nature.field_report", {}},
    {"nature.petition", {}},
    {"nature.regulation_feedback", {}},
    {"nature.question", {}},
    {"nature.complaint", {}},
    {"nature.denunciation", {}},
    {"nature.crime_report", {}},
    {"nature.out_of_scope", {}},
    {"nature.junk", {}},
    {"result.solved", {}},
    {"result.partly", {}},
    {"result.impossible", {}},
    {"result.out_of_scope", {}},
    {"result.answered", {}},
    {"verb.verify", {}},
    {"verb.classify", {}},
    {"verb.nature", {}},
    {"verb.transfer", {}},
    {"verb.accept", {}},
    {"verb.assign", {}},
    {"verb.give_back", {}},
    {"verb.ask", {}},
    {"verb.answer", {}},
    {"verb.done", {}},
    {"verb.publish", {}},
    {"verb.close", {}},
    {"verb.reject", {}},
    {"verb.merge", {}},
    {"verb.unmerge", {}},
    {"verb.reopen", {}},
    {"verb.extend", {}},
    {"verb.approve", {}},
    {"verb.reveal", {}},
    {"verb.supervise", {}},
    {"verb.recheck", {}},
    {"verb.mine", {}},
    {"verb.overdue", {}},
    {"verb.find", {}},
    {"verb.show", {}},
    {"example.classify", {}},
    {"example.nature", {}},
    {"example.transfer", {}},
    {"example.assign", {}},
    {"example.give_back", {}},
    {"example.ask", {}},
    {"example.answer", {}},
    {"example.done", {}},
    {"example.close", {}},
    {"example.reject", {}},
    {"example.reopen", {}},
    {"example.extend", {}},
    {"example.reveal", {}},
    {"example.supervise", {}},
    {"example.recheck", {}},
    {"example.find", {}},
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
