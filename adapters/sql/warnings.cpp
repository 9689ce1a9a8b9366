#include "adapters/sql/warnings.hpp"

namespace langnghe::sql {
namespace {

Warning read(Query& query)
{
    Warning warning;
    query.into(warning.id, warning.state, warning.kind, warning.area, warning.text, warning.needed, warning.author,
               warning.drafted_at, warning.confirmed_at, warning.reached);
    return warning;
}

} // namespace

Warning SqlWarnings::add(Warning warning)
{
    Query query(db_, "INSERT INTO warning(state, kind, area, text, needed, author, drafted_at, confirmed_at, reached,"
                     " groups) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0)");
    query.with(warning.state, warning.kind, warning.area, warning.text, warning.needed, warning.author,
               warning.drafted_at, warning.confirmed_at, warning.reached);
    query.run();
    warning.id = static_cast<WarningId>(db_.last_id());
    return warning;
}

std::optional<Warning> SqlWarnings::find(WarningId id)
{
    Query query(db_, "SELECT id, state, kind, area, text, needed, author, drafted_at, confirmed_at, reached"
                     " FROM warning WHERE id = ?1");
    if (!query.with(id).next())
        return std::nullopt;
    return read(query);
}

void SqlWarnings::save(const Warning& warning)
{
    Query query(db_, "UPDATE warning SET state = ?2, confirmed_at = ?3, reached = ?4 WHERE id = ?1");
    query.with(warning.id, warning.state, warning.confirmed_at, warning.reached).run();
}

std::vector<Warning> SqlWarnings::newest(int limit)
{
    std::vector<Warning> warnings;
    Query query(db_, "SELECT id, state, kind, area, text, needed, author, drafted_at, confirmed_at, reached"
                     " FROM warning ORDER BY id DESC LIMIT ?1");
    for (query.with(limit); query.next();)
        warnings.push_back(read(query));
    return warnings;
}

std::vector<Warning> SqlWarnings::in_state(Warning::State state)
{
    std::vector<Warning> warnings;
    Query query(db_, "SELECT id, state, kind, area, text, needed, author, drafted_at, confirmed_at, reached"
                     " FROM warning WHERE state = ?1 ORDER BY id");
    for (query.with(state); query.next();)
        warnings.push_back(read(query));
    return warnings;
}

bool SqlWarnings::confirm(WarningId id, UserId user, TimePoint now)
{
    Query query(db_, "INSERT INTO warning_confirmed(warning, user, at) VALUES(?1, ?2, ?3) ON CONFLICT DO NOTHING");
    query.with(id, number(user), now).run();
    return db_.changes() > 0;
}

std::vector<UserId> SqlWarnings::confirmed_by(WarningId id)
{
    std::vector<UserId> users;
    Query query(db_, "SELECT user FROM warning_confirmed WHERE warning = ?1 ORDER BY at, user");
    for (query.with(id); query.next();)
        query.into(users.emplace_back());
    return users;
}

// Nothing says where somebody lives but what they reported.
std::vector<Neighbour> SqlWarnings::people_after(IdentityId person, std::string_view area, int limit)
{
    std::vector<Neighbour> people;
    Query query(db_, "SELECT id, ?2 = '' OR EXISTS (SELECT 1 FROM ticket WHERE reporter = identity.id AND area = ?2)"
                     " FROM identity WHERE id > ?1 AND external_id NOT LIKE 'forgotten:%' ORDER BY id LIMIT ?3");
    for (query.with(number(person), area, limit); query.next();) {
        Neighbour& next = people.emplace_back();
        query.into(next.person, next.concerned);
    }
    return people;
}

std::optional<WarningAnswer> SqlWarnings::answer(WarningId id, IdentityId person)
{
    Query query(db_, "SELECT warning, person, kind, at, ticket FROM warning_answer WHERE warning = ?1 AND person = ?2");
    if (!query.with(id, person).next())
        return std::nullopt;
    WarningAnswer answer;
    query.into(answer.warning, answer.person, answer.kind, answer.at, answer.ticket);
    return answer;
}

void SqlWarnings::save(const WarningAnswer& answer)
{
    Query query(db_, "INSERT INTO warning_answer(warning, person, kind, at, ticket) VALUES(?1, ?2, ?3, ?4, ?5)"
                     " ON CONFLICT(warning, person) DO UPDATE SET kind = excluded.kind, at = excluded.at,"
                     " ticket = excluded.ticket");
    query.with(answer.warning, answer.person, answer.kind, answer.at, answer.ticket).run();
}

void SqlWarnings::count_group(WarningId id)
{
    Query query(db_, "UPDATE warning SET groups = groups + 1 WHERE id = ?1");
    query.with(id).run();
}

WarningFigures SqlWarnings::figures(WarningId id)
{
    WarningFigures figures;
    Query groups(db_, "SELECT groups FROM warning WHERE id = ?1");
    figures.groups = groups.with(id).value<std::int64_t>().value_or(0);
    Query query(db_, "SELECT kind, count(*) FROM warning_answer WHERE warning = ?1 GROUP BY kind");
    for (query.with(id); query.next();) {
        WarningAnswer::Kind kind{};
        std::int64_t rows = 0;
        query.into(kind, rows);
        if (kind == WarningAnswer::Kind::unreachable) {
            figures.unreachable += rows;
            continue;
        }
        figures.people += rows;
        if (kind == WarningAnswer::Kind::safe)
            figures.safe += rows;
        if (kind == WarningAnswer::Kind::help)
            figures.help += rows;
    }
    return figures;
}

} // namespace langnghe::sql
