#include "core/officer/choices.hpp"

#include "core/officer/evidence.hpp"
#include "core/officer/parties.hpp"
#include "core/officer/plan.hpp"
#include "core/store/courses.hpp"
#include "core/text/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace langnghe::officer {
namespace {

constexpr std::array natures{Nature::field_report, Nature::petition,     Nature::regulation_feedback,
                             Nature::question,     Nature::complaint,    Nature::denunciation,
                             Nature::crime_report, Nature::out_of_scope, Nature::junk};
constexpr std::array kinds{ResultKind::solved, ResultKind::partly, ResultKind::impossible, ResultKind::out_of_scope,
                           ResultKind::answered};

// Short forms that officials type; the long ones are the labels.
struct Short
{
    ResultKind kind;
    std::string_view folded;
};
constexpr std::array short_kinds{Short{ResultKind::partly, "motphan"},
                                 Short{ResultKind::partly, "mot phan"},
                                 Short{ResultKind::impossible, "khongthe"},
                                 Short{ResultKind::impossible, "khong the"},
                                 Short{ResultKind::out_of_scope, "khongthuoc"},
                                 Short{ResultKind::out_of_scope, "khong thuoc"},
                                 Short{ResultKind::answered, "traloi"},
                                 Short{ResultKind::answered, "tra loi"},
                                 Short{ResultKind::solved, "xong"}};
constexpr std::string_view supervisor_key = "supervisor";
constexpr std::array<std::string_view, 3> supervisor_words{"giam sat", "y kien giam sat", "nguoi giam sat"};
constexpr std::array<std::string_view, 3> urgent_words{"khan cap", "khan", "gap"};

std::string key_of(std::int64_t number) { return std::to_string(number); }

// The proposed one first.
void put_first(std::vector<Choice>& choices, std::string_view key)
{
    const auto proposed = std::ranges::find(choices, key, &Choice::key);
    if (proposed != choices.end())
        std::rotate(choices.begin(), proposed, proposed + 1);
}

std::string field_known(Context& context, const Order& order, const Ticket& ticket)
{
    return order.field.empty() ? suggested_field(context, ticket) : order.field;
}

std::vector<Choice> fields(Talk& talk, const Ticket& ticket)
{
    std::vector<Choice> choices;
    for (const Field& field : talk.context.commune.taxonomy.fields)
        choices.push_back({field.name, field.key});
    put_first(choices, suggested_field(talk.context, ticket));
    return choices;
}

std::vector<Choice> departments(Talk& talk, const Order& order, const Ticket& ticket)
{
    const KeptFrom kept = course_of(talk.context, ticket).kept_from;
    std::vector<Choice> choices;
    for (const Term& department : talk.context.commune.taxonomy.departments)
        if (!holds(kept, {department.key, UserId::none}))
            choices.push_back({department.name, department.key});
    Ticket routed = ticket;
    routed.area = order.area.empty() ? ticket.area : order.area;
    routed.urgency = order.urgent ? Urgency::urgent : ticket.urgency;
    put_first(choices, suggested_department(talk.context, routed, field_known(talk.context, order, ticket)));
    return choices;
}

std::vector<Choice> photos(Talk& talk, const Order& order, const Ticket& ticket)
{
    std::vector<Choice> choices{{talk.say()(Say::button_post), "post"}};
    std::size_t number = 0;
    for (const AttachedFile& photo : photos_of_result(talk.context, ticket)) {
        const bool chosen = std::ranges::count(order.photos, static_cast<std::int64_t>(photo.id)) > 0;
        choices.push_back(
            {talk.say()(chosen ? Say::button_photo_off : Say::button_photo, {{"number", std::to_string(++number)}}),
             key_of(static_cast<std::int64_t>(photo.id))});
    }
    return choices;
}

// A text is typed; what may be pressed besides is the kind of result, or the public text that is proposed.
std::vector<Choice> beside_text(Talk& talk, const Order& order, const Ticket& ticket)
{
    std::vector<Choice> choices;
    if (order.verb == Verb::publish)
        choices.push_back({talk.say()(Say::button_publish), "as_proposed"});
    if (order.verb == Verb::answer && action_of(talk.context, order, ticket) != Action::answer_remark &&
        course_of(talk.context, ticket).remark)
        choices.push_back({talk.say()(Say::verb_answer_remark), std::string{supervisor_key}});
    if (order.verb == Verb::done)
        for (const ResultKind kind : kinds)
            if (kind != order.kind)
                choices.push_back({talk.say()(label_of(kind)), std::string{name_of(kind)}});
    return choices;
}

std::optional<std::int64_t> number_in(std::string_view key)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), number);
    return error == std::errc{} && end == key.data() + key.size() ? std::optional(number) : std::nullopt;
}

void toggle(std::vector<std::int64_t>& numbers, std::int64_t number)
{
    if (std::erase(numbers, number) == 0)
        numbers.push_back(number);
}

