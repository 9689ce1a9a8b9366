#include "bot/operations/step_words.hpp"

#include "core/ticket/transitions.hpp"

#include <fmt/format.h>

#include <array>

namespace langnghe::operations {
namespace {

constexpr std::array all{
    StepWord{"verify", Action::verify, "kept_from"},
    StepWord{"classify", Action::classify, "field area urgency kept_from"},
    StepWord{"transfer", Action::transfer, "field area urgency department kept_from text"},
    StepWord{"accept", Action::accept},
    StepWord{"assign", Action::assign, "person text"},
    StepWord{"return", Action::give_back, "text"},
    StepWord{"ask", Action::ask, "text"},
    StepWord{"answer", Action::answer, "text"},
    StepWord{"answer-now", Action::answer_now, "text"},
    StepWord{"resolve", Action::resolve, "text kind files"},
    StepWord{"publish", Action::publish, "text files"},
    StepWord{"close", Action::close, "text"},
    StepWord{"reject", Action::reject, "text"},
    StepWord{"merge", Action::merge, "master"},
    StepWord{"unmerge", Action::unmerge},
    StepWord{"reopen", Action::reopen, "text"},
    StepWord{"extend", Action::ask_extension, "text days"},
    StepWord{"approve", Action::approve_extension},
    StepWord{"nature", Action::set_nature, "nature"},
    StepWord{"keep-from", Action::keep_out, "kept_from text"},
    StepWord{"let-in", Action::let_in, "kept_from text"},
};

class Refused
{
public:
    Refused(Context& context, const Ticket& ticket, const StepWord& word)
        : context_(context), ticket_(ticket), word_(word), code_(to_text(ticket.code, context.commune.letters))
    {}

    std::string operator()(boost::system::error_code error) const
    {
        if (error == make_error_code(Errc::not_found))
            return fmt::format("{} is sealed, or may have to be: its keeper alone acts on it, in chat", code_);
        if (error == make_error_code(Errc::wrong_state))
            return wrong_state();
        if (error == make_error_code(Errc::not_allowed))
            return fmt::format("\"{}\" on {} is for an official to do, in chat", word_.name, code_);
        if (error == make_error_code(Errc::stale_version))
            return fmt::format("{} was changed meanwhile and has version {}: look at it again", code_, ticket_.version);
        if (error == make_error_code(Errc::missing_text))
            return fmt::format("words are missing: langnghe ticket {} {} \"…\"", word_.name, code_);
        if (error == make_error_code(Errc::missing_evidence))
            return fmt::format("the field {} demands a photo or document: name one with --file, or take another --kind",
                               ticket_.field);
        return error == make_error_code(Errc::malformed) ? malformed() : explain(error);
    }

private:
    std::string wrong_state() const
    {
        const Action action = word_.action;
        if (find_rule(ticket_.status, action) == nullptr)
            return fmt::format("{} is {}: \"{}\" is not possible, but {}", code_, name_of(ticket_.status), word_.name,
                               possible());
        if (action == Action::reject)
            return fmt::format("a {} is never rejected: resolve {}, saying which way it takes", name_of(ticket_.nature),
                               code_);
        if (action == Action::reopen)
            return fmt::format("{} was finished too long ago to be reopened: what comes now is a new ticket", code_);
        if (const auto from = closable_from(context_, ticket_); action == Action::close && from)
            return fmt::format("{} waits for its reporter's answer: it can be closed from {} on; merge it, or wait",
                               code_, to_vietnamese(*from));
        if (action == Action::approve_extension)
            return fmt::format("nobody asked for more time on {}: langnghe ticket extend {} DAYS \"…\"", code_, code_);
        return fmt::format("\"{}\" is not possible on {} now", word_.name, code_);
    }

    std::string possible() const
    {
        std::string names;
        const Roles roles = the_console().roles;
        for (const StepWord& word : all)
            if (next_status(ticket_, word.action, roles))
                names += fmt::format("{}{}", names.empty() ? "" : ", ", word.name);
        return names.empty() ? "nothing is" : names;
    }

    std::string malformed() const
    {
        switch (word_.action) {
        case Action::transfer:
            return kept_out() + "say --department, and --field when it was not classified";
        case Action::classify:
            return fmt::format("say the field: langnghe ticket classify {} FIELD", code_);
        case Action::assign:
            return fmt::format("a handler or leader of {} can be assigned, nobody else",
                               ticket_.department.empty() ? "its department" : ticket_.department);
        case Action::merge:
            return fmt::format(
                "{} cannot be merged into that: another ticket is needed, still open, sealed only if this one is, and "
                "kept from whom this one is kept from",
                code_);
        case Action::ask_extension:
            return fmt::format("say how many working days, 1 to 60: langnghe ticket extend {} DAYS \"…\"", code_);
        case Action::keep_out:
            return fmt::format("nobody would be left to go on with {}: give somebody else the role first", code_);
        case Action::let_in:
            return fmt::format("{} is not kept from them; langnghe ticket show --json says from whom it is", code_);
        case Action::set_nature:
            return fmt::format("say the nature: langnghe ticket nature {} field_report", code_);
        default:
            return fmt::format("\"{}\" on {} is not complete; see langnghe ticket {} --help", word_.name, code_,
                               word_.name);
        }
    }

    std::string kept_out() const
    {
        const std::string names = names_of(context_, course_of(context_, ticket_).kept_from);
        return names.empty() ? std::string{} : fmt::format("it is kept from {}; ", names);
    }

    Context& context_;
    const Ticket& ticket_;
    const StepWord& word_;
    std::string code_;
};

} // namespace

std::span<const StepWord> step_words() { return all; }

Refusal refusal_of(Context& context, const Ticket& ticket, const StepWord& word, boost::system::error_code error)
{
    return {Refused{context, ticket, word}(error)};
}

} // namespace langnghe::operations
