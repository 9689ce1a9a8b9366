#include "core/process/tell.hpp"

#include "core/intake/announce.hpp"
#include "core/officer/offers.hpp"
#include "core/outbox/post.hpp"
#include "core/process/followers.hpp"
#include "core/process/named.hpp"
#include "core/process/news.hpp"
#include "core/process/reporters.hpp"
#include "core/process/route.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::process {
namespace {

// Letters on their way to the outbox: one for each chat, however many steps it tells.
class Mail
{
public:
    // `step`: which one it tells; a chat hears of each once.
    void add(Letter letter, std::size_t step)
    {
        const auto known = std::ranges::find_if(entries_, [&](const Entry& entry) {
            return entry.letter.channel == letter.channel && entry.letter.to.id == letter.to.id;
        });
        if (known == entries_.end()) {
            entries_.push_back({std::move(letter), step});
            return;
        }
        if (std::exchange(known->step, step) == step)
            return;
        known->letter.text += "\n\n" + letter.text;
        std::ranges::move(letter.buttons, std::back_inserter(known->letter.buttons));
        std::ranges::move(letter.files, std::back_inserter(known->letter.files));
    }

    void send(Context& context)
    {
        for (Entry& entry : entries_)
            post(context, std::move(entry.letter));
    }

private:
    struct Entry
    {
        Letter letter;
        std::size_t step = 0; // the last one in it
    };
    std::vector<Entry> entries_;
};

struct Telling
{
    Context& context;
    const Actor& actor;
    const std::vector<Change>& changes;
    Mail mail{};
};

Priority priority_of(const Ticket& ticket)
{
    return ticket.urgency == Urgency::urgent ? Priority::urgent : Priority::normal;
}

bool tells_reporter(const Change& change)
{
    const Tells tells = change.rule->tells;
    return tells == Tells::reporter || tells == Tells::reporter_and_department || tells == Tells::reporter_and_groups;
}

void tell_aside(Telling& telling, const Ticket& reported, News news)
{
    auto letter = letter_to_reporter(telling.context, telling.actor, reported, true);
    if (!letter)
        return;
    letter->kind = news.kind;
    letter->text = std::move(news.text);
    telling.mail.add(std::move(*letter), telling.changes.size());
}

// What a later step says again is left out: the last one stands for the way there.
void tell_reporter(Telling& telling, const Ticket& reported)
{
    auto addressed = letter_to_reporter(telling.context, telling.actor, reported);
    Letter letter = addressed ? std::move(*addressed) : Letter{};
    std::string passing;
    for (const Change& change : telling.changes) {
        auto news = tells_reporter(change) ? for_reporter(telling.context, change, reported) : std::nullopt;
        if (news && news->aside)
            tell_aside(telling, reported, std::move(*news));
        else if (!addressed)
            news.reset();
        if (!news || news->aside)
            continue;
        passing = news->lasting ? std::string{} : news->text;
        if (!news->lasting)
            continue;
        letter.text += (letter.text.empty() ? "" : "\n\n") + news->text;
        if (news->kind == DeliveryKind::answer)
            letter.kind = DeliveryKind::answer;
        if (change.step.action == Action::resolve || change.step.action == Action::answer)
            std::ranges::copy(change.step.files, std::back_inserter(letter.files));
    }
    if (!passing.empty())
        letter.text += (letter.text.empty() ? "" : "\n\n") + passing;
    if (!letter.text.empty())
        telling.mail.add(std::move(letter), telling.changes.size());
}

// A merged ticket's own reporters hear that it was merged; of anything else, all those of its master hear.
void tell_reporters(Telling& telling)
{
    for (const Ticket& reported : with_followers(telling.context, telling.changes.back().after))
        tell_reporter(telling, reported);
}

Letter push(const Ticket& ticket, std::string text)
{
    Letter letter;
    letter.ticket = ticket.id;
    letter.kind = DeliveryKind::push;
    letter.priority = priority_of(ticket);
    letter.text = std::move(text);
    return letter;
}

void tell_users(Telling& telling, std::size_t step, const std::vector<User>& users, bool veiled)
{
    const Change& change = telling.changes[step];
    if (users.empty())
        return;
    const Letter letter = push(change.after, for_official(telling.context, telling.actor, change, veiled));
    for (const User& user : users) {
        const auto way = way_to(telling.context.tx, telling.context.commune, user, telling.context.now);
        if (user.id == telling.actor.user || !way)
            continue;
        Letter own = letter;
        own.channel = way->channel;
        own.to.id = way->external_id;
        // On the ticket as it is now: what an earlier step left is stale.
        if (step + 1 == telling.changes.size())
            own.buttons = officer::offers(telling.context, user, change.after);
        telling.mail.add(std::move(own), step);
    }
}

void tell_group(Telling& telling, std::size_t step, const Group& group)
{
    const Change& change = telling.changes[step];
    Letter letter = push(change.after, for_groups(telling.context, change));
    letter.channel = group.channel;
    letter.to.id = group.chat;
    letter.to.kind = ChatKind::group;
    if (change.step.action == Action::publish)
        letter.files = change.step.files;
    telling.mail.add(std::move(letter), step);
}

bool is_listed(const Route& route, const std::string& key)
{
    return !key.empty() && std::ranges::find(route.groups, key) != route.groups.end();
}

// Those of the department that gets it, and those that its route names.
void tell_handling_groups(Telling& telling, std::size_t step)
{
    const Ticket& ticket = telling.changes[step].after;
    const Route route = route_of(telling.context.commune.taxonomy, ticket);
    for (const Group& group : telling.context.tx.groups().list()) {
        if (holds(telling.changes[step].course.kept_from, {group.organization, UserId::none}))
            continue;
        const bool meant = group.organization == ticket.department || is_listed(route, group.organization) ||
                           is_listed(route, group.area);
        if (group.bound && !group.unreachable && meant)
            tell_group(telling, step, group);
    }
}

void tell_following_groups(Telling& telling, std::size_t step)
{
    for (const Group& group : telling.context.tx.groups().list())
        if (concerns(telling.context.commune.taxonomy, group, telling.changes[step].after))
            tell_group(telling, step, group);
}

// What an official said is for officials to read; a citizen's words are withheld until the nature is set.
bool is_veiled(const Telling& telling, const Change& change)
{
    if (change.after.sealed() || change.after.suspected)
        return true;
    const Action action = change.step.action;
    const bool citizens = action == Action::transfer || action == Action::assign || action == Action::supply ||
                          telling.actor.roles.has(Role::citizen);
    return citizens && change.after.discreet();
}

void tell_department(Telling& telling, std::size_t step)
{
    const Change& change = telling.changes[step];
    tell_users(telling, step, in_charge_of(telling.context, change.after), is_veiled(telling, change));
    if (change.step.action == Action::transfer && !change.after.sealed() && !change.after.suspected)
        tell_handling_groups(telling, step);
}

// Whoever may reopen a ticket hears that its result is to be looked at again, beside whoever gave it.
void tell_intake_too(Telling& telling, std::size_t step)
{
    const Ticket& ticket = telling.changes[step].after;
    std::vector<User> hearers = in_charge_of(telling.context, ticket);
    for (auto& others :
         {leaders_of(telling.context, ticket), watchers_of(telling.context, ticket, Role::front_officer)})
        for (const User& user : others)
            if (std::ranges::find(hearers, user.id, &User::id) == hearers.end())
                hearers.push_back(user);
    tell_users(telling, step, hearers, is_veiled(telling, telling.changes[step]));
}

// The keeper, when it is sealed; intake, when it is not any more; whoever has it in hand, when its words were withheld
// from him until now.
void tell_of_nature(Telling& telling, std::size_t step)
{
    const auto& [rule, act, before, after, course] = telling.changes[step];
    const bool was_hidden = before.sealed() || before.suspected;
    if (after.sealed() != before.sealed() || (was_hidden && !after.sealed()))
        tell_users(telling, step,
                   watchers_of(telling.context, after, after.sealed() ? Role::keeper : Role::front_officer), false);
    if (before.discreet() && !after.discreet() && !after.department.empty() && is_open(after.status))
        tell_users(telling, step, in_charge_of(telling.context, after), false);
}

void tell_officials(Telling& telling, std::size_t step)
{
    Context& context = telling.context;
    const Change& change = telling.changes[step];
    const Ticket& ticket = change.after;
    const bool hidden = ticket.sealed() || ticket.suspected;
    if (change.step.action == Action::set_nature)
        return tell_of_nature(telling, step);
    switch (change.rule->tells) {
    case Tells::nobody:
    case Tells::reporter:
        return;
    case Tells::department:
    case Tells::reporter_and_department:
    case Tells::officers:
        return tell_department(telling, step);
    case Tells::officers_and_intake:
        return tell_intake_too(telling, step);
    case Tells::reporter_and_groups:
        return tell_following_groups(telling, step);
    case Tells::intake:
        return tell_users(telling, step, watchers_of(context, ticket, Role::front_officer), hidden);
    case Tells::leaders:
        return tell_users(telling, step, leaders_of(context, ticket), hidden);
    case Tells::supervisors:
        return tell_users(telling, step, watchers_of(context, ticket, hidden ? Role::keeper : Role::supervisor),
                          hidden);
    }
}

} // namespace

void tell(Context& context, const Actor& actor, const std::vector<Change>& changes)
{
    Telling telling{context, actor, changes};
    tell_reporters(telling);
    for (std::size_t step = 0; step < changes.size(); ++step)
        tell_officials(telling, step);
    telling.mail.send(context);
    if (may_keep_out(changes.back().step.action))
        tell_unkept(context, changes.back().after);
}

} // namespace langnghe::process
