#include "bot/operations/terms.hpp"

#include "bot/operations/arguments.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace langnghe::operations {

boost::system::result<const Term*, Refusal> known_term(const std::vector<Term>& terms, std::string_view typed,
                                                       std::string_view what)
{
    if (const Term* term = find_term(terms, typed))
        return term;
    std::string known;
    for (const Term& term : terms)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", term.key);
    return Refusal{fmt::format("unknown {} \"{}\"; the taxonomy has {}", what, typed, known.empty() ? "none" : known)};
}

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json or_null(const std::optional<TimePoint>& time) { return time ? Json(to_rfc3339(*time)) : Json(nullptr); }

boost::system::result<Ticket, Refusal> find_ticket(Context& context, std::string_view code)
{
    const auto parsed = parse_code(code, context.commune.letters);
    if (!parsed)
        return Refusal{fmt::format("\"{}\" is no ticket code; one looks like {}", code,
                                   to_text({year_in_vietnam(context.now), 42}, context.commune.letters))};
    auto ticket = context.tx.tickets().by_code(*parsed);
    if (!ticket)
        return Refusal{fmt::format("there is no ticket {}", to_text(*parsed, context.commune.letters))};
    return std::move(*ticket);
}

boost::system::result<User, Refusal> find_user(Context& context, const std::string& user)
{
    auto found = context.tx.people().find_user(user);
    if (const auto id = id_from(user); !found && id)
        found = context.tx.people().find_user(UserId{*id});
    if (!found)
        return Refusal{fmt::format("there is no user \"{}\"; see langnghe user list", user)};
    return std::move(*found);
}

std::string name_of(Context& context, IdentityId id)
{
    const auto identity = context.tx.people().find(id);
    if (!identity)
        return {};
    const auto user = context.tx.people().find_user(identity->user);
    return user ? user->name : identity->name;
}

} // namespace langnghe::operations
