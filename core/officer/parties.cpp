#include "core/officer/parties.hpp"

#include "core/commune/person_name.hpp"
#include "core/text/fold.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::officer {
namespace {

Party party_of(const User& user) { return {{}, user.id}; }

void add(std::vector<Choice>& choices, Context& context, const Party& party)
{
    const std::string key = to_text(party);
    if (std::ranges::count(choices, key, &Choice::key) == 0)
        choices.push_back({name_of(context, party), key});
}

std::vector<User> officials(Context& context)
{
    auto users = context.tx.people().users();
    std::erase_if(users, [](const User& user) { return user.disabled; });
    return users;
}

} // namespace

std::vector<Choice> parties_for(Talk& talk, const Order& order, const Ticket& ticket)
{
    Context& context = talk.context;
    const KeptFrom kept = course_of(context, ticket).kept_from;
    std::vector<Choice> choices;
    if (order.verb == Verb::let_in) {
        for (const Party& party : kept)
            add(choices, context, party);
        return choices;
    }
    if (ticket.assignee != UserId::none)
        add(choices, context, {{}, ticket.assignee});
    if (!ticket.department.empty())
        add(choices, context, {ticket.department, UserId::none});
    for (const Term& department : context.commune.taxonomy.departments)
        add(choices, context, {department.key, UserId::none});
    for (const User& user : officials(context))
        add(choices, context, party_of(user));
    std::erase_if(choices, [&](const Choice& choice) { return holds(kept, party_from(choice.key)); });
    return choices;
}

void add_person(Vocabulary& vocabulary, Slot slot, const std::string& key, std::string_view name, Where where)
{
    std::string folded = text::fold_words(name);
    while (!folded.empty()) {
        vocabulary.names.push_back({slot, key, folded, where});
        const auto space = folded.find(' ');
        folded = space == std::string::npos ? std::string{} : folded.substr(space + 1);
    }
}

void add_parties(Vocabulary& vocabulary, Context& context)
{
    for (const Term& department : context.commune.taxonomy.departments)
        vocabulary.add(Slot::party, department, Where::leading);
    for (const User& user : officials(context)) {
        Vocabulary bare;
        add_person(bare, Slot::party, to_text(party_of(user)), user.name, Where::leading);
        for (const Name& name : bare.names) {
            vocabulary.names.push_back(name);
            for (const std::string_view title : titles_of_people)
                vocabulary.add(Slot::party, name.key, std::string{title} + ' ' + name.folded, Where::leading);
        }
    }
}

} // namespace langnghe::officer
