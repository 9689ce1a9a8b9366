#include "adapters/sql/tickets.hpp"

#include <algorithm>

namespace langnghe::sql {
namespace {

// The columns in the order of read().
constexpr auto by_id =
    "SELECT id, year, number, version, status, returns_to, nature, urgency, field, area, place, department, assignee,"
    " channel, chat, reporter, anonymous, in_group, suspected, created_at, last_citizen_at, due_at, closed_at, voices,"
    " merged_into, follows, result_kind, result_text, result_at, public_text, token_version"
    " FROM ticket WHERE id = ?1";
constexpr auto id_by_code = "SELECT id FROM ticket WHERE year = ?1 AND number = ?2";

// Ids of one page, newest first. 0 stands for "any" in channel, empty for "any" in status. Open states have an index;
// the others are most of the table, so that reading it backwards soon finds a page of them.
constexpr auto open_page = "SELECT id FROM ticket WHERE status < 6 AND status = ?1 AND id < ?2"
                           " AND (?3 IS NULL OR channel = ?3) ORDER BY id DESC LIMIT ?4";
constexpr auto any_page = "SELECT id FROM ticket WHERE (?1 IS NULL OR status = ?1) AND id < ?2"
                          " AND (?3 IS NULL OR channel = ?3) ORDER BY id DESC LIMIT ?4";
constexpr auto reporter_page = "SELECT id FROM ticket WHERE (?1 IS NULL OR status = ?1) AND id < ?2"
                               " AND (?3 IS NULL OR channel = ?3) AND reporter = ?5 ORDER BY id DESC LIMIT ?4";

constexpr int longest_page = 1'000;

std::optional<TicketResult> result_of(const std::optional<ResultKind>& kind, std::string text, TimePoint at)
{
    if (!kind)
        return std::nullopt;
    return TicketResult{*kind, std::move(text), at};
}

} // namespace

std::int64_t SqlTickets::next_number(int year)
{
    Query query(db_, "INSERT INTO code_number(year, last) VALUES(?1, 1)"
                     " ON CONFLICT(year) DO UPDATE SET last = last + 1 RETURNING last");
    const auto number = query.with(year).value<std::int64_t>().value();
    query.run();
    return number;
}

Ticket SqlTickets::open(Ticket ticket)
{
    ticket.code.year = year_in_vietnam(ticket.created_at);
    ticket.code.number = next_number(ticket.code.year);
    const auto& result = ticket.result;
    Query query(db_,
                "INSERT INTO ticket(year, number, version, status, returns_to, nature, urgency, field, area, place,"
                " department, assignee, channel, chat, reporter, anonymous, in_group, suspected, created_at,"
                " last_citizen_at, due_at, closed_at, voices, merged_into, follows, result_kind, result_text,"
                " result_at, public_text, token_version)"
                " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
                " ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30) RETURNING id");
    query.with(ticket.code.year, ticket.code.number, ticket.version, ticket.status, ticket.returns_to, ticket.nature,
               ticket.urgency, ticket.field, ticket.area, ticket.place, ticket.department, ticket.assignee,
               channels_.number(ticket.channel), ticket.chat, ticket.reporter, ticket.anonymous, ticket.in_group,
               ticket.suspected, ticket.created_at, ticket.last_citizen_at, ticket.due_at, ticket.closed_at,
               ticket.voices, ticket.merged_into, ticket.follows, result ? std::optional(result->kind) : std::nullopt,
               result ? std::optional(std::string_view(result->text)) : std::nullopt,
               result ? std::optional(result->at) : std::nullopt, ticket.public_text, ticket.token_version);
    ticket.id = query.value<TicketId>().value();
    query.run();
    return ticket;
}

Ticket SqlTickets::read(Query& query)
{
    Ticket ticket;
    std::int64_t channel = 0;
    std::optional<ResultKind> kind;
    std::string text;
    TimePoint at;
    query.into(ticket.id, ticket.code.year, ticket.code.number, ticket.version, ticket.status, ticket.returns_to,
               ticket.nature, ticket.urgency, ticket.field, ticket.area, ticket.place, ticket.department,
               ticket.assignee, channel, ticket.chat, ticket.reporter, ticket.anonymous, ticket.in_group,
               ticket.suspected, ticket.created_at, ticket.last_citizen_at, ticket.due_at, ticket.closed_at,
               ticket.voices, ticket.merged_into, ticket.follows, kind, text, at, ticket.public_text,
               ticket.token_version);
    ticket.channel = channels_.name(channel);
    ticket.result = result_of(kind, std::move(text), at);
    return ticket;
}

std::optional<Ticket> SqlTickets::find(TicketId id)
{
    Query query(db_, by_id);
    if (!query.with(id).next())
        return std::nullopt;
    return read(query);
}

std::optional<Ticket> SqlTickets::by_code(const TicketCode& code)
{
    Query query(db_, id_by_code);
    return first(query.with(code.year, code.number));
}

std::optional<Ticket> SqlTickets::first(Query& query)
{
    const auto id = query.value<TicketId>();
    return id ? find(*id) : std::nullopt;
}

bool SqlTickets::save(Ticket& ticket)
{
    const auto& result = ticket.result;
    Query query(db_, "UPDATE ticket SET version = version + 1, status = ?3, returns_to = ?4, nature = ?5, urgency = ?6,"
                     " field = ?7, area = ?8, place = ?9, department = ?10, assignee = ?11, chat = ?12, reporter = ?13,"
                     " anonymous = ?14, in_group = ?15, suspected = ?16, last_citizen_at = ?17, due_at = ?18,"
                     " closed_at = ?19, voices = ?20, merged_into = ?21, follows = ?22, result_kind = ?23,"
                     " result_text = ?24, result_at = ?25, public_text = ?26, token_version = ?27, channel = ?28"
                     " WHERE id = ?1 AND version = ?2");
    query.with(ticket.id, ticket.version, ticket.status, ticket.returns_to, ticket.nature, ticket.urgency, ticket.field,
               ticket.area, ticket.place, ticket.department, ticket.assignee, ticket.chat, ticket.reporter,
               ticket.anonymous, ticket.in_group, ticket.suspected, ticket.last_citizen_at, ticket.due_at,
               ticket.closed_at, ticket.voices, ticket.merged_into, ticket.follows,
               result ? std::optional(result->kind) : std::nullopt,
               result ? std::optional(std::string_view(result->text)) : std::nullopt,
               result ? std::optional(result->at) : std::nullopt, ticket.public_text, ticket.token_version,
               channels_.number(ticket.channel));
    query.run();
    if (db_.changes() == 0)
        return false;
    ++ticket.version;
    return true;
}

std::optional<Ticket> SqlTickets::newest_of(IdentityId reporter, std::string_view channel, std::string_view chat)
{
    Query query(db_, "SELECT id FROM ticket WHERE reporter = ?1 AND channel = ?2 AND chat = ?3"
                     " ORDER BY id DESC LIMIT 1");
    return first(query.with(reporter, channels_.find(channel), chat));
}

void SqlTickets::collect(Query& query, std::vector<Ticket>& tickets)
{
    TicketId id{};
    while (query.next()) {
        query.into(id);
        if (auto ticket = find(id))
            tickets.push_back(std::move(*ticket));
    }
}

std::vector<Ticket> SqlTickets::list(const TicketFilter& filter)
{
    const int limit = std::clamp(filter.limit, 1, longest_page);
    const auto before = filter.before > 0 ? filter.before : INT64_MAX;
    std::optional<std::int64_t> channel;
    if (!filter.channel.empty())
        channel = channels_.find(filter.channel);

    std::vector<std::optional<Status>> statuses(filter.statuses.begin(), filter.statuses.end());
    if (statuses.empty())
        statuses.emplace_back();
    std::vector<Ticket> tickets;
    for (const auto& status : statuses) {
        const bool of_reporter = filter.reporter != IdentityId::none;
        Query query(db_, of_reporter ? reporter_page : status && is_open(*status) ? open_page : any_page);
        if (of_reporter)
            query.with(status, before, channel, limit, filter.reporter);
        else
            query.with(status, before, channel, limit);
        collect(query, tickets);
    }
    const auto newer = [](const Ticket& a, const Ticket& b) { return a.id > b.id; };
    std::sort(tickets.begin(), tickets.end(), newer);
    if (tickets.size() > static_cast<std::size_t>(limit))
        tickets.resize(static_cast<std::size_t>(limit));
    return tickets;
}

int SqlTickets::opened_since(IdentityId reporter, TimePoint since)
{
    Query query(db_, "SELECT count(*) FROM ticket WHERE reporter = ?1 AND created_at >= ?2");
    return query.with(reporter, since).value<int>().value_or(0);
}

std::map<Status, std::int64_t> SqlTickets::counts()
{
    std::map<Status, std::int64_t> counts;
    Query query(db_, "SELECT status, count FROM ticket_tally WHERE count <> 0");
    Status status{};
    std::int64_t count = 0;
    while (query.next()) {
        query.into(status, count);
        counts[status] = count;
    }
    return counts;
}

} // namespace langnghe::sql
