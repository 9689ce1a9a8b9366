#include "core/people/notice.hpp"

#include "core/journal/record.hpp"
#include "core/message/say.hpp"

namespace langnghe {

std::string notice(const Commune& commune)
{
    const std::string& url = commune.rules.privacy.terms_url;
    return commune.say(Say::first_contact,
                       {{"commune", commune.name}, {"terms", url.empty() ? commune.say(Say::rights_terms_how) : url}});
}

std::string terms_fact(const Commune& commune) { return "terms=" + commune.rules.privacy.terms_version; }

std::string with_notice(Context& context, Identity& identity, std::string answer, bool recorded)
{
    if (identity.greeted)
        return answer;
    identity.greeted = true;
    context.tx.people().save(identity);
    if (!recorded)
        journal::record(
            context, {.actor = journal::actor(identity.id), .action = "terms", .facts = terms_fact(context.commune)});
    return notice(context.commune) + "\n\n" + answer;
}

} // namespace langnghe
