#include "core/intake/announce.hpp"

#include "core/message/say.hpp"
#include "core/officer/offers.hpp"
#include "core/outbox/post.hpp"
#include "core/process/act.hpp"
#include "core/process/route.hpp"
#include "core/text/cut.hpp"
#include "core/text/mask.hpp"

#include <algorithm>
#include <utility>

namespace langnghe {
namespace {

constexpr std::size_t longest_words = 900; // UTF-16 units: a push stays one message on every channel

struct Facts
{
    std::string code;
    std::string channel;
    std::string time;
    std::string area;
};

Facts facts_of(const Context& context, const Ticket& ticket)
{
    const auto channel = context.commune.channels.find(ticket.channel);
    return {to_text(ticket.code, context.commune.letters),
            channel == context.commune.channels.end() ? ticket.channel : channel->second.label,
            to_vietnamese(context.now),
            ticket.area.empty() ? context.commune.say(Say::area_unknown)
                                : name_of(context.commune.taxonomy.areas, ticket.area)};
}

Letter push(const Ticket& ticket, std::string text)
{
    Letter letter;
    letter.ticket = ticket.id;
    letter.kind = DeliveryKind::push;
    letter.priority = ticket.urgency == Urgency::urgent ? Priority::urgent : Priority::normal;
    letter.text = std::move(text);
    return letter;
}

// With what he may do about it.
void push_to(Context& context, const User& user, const Ticket& ticket, Letter letter)
{
    letter.buttons = officer::offers(context, user, ticket);
    post_to_user(context, user, std::move(letter));
}

// A ticket on which nobody acted yet is kept from nobody, unless it follows another or may be a denunciation.
KeptFrom kept_from_of(Context& context, const Ticket& ticket)
{
    const bool fresh = ticket.version <= 1 && ticket.follows == TicketId::none && !ticket.suspected;
    return fresh ? KeptFrom{} : course_of(context, ticket).kept_from;
}

void push_to_role(Context& context, Role role, const Ticket& ticket, const Letter& letter,
                  UserId but_not = UserId::none)
{
    const KeptFrom kept = kept_from_of(context, ticket);
    for (const User& user : context.tx.people().users())
        if (!user.disabled && user.roles.has(role) && user.id != but_not &&
            !is_kept_from(kept, user.id, user.department))
            push_to(context, user, ticket, letter);
}

bool is_department(const Taxonomy& taxonomy, const std::string& key)
{
    return std::ranges::any_of(taxonomy.departments, [&](const Term& term) { return term.key == key; });
}

// New tickets are many: a group of no area hears of what comes of them, unless the commune says otherwise.
bool hears_new(const Taxonomy& taxonomy, const Group& group, const Ticket& ticket)
{
    const bool meant =
        !group.area.empty() || std::ranges::find(taxonomy.hear_new, group.organization) != taxonomy.hear_new.end();
    return meant && concerns(taxonomy, group, ticket);
}

bool is_new(const Ticket& ticket)
{
    return ticket.status == Status::received || ticket.status == Status::verified ||
           ticket.status == Status::classified;
}

// `of_area`: only those of its area, where the others have heard of it.
void push_to_groups(Context& context, const Ticket& ticket, const std::string& text, bool of_area = false)
{
    for (const Group& group : context.tx.groups().list()) {
        if (!hears_new(context.commune.taxonomy, group, ticket) || (of_area && group.area.empty()))
            continue;
        Letter letter = push(ticket, text);
        letter.channel = group.channel;
        letter.to.id = group.chat;
        letter.to.kind = ChatKind::group;
        post(context, std::move(letter));
    }
}

std::string added(const Context& context, const Ticket& ticket, const Facts& facts, const Addition& addition,
                  const std::string& words)
{
    const Catalogue& say = context.commune.say;
    if (addition.supplied)
        return say(
            Say::officer_case_supplied,
            {{"code", facts.code}, {"time", to_vietnamese(ticket.due_at.value_or(context.now))}, {"words", words}});
    const std::string text = say(addition.by ? Say::officer_noted : Say::officer_added,
                                 {{"code", facts.code},
                                  {"channel", facts.channel},
                                  {"time", facts.time},
                                  {"name", addition.by ? addition.by->name : std::string{}},
                                  {"words", words}});
    return addition.burst ? text + "\n\n" + say(Say::desk_burst) : text;
}

// True when the ticket is the keeper's alone, who has then been told: without words.
bool told_keeper(Context& context, const Ticket& ticket, const Facts& facts)
{
    if (!ticket.suspected && !ticket.sealed())
        return false;
    push_to_role(
        context, Role::keeper, ticket,
        push(ticket, context.commune.say(Say::officer_suspected,
                                         {{"code", facts.code}, {"channel", facts.channel}, {"time", facts.time}})));
    return true;
}

std::string news_for_groups(const Context& context, const Facts& facts)
{
    return context.commune.say(
        Say::group_new, {{"code", facts.code}, {"channel", facts.channel}, {"time", facts.time}, {"area", facts.area}});
}

} // namespace

bool concerns(const Taxonomy& taxonomy, const Group& group, const Ticket& ticket)
{
    const bool reported_here = ticket.in_group && group.channel == ticket.channel && group.chat == ticket.chat;
    if (reported_here || !group.bound || group.unreachable)
        return false;
    if (is_department(taxonomy, group.organization))
        return group.organization == ticket.department;
    return group.area.empty() || group.area == ticket.area;
}

std::string words_of(const Context& context, const Message& message)
{
    if (!message.text.empty())
        return message.text;
    std::string kinds;
    for (const Attachment& attachment : message.attachments) {
        const std::string kind = context.commune.say(label_of(attachment.kind));
        if (kinds.find(kind) == std::string::npos)
            kinds += (kinds.empty() ? "" : ", ") + kind;
    }
    if (kinds.empty() && message.position)
        kinds = context.commune.say(Say::kind_location);
    return context.commune.say(Say::no_words, {{"kinds", kinds}});
}

std::string area_for_officials(const Commune& commune, const Ticket& ticket, std::string_view words)
{
    if (!ticket.area.empty())
        return name_of(commune.taxonomy.areas, ticket.area);
    const Term* guess = guess_area(commune.taxonomy, words);
    return guess == nullptr ? commune.say(Say::area_unknown) : commune.say(Say::area_guess, {{"area", guess->name}});
}

std::string shown_words(const std::string& words) { return text::shorten(text::mask_personal(words), longest_words); }

void announce_new(Context& context, const Ticket& ticket, const std::string& words, UserId but_not, Say sentence)
{
    const Facts facts = facts_of(context, ticket);
    const Catalogue& say = context.commune.say;
    if (told_keeper(context, ticket, facts))
        return;
    push_to_groups(context, ticket, news_for_groups(context, facts));
    push_to_role(context, Role::front_officer, ticket,
                 push(ticket, say(sentence, {{"code", facts.code},
                                             {"channel", facts.channel},
                                             {"time", facts.time},
                                             {"area", area_for_officials(context.commune, ticket, words)},
                                             {"words", shown_words(words)}})),
                 but_not);
}

void announce_added(Context& context, const Ticket& ticket, const std::string& words, const Addition& addition)
{
    const Facts facts = facts_of(context, ticket);
    if (told_keeper(context, ticket, facts))
        return;
    const auto letter = [&](const std::string& shown) {
        return push(ticket, added(context, ticket, facts, addition, shown));
    };
    const UserId speaker = addition.by ? addition.by->id : addition.passed_on_by;
    const auto handling = ticket.department.empty() ? std::vector<User>{} : in_charge_of(context, ticket);
    const bool intake_too = handling.empty() || ticket.discreet() || !is_open(ticket.status); // they may reopen it
    const Letter theirs = letter(ticket.discreet() ? context.commune.say(Say::words_withheld) : shown_words(words));
    for (const User& user : handling)
        if (user.id != speaker && !(intake_too && user.roles.has(Role::front_officer)))
            push_to(context, user, ticket, theirs);
    if (intake_too)
        push_to_role(context, Role::front_officer, ticket, letter(shown_words(words)), speaker);
}

void announce_placed(Context& context, const Ticket& ticket, bool officers)
{
    if (ticket.suspected || ticket.sealed())
        return;
    Facts facts = facts_of(context, ticket);
    facts.time = to_vietnamese(ticket.created_at);
    if (is_new(ticket))
        push_to_groups(context, ticket, news_for_groups(context, facts), true);
    if (!officers)
        return;
    const std::string text = context.commune.say(Say::officer_placed, {{"code", facts.code}, {"area", facts.area}});
    for (const User& user : in_charge_of(context, ticket))
        push_to(context, user, ticket, push(ticket, text));
}

void announce_merged(Context& context, const Ticket& ticket, const Ticket& master)
{
    const std::string text =
        context.commune.say(Say::officer_merged, {{"code", to_text(ticket.code, context.commune.letters)},
                                                  {"master", to_text(master.code, context.commune.letters)}});
    auto hearers = in_charge_of(context, master);
    for (const User& user : in_charge_of(context, ticket))
        if (std::ranges::find(hearers, user.id, &User::id) == hearers.end() && may_see(context, actor_of(user), master))
            hearers.push_back(user);
    for (const User& user : hearers)
        push_to(context, user, master, push(master, text));
}

} // namespace langnghe
