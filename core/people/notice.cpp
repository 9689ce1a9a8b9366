#include "core/people/notice.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"

#include <utility>

namespace langnghe {

namespace {

std::string where_terms_are(const Commune& commune)
{
    const std::string& url = commune.rules.privacy.terms_url;
    return url.empty() ? commune.say(Say::rights_terms_how) : url;
}

std::string changed_terms(const Commune& commune)
{
    return commune.say(Say::rights_terms_changed,
                       {{"version", commune.rules.privacy.terms_version}, {"terms", where_terms_are(commune)}});
}

} // namespace

std::string notice(const Commune& commune)
{
    return commune.say(Say::first_contact, {{"commune", commune.name}, {"terms", where_terms_are(commune)}});
}

std::string terms_fact(const Commune& commune) { return "terms=" + commune.rules.privacy.terms_version; }

bool lacks_notice(const Commune& commune, const Identity& identity)
{
    return !identity.greeted || identity.terms != commune.rules.privacy.terms_version;
}

void add_notice(Context& context, Identity& identity, Letter& answer, bool recorded)
{
    const Commune& commune = context.commune;
    if (!lacks_notice(commune, identity))
        return;
    const bool first = !std::exchange(identity.greeted, true);
    identity.terms = commune.rules.privacy.terms_version;
    context.tx.people().save(identity);
    if (!recorded)
        journal::record(context,
                        {.actor = journal::actor(identity.id), .action = "terms", .facts = terms_fact(commune)});
    answer.text = (first ? notice(commune) : changed_terms(commune)) + "\n\n" + answer.text;
    if (first)
        answer.buttons.push_back({commune.say(Say::button_anonymous), "ln:unnamed", {}});
}

} // namespace langnghe
