#include "core/process/named.hpp"

#include "core/commune/person_name.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/process/act.hpp"
#include "core/process/followers.hpp"
#include "core/process/route.hpp"
#include "core/process/withhold.hpp"
#include "core/store/courses.hpp"
#include "core/store/worklists.hpp"
#include "core/ticket/hidden.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::process {
namespace {

constexpr int most_looked_at = 1000;

KeptFrom named_in(Context& context, std::string_view words)
{
    KeptFrom named;
    Spoken spoken{words};
    if (const Term* unit = mentioned_department(context.commune.taxonomy, words))
        named = with(std::move(named), {unit->key, UserId::none});
    for (const User& user : context.tx.people().users()) {
        if (user.disabled || !spoken.names(user.name))
            continue;
        named = with(std::move(named), {{}, user.id});
        named = with(std::move(named), {user.department, UserId::none});
    }
    return named;
}

bool reaches_keeper(Context& context, const Ticket& ticket)
{
    return std::ranges::any_of(watchers_of(context, ticket, Role::keeper), [&](const User& user) {
        return way_to(context.tx, context.commune, user, context.now).has_value();
    });
}

} // namespace

KeptFrom with_named(Context& context, const Ticket& ticket, std::string_view words, KeptFrom kept_from)
{
    if (!is_hidden(ticket))
        return kept_from;
    const KeptFrom named = named_in(context, words);
    if (ticket.sealed()) {
        for (const Party& party : named)
            kept_from = with(std::move(kept_from), party);
        return kept_from;
    }
    for (const User& user : context.tx.people().users())
        if (user.roles.has(Role::keeper) && is_kept_from(named, user.id, user.department))
            kept_from = with(std::move(kept_from), {{}, user.id});
    return kept_from;
}

std::string all_words(Context& context, const Ticket& ticket)
{
    std::string words;
    for (const Ticket& each : with_followers(context, ticket))
        for (const journal::Entry& entry : context.tx.journal().of_ticket(each.id))
            if (entry.text && (entry.action == name_of(Action::receive) || entry.action == "message" ||
                               entry.action == "edit" || entry.action == "note"))
                words += *entry.text + '\n';
    return words;
}

std::string keep_from_named(Context& context, const Ticket& before, const Ticket& ticket, std::string_view words)
{
    if (!is_hidden(ticket))
        return {};
    Course course = course_of(context, ticket);
    KeptFrom kept_from = with_named(context, ticket, words, course.kept_from);
    const bool added = kept_from != course.kept_from;
    if (added) {
        course.kept_from = std::move(kept_from);
        context.tx.courses().save(course);
        withhold(context, ticket, course.kept_from);
    }
    if (added || !is_hidden(before))
        tell_unkept(context, ticket);
    return added ? ";kept_from=" + to_text(course.kept_from) : std::string{};
}

std::size_t kept_from_all_keepers(Tx& tx)
{
    auto keepers = tx.people().users();
    std::erase_if(keepers, [](const User& user) { return user.disabled || !user.roles.has(Role::keeper); });
    const auto items = tx.worklists().kept(most_looked_at);
    const auto is_unkept = [&](const WorkItem& item) {
        const auto course = tx.courses().find(item.ticket);
        return course && std::ranges::all_of(keepers, [&](const User& keeper) {
                   return is_kept_from(course->kept_from, keeper.id, keeper.department);
               });
    };
    return keepers.empty() ? 0 : static_cast<std::size_t>(std::ranges::count_if(items, is_unkept));
}

void tell_unkept(Context& context, const Ticket& ticket)
{
    if (!is_hidden(ticket) || reaches_keeper(context, ticket))
        return;
    const KeptFrom kept_from = course_of(context, ticket).kept_from;
    for (const User& user : context.tx.people().users()) {
        if (user.disabled || !user.roles.has(Role::administrator) || is_kept_from(kept_from, user.id, user.department))
            continue;
        Letter letter;
        letter.ticket = ticket.id;
        letter.kind = DeliveryKind::push;
        letter.text =
            context.commune.say(Say::officer_unkept, {{"code", to_text(ticket.code, context.commune.letters)}});
        post_to_user(context, user, std::move(letter));
    }
}

} // namespace langnghe::process
