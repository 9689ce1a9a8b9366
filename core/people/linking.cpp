#include "core/people/linking.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"
#include "core/outbox/post.hpp"
#include "core/outbox/withdraw.hpp"
#include "core/people/identify.hpp"
#include "core/people/link_code.hpp"
#include "core/people/rights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace langnghe {
namespace {

void answer(Context& context, const std::string& channel, const Message& message, std::string text)
{
    Letter letter;
    letter.channel = channel;
    letter.to = message.chat;
    letter.text = std::move(text);
    if (message.chat.kind == ChatKind::group)
        letter.reply_to = message.id;
    post(context, std::move(letter));
}

// The code behind what was typed, if it is one and still good.
std::optional<LinkCode> live_code(Context& context, std::string_view typed)
{
    const auto normalised = normalise_link_code(typed);
    if (!normalised)
        return std::nullopt;
    auto code = context.tx.people().find_code(link_code_digest(*normalised));
    if (code && code->expires_at <= context.now)
        return std::nullopt;
    return code;
}

bool tried_too_often(Context& context, const Identity& identity)
{
    return context.tx.people().wrong_tries_since(identity.id, context.now - std::chrono::hours{1}) >=
           link_tries_per_hour;
}

// A user's code that a whole group has read is good for nobody.
void burn_user_code(Context& context, std::string_view typed)
{
    if (const auto code = live_code(context, typed); code && code->user != UserId::none)
        context.tx.people().burn_code(code->digest);
}

// A use of the code, right or wrong, that the caller may act on; nothing after an answer was given.
std::optional<LinkCode> redeem(Context& context, const Identity& identity, const Message& message,
                               std::string_view typed, bool for_group)
{
    if (tried_too_often(context, identity)) {
        if (for_group)
            burn_user_code(context, typed);
        answer(context, identity.channel, message, context.commune.say(Say::link_too_many));
        return std::nullopt;
    }
    auto code = live_code(context, typed);
    if (!code || (code->user == UserId::none) != for_group) {
        if (for_group)
            burn_user_code(context, typed);
        context.tx.people().add_wrong_try(identity.id, context.now);
        answer(context, identity.channel, message, context.commune.say(for_group ? Say::bind_wrong : Say::link_wrong));
        return std::nullopt;
    }
    context.tx.people().burn_code(code->digest);
    return code;
}

void tell_other_identities(Context& context, const User& user, const Identity& linked)
{
    const auto channel = context.commune.channels.find(linked.channel);
    const std::string label = channel == context.commune.channels.end() ? linked.channel : channel->second.label;
    for (const Identity& other : context.tx.people().identities_of(user.id)) {
        if (other.id == linked.id)
            continue;
        Letter letter;
        letter.channel = other.channel;
        letter.to.id = other.external_id;
        letter.kind = DeliveryKind::push;
        letter.text = context.commune.say(
            Say::link_told, {{"name", user.name}, {"channel", label}, {"time", to_vietnamese(context.now)}});
        post(context, std::move(letter));
    }
}

} // namespace

std::string issue_code(Context& context, LinkCode purpose)
{
    std::array<std::uint8_t, 10> bytes{};
    const auto random = context.random();
    std::copy_n(random.begin(), bytes.size(), bytes.begin());
    std::string code = make_link_code(bytes);
    purpose.digest = link_code_digest(*normalise_link_code(code));
    purpose.expires_at = context.now + link_code_life;
    context.tx.people().add_code(purpose);
    return code;
}

void link_identity(Context& context, Identity identity, const Message& message, std::string_view typed)
{
    if (typed.empty())
        return answer(context, identity.channel, message, context.commune.say(Say::link_usage));
    const auto code = redeem(context, identity, message, typed, false);
    if (!code)
        return;
    const auto user = context.tx.people().find_user(code->user);
    if (!user || user->disabled)
        return answer(context, identity.channel, message, context.commune.say(Say::link_wrong));
    identity.user = user->id;
    identity.greeted = true;
    identity.terms = context.commune.rules.privacy.terms_version;
    context.tx.people().save(identity);
    journal::record(context, {.actor = journal::actor(user->id),
                              .action = "link",
                              .facts = fmt::format("identity={};channel={}", number(identity.id), identity.channel)});
    answer(context, identity.channel, message,
           context.commune.say(Say::link_done, {{"name", user->name}, {"commune", context.commune.name}}));
    tell_other_identities(context, *user, identity);
}

void withdraw_news_of_office(Context& context, const Identity& identity)
{
    withdraw_pushes(context, identity, DeliveryState::undeliverable,
                    "the recipient does not hold this office any more");
}

void unlink_identity(Context& context, Identity identity, std::string_view actor)
{
    journal::record(context, {.actor = std::string{actor},
                              .action = "unlink",
                              .facts = fmt::format("identity={};user={};channel={}", number(identity.id),
                                                   number(identity.user), identity.channel)});
    identity.user = UserId::none;
    context.tx.people().save(identity);
    withdraw_news_of_office(context, identity);
}

Group unbind_group(Context& context, Group group, std::string_view actor)
{
    group.bound = false;
    group.organization.clear();
    group.area.clear();
    context.tx.groups().save(group);
    journal::record(
        context, {.actor = std::string{actor}, .action = "unbind", .facts = fmt::format("group={}", number(group.id))});
    return group;
}

bool may_answer(Context& context, Group& group)
{
    if (group.bound)
        return true;
    if (group.told_unbound)
        return false;
    group.told_unbound = true;
    context.tx.groups().save(group);
    return true;
}

void burn_seen_code(Context& context, Group group, const Message& message, std::string_view typed)
{
    if (const auto normalised = normalise_link_code(typed))
        context.tx.people().burn_code(link_code_digest(*normalised));
    if (may_answer(context, group))
        answer(context, group.channel, message, context.commune.say(Say::link_in_group));
}

void bind_group(Context& context, const Identity& identity, Group group, const Message& message, std::string_view typed)
{
    const auto user = official_of(context, identity);
    if (!user || !may(user->roles, Right::bind_group, {})) {
        burn_user_code(context, typed);
        if (user || may_answer(context, group))
            answer(context, identity.channel, message, context.commune.say(Say::bind_not_allowed));
        return;
    }
    if (typed.empty())
        return answer(context, identity.channel, message, context.commune.say(Say::bind_usage));
    const auto code = redeem(context, identity, message, typed, true);
    if (!code)
        return;
    group.organization = code->organization;
    group.area = code->area;
    group.bound = true;
    context.tx.groups().save(group);
    journal::record(context, {.actor = journal::actor(user->id),
                              .action = "bind",
                              .facts = fmt::format("group={};organization={};area={}", number(group.id),
                                                   group.organization, group.area)});
    const Taxonomy& terms = context.commune.taxonomy;
    const std::string whose = group.organization.empty() ? name_of(terms.areas, group.area)
                                                         : name_of(terms.organizations, group.organization);
    answer(context, identity.channel, message,
           context.commune.say(Say::group_bound, {{"commune", context.commune.name}, {"organization", whose}}));
}

} // namespace langnghe
