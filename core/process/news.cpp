#include "core/process/news.hpp"

#include "core/commune/fields.hpp"
#include "core/intake/announce.hpp"
#include "core/intake/joining.hpp"
#include "core/message/say.hpp"
#include "core/process/notes.hpp"
#include "core/process/reporters.hpp"
#include "core/text/cut.hpp"
#include "core/text/mask.hpp"

#include <algorithm>
#include <array>

namespace langnghe::process {
namespace {

constexpr std::size_t longest_words = 600; // UTF-16 units

std::string field_name(const Commune& commune, const std::string& key)
{
    const Field* field = find_field(commune.taxonomy, key);
    return field == nullptr ? commune.say(Say::area_unknown) : field->name;
}

// Everything that a sentence about a step may name.
struct Wording
{
    Context& context;
    const Change& change;
    std::string code;
    std::string words;
    std::string name{};

    std::string operator()(Say say) const
    {
        const Commune& commune = context.commune;
        const Taxonomy& terms = commune.taxonomy;
        const Ticket& after = change.after;
        const std::string& department = after.department.empty() ? change.before.department : after.department;
        const auto channel = commune.channels.find(after.channel);
        const ResultKind kind = after.result ? after.result->kind : ResultKind::solved;
        return commune.say(
            say, {{"code", code},
                  {"words", words},
                  {"name", name},
                  {"who", langnghe::name_of(context, change.step.kept_from)},
                  {"field", field_name(commune, after.field)},
                  {"area", after.area.empty() ? commune.say(Say::area_unknown) : name_of(terms.areas, after.area)},
                  {"department", name_of(terms.departments, department)},
                  {"channel", channel == commune.channels.end() ? after.channel : channel->second.label},
                  {"time", after.due_at ? to_vietnamese(*after.due_at) : commune.say(Say::time_undecided)},
                  {"kind", commune.say(label_of(kind))},
                  {"nature", commune.say(label_of(after.nature))},
                  {"status", commune.say(label_of(after.status))},
                  {"days", std::to_string(change.step.days)}});
    }
};

struct Told
{
    Action action;
    Say in_private;
    std::optional<Say> in_group;
    DeliveryKind kind = DeliveryKind::status;
    bool lasting = false;
};

constexpr auto status = DeliveryKind::status;
constexpr auto answer = DeliveryKind::answer;

constexpr std::array reporter_news{
    Told{Action::verify, Say::citizen_step_verified, {}},
    Told{Action::classify, Say::citizen_step_classified, {}},
    Told{Action::transfer, Say::citizen_step_transferred, Say::group_step_transferred},
    Told{Action::accept, Say::citizen_step_accepted, {}},
    Told{Action::ask, Say::citizen_step_asked, Say::group_step_asked, status, true},
    Told{Action::answer, Say::citizen_step_answered, Say::group_step_answered, answer, true},
    Told{Action::resolve, Say::citizen_step_resolved, Say::group_step_resolved, answer, true},
    Told{Action::answer_now, Say::citizen_step_resolved, Say::group_step_resolved, answer, true},
    Told{Action::publish, Say::citizen_step_published, {}, status, true},
    Told{Action::close, Say::citizen_step_closed, Say::group_step_closed, status, true},
    Told{Action::reject, Say::citizen_step_rejected, Say::group_step_rejected, answer, true},
    Told{Action::merge, Say::citizen_step_merged, {}, status, true},
    Told{Action::unmerge, Say::citizen_step_unmerged, {}, status, true},
    Told{Action::approve_extension, Say::citizen_step_extended, {}, status, true},
};

// Only what the law gives a way of its own is told; anything else goes on as before. In a group only of a complaint:
// who denounces or reports a crime is protected by the law, so the group does not even hear that it is one.
std::optional<Told> lawful_way(Nature nature)
{
    switch (nature) {
    case Nature::complaint:
        return Told{Action::set_nature, Say::citizen_step_complaint, Say::group_step_complaint, answer, true};
    case Nature::denunciation:
        return Told{Action::set_nature, Say::citizen_step_denunciation, {}, answer, true};
    case Nature::crime_report:
        return Told{Action::set_nature, Say::citizen_step_crime_report, {}, answer, true};
    default:
        return std::nullopt;
    }
}

std::optional<Told> told_by(const Change& change)
{
    if (change.step.action == Action::set_nature)
        return change.before.nature == change.after.nature ? std::nullopt : lawful_way(change.after.nature);
    const auto found = std::ranges::find(reporter_news, change.step.action, &Told::action);
    return found == reporter_news.end() ? std::nullopt : std::optional{*found};
}

Say of_nature(const Change& change)
{
    if (change.after.sealed())
        return Say::officer_sealed;
    return change.before.sealed() || change.before.suspected ? Say::officer_unsealed : Say::officer_case_disclosed;
}

Say official_sentence(const Change& change, bool veiled)
{
    switch (change.step.action) {
    case Action::transfer:
        return veiled ? Say::officer_case_discreet : Say::officer_case;
    case Action::assign:
        return Say::officer_case_assigned;
    case Action::supply:
        return Say::officer_case_supplied;
    case Action::give_back:
        return Say::officer_case_returned;
    case Action::ask_extension:
        return Say::officer_extension_asked;
    case Action::approve_extension:
        return Say::officer_extension_approved;
    case Action::reopen:
        return Say::officer_case_reopened;
    case Action::remark:
        return Say::officer_remark;
    case Action::answer_remark:
        return Say::officer_remark_answered;
    case Action::ask_recheck:
        return Say::officer_recheck_asked;
    case Action::close_recheck:
        return Say::officer_recheck_closed;
    case Action::reveal:
        return Say::officer_revealed;
    case Action::keep_out:
        return Say::officer_kept_out;
    case Action::set_nature:
        return of_nature(change);
    default:
        return Say::officer_kept_step;
    }
}

// What the citizens said goes out with these, or is withheld.
bool is_case(Action action)
{
    return action == Action::transfer || action == Action::assign || action == Action::set_nature;
}

// The case itself is what the citizens said; any other step is what the official said.
std::string official_words(Context& context, const Change& change)
{
    const Action action = change.step.action;
    if (action == Action::keep_out && !change.step.text.empty())
        return context.commune.say(Say::reason, {{"words", shown_words(change.step.text)}});
    if (!is_case(action))
        return shown_words(change.step.text);
    std::string words = citizens_words(context, change.after);
    const std::string before = action == Action::set_nature ? notes_for_department(context, change.after) : "";
    for (const std::string& note : {before, change.step.text})
        if (!note.empty())
            words += '\n' + context.commune.say(Say::officer_note, {{"note", shown_words(note)}});
    return words;
}

std::string name_of_actor(Context& context, const Actor& actor)
{
    const auto user = context.tx.people().find_user(actor.user);
    return user ? user->name : context.commune.name;
}

std::string code_of(Context& context, const Ticket& ticket) { return to_text(ticket.code, context.commune.letters); }

// News of what was reported in a group, but for the reporter's private chat alone.
bool is_told_aside(const Change& change, const Ticket& reported)
{
    return is_told_in_group(reported) && change.step.action == Action::set_nature &&
           change.after.nature == Nature::crime_report;
}

} // namespace

std::optional<News> for_reporter(Context& context, const Change& change, const Ticket& reported)
{
    const auto told = told_by(change);
    const bool aside = told && is_told_aside(change, reported);
    const bool in_group = is_told_in_group(reported) && !aside;
    if (!told || (in_group && !told->in_group))
        return std::nullopt;
    const std::string words = in_group ? text::mask_personal(change.step.text) : change.step.text;
    const Wording wording{context, change, code_of(context, reported), words};
    return News{wording(in_group ? *told->in_group : told->in_private), told->kind, told->lasting, aside};
}

std::string for_official(Context& context, const Actor& actor, const Change& change, bool veiled)
{
    const bool kept = change.after.sealed() || change.after.suspected;
    const std::string words = veiled ? context.commune.say(Say::words_withheld) : official_words(context, change);
    const Wording wording{context, change, code_of(context, change.after), words, name_of_actor(context, actor)};
    const Action action = change.step.action;
    std::string text =
        wording(kept && action != Action::set_nature ? Say::officer_kept_step : official_sentence(change, veiled));
    if (!kept && is_case(action) && holds_burst(context, change.after))
        text += "\n\n" + context.commune.say(Say::desk_burst);
    return text;
}

std::string for_groups(Context& context, const Change& change)
{
    const bool published = change.step.action == Action::publish;
    const Wording wording{context, change, code_of(context, change.after), change.after.public_text};
    return wording(published ? Say::group_published : Say::group_case);
}

std::string citizens_words(Context& context, const Ticket& ticket)
{
    std::string words;
    for (const MessageRow& row : context.tx.messages().of_ticket(ticket.id)) {
        const std::string& newest = row.versions.empty() ? row.text : row.versions.back();
        if (!newest.empty())
            words += (words.empty() ? "" : "\n") + newest;
    }
    if (words.empty())
        words = context.commune.say(Say::words_none);
    return text::shorten(text::mask_personal(words), longest_words);
}

} // namespace langnghe::process
