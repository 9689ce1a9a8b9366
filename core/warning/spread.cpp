#include "core/warning/spread.hpp"

#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/people/erasure.hpp"
#include "core/store/warnings.hpp"
#include "core/text/utf8.hpp"
#include "core/warning/raise.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe::warning {
namespace {

bool concerns(const Group& group, const Warning& warning)
{
    return group.bound && !group.unreachable &&
           (warning.area.empty() || group.area.empty() || group.area == warning.area);
}

void send_to_person(Context& context, const Warning& warning, const Identity& person)
{
    Letter letter;
    letter.channel = person.channel;
    letter.to.id = person.external_id;
    letter.kind = DeliveryKind::alert;
    letter.text = warning.text;
    letter.buttons.push_back({context.commune.say(Say::button_safe), button_data(warning.id, "safe"), {}});
    letter.buttons.push_back({context.commune.say(Say::button_need_help), button_data(warning.id, "help"), {}});
    post(context, std::move(letter));
}

// Who stopped news was promised alerts all the same. Of the erased no row is made.
void reach(Context& context, const Warning& warning, IdentityId id)
{
    const auto person = context.tx.people().find(id);
    if (!person || is_erased(*person) || context.tx.warnings().answer(warning.id, id))
        return;
    WarningAnswer answer;
    answer.warning = warning.id;
    answer.person = id;
    if (may_write_to(context.commune, *person, context.now))
        send_to_person(context, warning, *person);
    else
        answer.kind = WarningAnswer::Kind::unreachable;
    context.tx.warnings().save(answer);
}

void tell_author(Context& context, const Warning& warning)
{
    const auto author = context.tx.people().find_user(warning.author);
    if (!author)
        return;
    Letter letter;
    letter.kind = DeliveryKind::reply;
    letter.priority = Priority::urgent;
    letter.text = summary(context, warning);
    post_to_user(context, *author, std::move(letter));
}

} // namespace

std::string area_name(const Commune& commune, std::string_view area)
{
    return area.empty() ? commune.say(Say::warning_everywhere) : name_of(commune.taxonomy.areas, area);
}

std::string button_data(WarningId id, std::string_view what)
{
    return fmt::format("ln:warning:{}:{}", number(id), what);
}

std::string without_words(std::string_view text, std::ptrdiff_t count)
{
    for (; count > 0; --count) {
        text = text::trim(text);
        text.remove_prefix(std::min(text.size(), text.find(' ')));
    }
    return std::string{text::trim(text)};
}

void send_to_groups(Context& context, const Warning& warning)
{
    for (const Group& group : context.tx.groups().list()) {
        if (!concerns(group, warning))
            continue;
        Letter letter;
        letter.channel = group.channel;
        letter.to.id = group.chat;
        letter.to.kind = ChatKind::group;
        letter.kind = DeliveryKind::alert;
        letter.text = context.commune.say(Say::warning_in_group, {{"text", warning.text}});
        post(context, std::move(letter));
        context.tx.warnings().count_group(warning.id);
    }
}

bool spread(Context& context, int limit)
{
    auto open = context.tx.warnings().in_state(Warning::State::spreading);
    if (open.empty())
        return false;
    Warning& warning = open.front();
    const auto people = context.tx.warnings().people_after(warning.reached, warning.area, limit);
    for (const Neighbour& next : people) {
        if (next.concerned)
            reach(context, warning, next.person);
        warning.reached = next.person;
    }
    const bool done = people.size() < static_cast<std::size_t>(limit);
    if (done)
        warning.state = Warning::State::sent;
    context.tx.warnings().save(warning);
    if (done)
        tell_author(context, warning);
    return !done || open.size() > 1;
}

std::string summary(Context& context, const Warning& warning)
{
    const WarningFigures figures = context.tx.warnings().figures(warning.id);
    const Catalogue& say = context.commune.say;
    const auto text = [](std::int64_t count) { return std::to_string(count); };
    return say(Say::warning_counts, {{"number", text(number(warning.id))},
                                     {"area", area_name(context.commune, warning.area)},
                                     {"groups", text(figures.groups)},
                                     {"people", text(figures.people)},
                                     {"unreachable", text(figures.unreachable)}}) +
           '\n' + say(Say::warning_answers, {{"safe", text(figures.safe)}, {"help", text(figures.help)}});
}

} // namespace langnghe::warning