bool fill_text(Order& order, std::string_view key)
{
    if (order.verb == Verb::answer && key == supervisor_key)
        return order.to_supervisor = true;
    if (order.verb == Verb::publish && key == "as_proposed")
        return order.text_chosen = true;
    const auto kind = result_kind_from(key);
    if (order.verb != Verb::done || !kind)
        return false;
    order.kind = *kind;
    return true;
}

bool fill_photos(Order& order, std::string_view key)
{
    if (key == "post")
        return order.photos_chosen = true;
    const auto number = number_in(key);
    if (number)
        toggle(order.photos, *number);
    return number.has_value();
}

// Where a name must stand: what the command is about may stand anywhere, what it may have besides only at an edge.
Where where(Verb verb, Slot slot)
{
    const bool main =
        (verb == Verb::classify && slot == Slot::field) || (verb == Verb::transfer && slot == Slot::department);
    return main || slot == Slot::person || slot == Slot::nature ? Where::anywhere : Where::edge;
}

template <class T>
void add_terms(Vocabulary& vocabulary, Verb verb, Slot slot, const std::vector<T>& terms)
{
    for (const Term& term : terms)
        vocabulary.add(slot, term, where(verb, slot));
}

} // namespace

std::vector<User> people_for(Context& context, const Ticket& ticket)
{
    auto people = context.tx.people().users();
    std::erase_if(people, [&](const User& user) {
        return user.disabled || !user.roles.has(Role::handler) || user.department != ticket.department ||
               ticket.department.empty() || !may_see(context, actor_of(user), ticket);
    });
    return people;
}

std::vector<Choice> choices_for(Talk& talk, const Order& order, const Ticket& ticket, Slot slot)
{
    std::vector<Choice> choices;
    switch (slot) {
    case Slot::field:
        return fields(talk, ticket);
    case Slot::department:
        return departments(talk, order, ticket);
    case Slot::nature:
        for (const Nature nature : natures)
            choices.push_back({talk.say()(label_of(nature)), std::string{name_of(nature)}});
        return choices;
    case Slot::person:
        for (const User& user : people_for(talk.context, ticket))
            choices.push_back({user.name, key_of(number(user.id))});
        return choices;
    case Slot::party:
        return parties_for(talk, order, ticket);
    case Slot::text:
        return beside_text(talk, order, ticket);
    case Slot::photos:
        return photos(talk, order, ticket);
    case Slot::sure:
        return {{talk.say()(Say::button_confirm), "yes"}};
    default:
        return choices;
    }
}

Vocabulary vocabulary_for(Talk& talk, Verb verb, const std::vector<User>& people)
{
    const Taxonomy& taxonomy = talk.context.commune.taxonomy;
    Vocabulary vocabulary;
    if (verb == Verb::classify || verb == Verb::transfer) {
        add_terms(vocabulary, verb, Slot::field, taxonomy.fields);
        add_terms(vocabulary, verb, Slot::area, taxonomy.areas);
        for (const std::string_view word : urgent_words)
            vocabulary.add(Slot::urgency, "urgent", word, Where::edge);
    }
    if (verb == Verb::transfer)
        add_terms(vocabulary, verb, Slot::department, taxonomy.departments);
    if (verb == Verb::nature)
        for (const Nature nature : natures)
            vocabulary.add(Slot::nature, std::string{name_of(nature)}, talk.say()(label_of(nature)), Where::anywhere);
    if (verb == Verb::done)
        for (const auto& [kind, folded] : short_kinds)
            vocabulary.add(Slot::kind, std::string{name_of(kind)}, folded, Where::leading);
    if (verb == Verb::answer)
        for (const std::string_view word : supervisor_words)
            vocabulary.add(Slot::addressee, std::string{supervisor_key}, word, Where::leading);
    if (verb == Verb::assign)
        for (const User& user : people)
            add_person(vocabulary, Slot::person, key_of(number(user.id)), user.name, Where::anywhere);
    if (verb == Verb::keep_out || verb == Verb::let_in)
        add_parties(vocabulary, talk.context);
    vocabulary.days = verb == Verb::extend;
    return vocabulary;
}

bool fill(Order& order, Slot slot, std::string_view key)
{
    const auto number = number_in(key);
    switch (slot) {
    case Slot::field:
        order.field = key;
        return true;
    case Slot::area:
        order.area = key;
        return true;
    case Slot::department:
        order.department = key;
        return true;
    case Slot::urgency:
        return order.urgent = true;
    case Slot::person:
        order.person = UserId{number.value_or(0)};
        return number.has_value();
    case Slot::party:
        order.party = party_from(key);
        return order.party.named();
    case Slot::nature:
        order.nature = nature_from(key).value_or(Nature::unset);
        return order.nature != Nature::unset;
    case Slot::kind:
        order.kind = result_kind_from(key).value_or(order.kind);
        return true;
    case Slot::addressee:
        return order.to_supervisor = key == supervisor_key;
    case Slot::text:
        return fill_text(order, key);
    case Slot::photos:
        return fill_photos(order, key);
    case Slot::sure:
        return order.sure = key == "yes";
    default:
        return false;
    }
}

} // namespace langnghe::officer
