#include "core/warning/raise.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/message/template.hpp"
#include "core/outbox/post.hpp"
#include "core/store/warnings.hpp"
#include "core/text/cut.hpp"
#include "core/text/fold.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "core/warning/spread.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace langnghe::warning {
namespace {

constexpr Duration patience = std::chrono::hours{1}; // a draft is no longer true after it
constexpr std::size_t longest = 280;                 // UTF-16 units of what the people read

const WarningTemplate* template_of(const Taxonomy& taxonomy, std::string_view key)
{
    const auto found = std::ranges::find(taxonomy.warnings, key, &WarningTemplate::key);
    return found == taxonomy.warnings.end() ? nullptr : &*found;
}

bool may_alert(const Actor& actor) { return actor.user != UserId::none && may(actor.roles, Right::alert, {}); }

std::string text_of(const Commune& commune, const WarningTemplate* kind, const Request& request)
{
    const std::string area = area_name(commune, request.area);
    std::string text;
    if (kind != nullptr)
        if (const auto parsed = message::Template::parse(kind->text))
            text = parsed->render(std::array{message::Field{"area", area}});
    if (!request.words.empty())
        text += (text.empty() ? "" : " ") + request.words;
    return text::shorten(text::clean_inbound(text), longest);
}

void record(Context& context, const Actor& actor, const Warning& warning, const char* action)
{
    journal::record(context,
                    {.actor = actor.name,
                     .action = action,
                     .facts = fmt::format("warning={};kind={};area={}", number(warning.id), warning.kind, warning.area),
                     .text = warning.text});
}

Letter with_buttons(const Context& context, const Warning& warning, std::string text)
{
    Letter letter;
    letter.kind = DeliveryKind::reply;
    letter.priority = Priority::urgent;
    letter.text = std::move(text);
    letter.buttons.push_back({context.commune.say(Say::button_send_warning), button_data(warning.id, "yes"), {}});
    letter.buttons.push_back({context.commune.say(Say::button_drop_warning), button_data(warning.id, "no"), {}});
    return letter;
}

void ask_the_others(Context& context, const Warning& warning)
{
    const auto author = context.tx.people().find_user(warning.author);
    const Letter letter =
        with_buttons(context, warning,
                     context.commune.say(Say::warning_second, {{"name", author ? author->name : std::string{}},
                                                               {"area", area_name(context.commune, warning.area)},
                                                               {"text", warning.text}}));
    for (const User& user : context.tx.people().users())
        if (!user.disabled && user.id != warning.author && may(user.roles, Right::alert, {}))
            post_to_user(context, user, letter);
}

bool is_enough(Context& context, const Warning& warning)
{
    const auto users = context.tx.warnings().confirmed_by(warning.id);
    return static_cast<int>(users.size()) >= warning.needed && std::ranges::find(users, warning.author) != users.end();
}

Result<Warning> drafted(Context& context, const Actor& actor, WarningId id)
{
    if (!may_alert(actor))
        return Errc::not_allowed;
    const auto warning = context.tx.warnings().find(id);
    if (!warning)
        return Errc::not_found;
    if (warning->state != Warning::State::drafted || context.now > warning->drafted_at + patience)
        return Errc::wrong_state;
    return *warning;
}

} // namespace

Request read_request(const Taxonomy& taxonomy, std::string_view typed)
{
    Request request;
    request.words = text::trim(typed);
    // The longest beginning that is the name of a template; then the area, wherever it stands.
    const std::string folded = text::fold_words(typed);
    std::size_t longest_name = 0;
    const auto begins_with = [&](const WarningTemplate& kind, const std::string& name) {
        const std::string known = text::fold_words(name);
        const bool fits = folded.starts_with(known) && (folded.size() == known.size() || folded[known.size()] == ' ');
        if (fits && known.size() > longest_name) {
            longest_name = known.size();
            request.kind = kind.key;
        }
    };
    for (const WarningTemplate& kind : taxonomy.warnings) {
        begins_with(kind, kind.name);
        for (const std::string& alias : kind.aliases)
            begins_with(kind, alias);
    }
    if (const Term* area = mentioned_area(taxonomy, typed))
        request.area = area->key;
    const std::string_view name = std::string_view{folded}.substr(0, longest_name);
    if (!request.kind.empty())
        request.words = without_words(request.words, std::ranges::count(name, ' ') + 1);
    return request;
}

Result<Warning> draft(Context& context, const Actor& author, const Request& request)
{
    if (!may_alert(author))
        return Errc::not_allowed;
    const Taxonomy& taxonomy = context.commune.taxonomy;
    const WarningTemplate* kind = template_of(taxonomy, request.kind);
    const bool known_area =
        request.area.empty() || std::ranges::find(taxonomy.areas, request.area, &Term::key) != taxonomy.areas.end();
    if ((kind == nullptr && !request.kind.empty()) || !known_area)
        return Errc::malformed;
    Warning warning;
    warning.kind = request.kind;
    warning.area = request.area;
    warning.text = text_of(context.commune, kind, request);
    if (warning.text.empty())
        return Errc::missing_text;
    warning.needed = kind != nullptr && kind->author_alone ? 1 : 2;
    warning.author = author.user;
    warning.drafted_at = context.now;
    warning = context.tx.warnings().add(warning);
    record(context, author, warning, "warning_draft");
    const auto user = context.tx.people().find_user(author.user);
    if (user)
        post_to_user(
            context, *user,
            with_buttons(context, warning,
                         context.commune.say(Say::warning_preview, {{"area", area_name(context.commune, warning.area)},
                                                                    {"text", warning.text}})));
    return warning;
}

Result<Warning> confirm(Context& context, const Actor& actor, WarningId id)
{
    auto found = drafted(context, actor, id);
    if (!found)
        return found.error();
    Warning& warning = *found;
    if (!context.tx.warnings().confirm(id, actor.user, context.now))
        return warning;
    record(context, actor, warning, "warning_confirm");
    if (!is_enough(context, warning)) {
        if (actor.user == warning.author)
            ask_the_others(context, warning);
        return warning;
    }
    warning.state = Warning::State::spreading;
    warning.confirmed_at = context.now;
    context.tx.warnings().save(warning);
    send_to_groups(context, warning);
    return warning;
}

Result<Warning> withdraw(Context& context, const Actor& actor, WarningId id)
{
    auto found = drafted(context, actor, id);
    if (!found)
        return found.error();
    found->state = Warning::State::dropped;
    context.tx.warnings().save(*found);
    record(context, actor, *found, "warning_drop");
    return found;
}

} // namespace langnghe::warning
