#include "bot/operations/arguments.hpp"
#include "bot/operations/step_words.hpp"
#include "bot/operations/terms.hpp"
#include "bot/operations/ticket_json.hpp"
#include "core/process/act.hpp"
#include "core/store/attachments.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace langnghe::operations {
namespace {

// What was typed; the taxonomy and the store say what it means.
struct Typed
{
    const StepWord* word = nullptr;
    std::string code;
    std::string text;
    std::string field;
    std::string area;
    std::string department;
    std::string kept_from;
    std::string urgency;
    std::string nature;
    std::string kind;
    std::string person;
    std::string master;
    std::vector<std::string> files;
    std::int64_t days = 0;
    std::int64_t version = 0;
};

bool takes(const StepWord& word, std::string_view argument)
{
    return word.takes.find(argument) != std::string_view::npos;
}

std::string known_words()
{
    std::string known;
    for (const StepWord& word : step_words())
        known += fmt::format("{}{}", known.empty() ? "" : ", ", word.name);
    return known;
}

boost::system::result<Typed, Refusal> read_typed(Arguments& arguments)
{
    Typed typed;
    const auto name = arguments.text("step");
    const auto word = std::ranges::find(step_words(), std::string_view{name}, &StepWord::name);
    if (word == step_words().end())
        return Refusal{fmt::format("unknown step \"{}\"; the steps are {}", name, known_words())};
    typed.word = &*word;
    typed.code = arguments.text("code");
    using Place = std::pair<std::string_view, std::string Typed::*>;
    constexpr std::array places{Place{"text", &Typed::text},           Place{"field", &Typed::field},
                                Place{"area", &Typed::area},           Place{"department", &Typed::department},
                                Place{"kept_from", &Typed::kept_from}, Place{"urgency", &Typed::urgency},
                                Place{"nature", &Typed::nature},       Place{"kind", &Typed::kind},
                                Place{"person", &Typed::person},       Place{"master", &Typed::master}};
    for (const auto& [argument, place] : places)
        if (takes(*word, argument))
            typed.*place = arguments.text(argument);
    if (takes(*word, "files"))
        typed.files = arguments.list("files");
    if (takes(*word, "days"))
        typed.days = arguments.number("days", 1, 60);
    typed.version = arguments.number("version", 1, INT64_MAX);
    if (auto wrong = arguments.wrong())
        return std::move(*wrong);
    return typed;
}

// Turns what was typed into a step; the first thing that is wrong is kept.
class Reading
{
public:
    Reading(Context& context, const Ticket& ticket) : context_(context), ticket_(ticket) {}

    Step step(const Typed& typed)
    {
        const Taxonomy& taxonomy = context_.commune.taxonomy;
        Step step;
        step.action = typed.word->action;
        step.text = typed.text;
        step.field = key(std::vector<Term>(taxonomy.fields.begin(), taxonomy.fields.end()), typed.field, "field");
        step.area = key(taxonomy.areas, typed.area, "area");
        step.department = key(taxonomy.departments, typed.department, "department");
        step.kept_from = party(typed.kept_from);
        step.urgency = named(typed.urgency, urgency_from, "urgency", "normal, urgent");
        step.nature = named(typed.nature, nature_from, "nature",
                            "field_report, petition, regulation_feedback, question, complaint, denunciation, "
                            "crime_report, out_of_scope, junk");
        step.kind = named(typed.kind, result_kind_from, "kind", "solved, partly, impossible, out_of_scope, answered")
                        .value_or(ResultKind::solved);
        step.days = static_cast<int>(typed.days);
        if (typed.version != 0)
            step.version = typed.version;
        if (!typed.person.empty())
            step.person = person(typed.person);
        if (!typed.master.empty())
            step.master = master(typed.master);
        for (const std::string& file : typed.files)
            add_file(step, file);
        return step;
    }

    const std::optional<Refusal>& wrong() const { return wrong_; }

private:
    void refuse(Refusal refusal)
    {
        if (!wrong_)
            wrong_ = std::move(refusal);
    }

    std::string key(const std::vector<Term>& terms, const std::string& typed, std::string_view what)
    {
        if (typed.empty())
            return {};
        const auto term = known_term(terms, typed, what);
        if (term)
            return (*term)->key;
        refuse(term.error());
        return {};
    }

    template <class T>
    std::optional<T> named(const std::string& typed, std::optional<T> (*from)(std::string_view), std::string_view what,
                           std::string_view known)
    {
        const auto value = from(typed);
        if (!value && !typed.empty())
            refuse({fmt::format("unknown {} \"{}\"; there are {}", what, typed, known)});
        return value;
    }

    UserId person(const std::string& typed)
    {
        const auto user = find_user(context_, typed);
        if (!user)
            refuse(user.error());
        return user ? user->id : UserId::none;
    }

    // A department by its key or name, else an official.
    Party party(const std::string& typed)
    {
        const Term* department = find_term(context_.commune.taxonomy.departments, typed);
        if (typed.empty() || department != nullptr)
            return {department == nullptr ? std::string{} : department->key, UserId::none};
        const auto user = find_user(context_, typed);
        if (!user)
            refuse({fmt::format("no department and no user is \"{}\"; langnghe user list shows the users", typed)});
        return {{}, user ? user->id : UserId::none};
    }

    TicketId master(const std::string& typed)
    {
        const auto ticket = find_ticket(context_, typed);
        if (!ticket)
            refuse(ticket.error());
        return ticket ? ticket->id : TicketId::none;
    }

    // One that came with the ticket's messages.
    void add_file(Step& step, const std::string& sha256)
    {
        for (const AttachedFile& file : context_.tx.attachments().of_ticket(ticket_.id))
            if (file.state == FileState::stored && file.sha256 == sha256) {
                step.files.push_back({file.sha256, file.said.name, file.said.kind, file.mime, file.bytes});
                return;
            }
        refuse({fmt::format("no file of this ticket has the SHA-256 \"{}\"; langnghe ticket show --json lists them",
                            sha256)});
    }

    Context& context_;
    const Ticket& ticket_;
    std::optional<Refusal> wrong_;
};

Answer take_step(Scene& scene, Arguments& arguments)
{
    const auto typed = read_typed(arguments);
    if (!typed)
        return typed.error();
    return write(scene, [&typed](Context& context) -> Answer {
        const auto ticket = find_ticket(context, typed->code);
        if (!ticket)
            return ticket.error();
        Reading reading(context, *ticket);
        const Step step = reading.step(*typed);
        if (reading.wrong())
            return *reading.wrong();
        const Actor owner = the_console();
        const auto after = act(context, owner, *ticket, with_implied(context, *ticket, step));
        if (!after)
            return refusal_of(context, *ticket, *typed->word, after.error());
        return summary(context, *after);
    });
}

constexpr std::array all{Verb{"ticket.step", take_step}};

} // namespace

std::span<const Verb> step_verbs() { return all; }

} // namespace langnghe::operations
