#include "adapters/sql/tickets.hpp"

#include <algorithm>
#include <utility>

namespace langnghe::sql {
namespace {

// The columns in the order of read().
constexpr std::string_view all_columns =
    "SELECT id, year, number, version, status, returns_to, nature, urgency, field, area, place, department, assignee,"
    " channel, chat, reporter, anonymous, in_group, suspected, created_at, last_citizen_at, due_at, closed_at, voices,"
    " merged_into, follows, result_kind, result_text, result_at, public_text, token_version"
    " FROM ticket";

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
    const auto [last, fresh] = numbers_.try_emplace(year, 0);
    if (fresh) {
        Query query(db_, "SELECT last FROM code_number WHERE year = ?1");
        last->second = query.with(year).value<std::int64_t>().value_or(0);
    }
    numbers_given_ = true;
    return ++last->second;
}

void SqlTickets::settle()
{
    if (std::exchange(numbers_given_, false))
        for (const auto& [year, last] : numbers_) {
            Query query(db_, "INSERT INTO code_number(year, last) VALUES(?1, ?2)"
                             " ON CONFLICT(year) DO UPDATE SET last = excluded.last WHERE last <> excluded.last");
            query.with(year, last).run();
        }
    tally_.settle([this](Status status, std::int64_t by) {
        Query query(db_, "INSERT INTO ticket_tally(status, count) VALUES(?1, ?2)"
                         " ON CONFLICT(status) DO UPDATE SET count = count + excluded.count");
        query.with(status, by).run();
    });
}

void SqlTickets::forget()
{
    tally_.forget();
    numbers_.clear();
    numbers_given_ = false;
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
                " ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)");
    query.with(ticket.code.year, ticket.code.number, ticket.version, ticket.status, ticket.returns_to, ticket.nature,
               ticket.urgency, ticket.field, ticket.area, ticket.place, ticket.department, ticket.assignee,
               channels_.number(ticket.channel), ticket.chat, ticket.reporter, ticket.anonymous, ticket.in_group,
               ticket.suspected, ticket.created_at, ticket.last_citizen_at, ticket.due_at, ticket.closed_at,
               ticket.voices, ticket.merged_into, ticket.follows, result ? std::optional(result->kind) : std::nullopt,
               result ? std::optional(std::string_view(result->text)) : std::nullopt,
               result ? std::optional(result->at) : std::nullopt, ticket.public_text, ticket.token_version);
    query.run();
    ticket.id = static_cast<TicketId>(db_.last_id());
    tally_.change(ticket.status, 1);
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
    static const std::string by_id = std::string(all_columns) + " WHERE id = ?1";
    Query query(db_, by_id.c_str());
    if (!query.with(id).next())
        return std::nullopt;
    return read(query);
}

std::optional<Ticket> SqlTickets::by_code(const TicketCode& code)
{
    static const std::string by_number = std::string(all_columns) + " WHERE year = ?1 AND number = ?2";
    Query query(db_, by_number.c_str());
    if (!query.with(code.year, code.number).next())
        return std::nullopt;
    return read(query);
}

// Most saves move nothing that an index holds or a tally counts: then its entries stay where they are.
bool SqlTickets::save(Ticket& ticket)
{
    if (!update(ticket) && !(move(ticket) && update(ticket)))
        return false;
    ++ticket.version;
    return true;
}

bool SqlTickets::move(const Ticket& ticket)
{
    Query stored(db_, "SELECT status FROM ticket WHERE id = ?1 AND version = ?2");
    const auto before = stored.with(ticket.id, ticket.version).value<Status>();
    if (!before)
        return false;
    Query query(db_, "UPDATE ticket SET status = ?2, reporter = ?3, channel = ?4, chat = ?5 WHERE id = ?1");
    query.with(ticket.id, ticket.status, ticket.reporter, channels_.number(ticket.channel), ticket.chat).run();
    tally_.change(*before, -1);
    tally_.change(ticket.status, 1);
    return true;
}

bool SqlTickets::update(const Ticket& ticket)
{
    const auto& result = ticket.result;
    Query query(db_, "UPDATE ticket SET version = version + 1, returns_to = ?3, nature = ?4, urgency = ?5, field = ?6,"
                     " area = ?7, place = ?8, department = ?9, assignee = ?10, anonymous = ?11, in_group = ?12,"
                     " suspected = ?13, last_citizen_at = ?14, due_at = ?15, closed_at = ?16, voices = ?17,"
                     " merged_into = ?18, follows = ?19, result_kind = ?20, result_text = ?21, result_at = ?22,"
                     " public_text = ?23, token_version = ?24 WHERE id = ?1 AND version = ?2 AND status = ?25"
                     " AND reporter IS ?26 AND channel = ?27 AND chat = ?28");
    query.with(ticket.id, ticket.version, ticket.returns_to, ticket.nature, ticket.urgency, ticket.field, ticket.area,
               ticket.place, ticket.department, ticket.assignee, ticket.anonymous, ticket.in_group, ticket.suspected,
               ticket.last_citizen_at, ticket.due_at, ticket.closed_at, ticket.voices, ticket.merged_into,
               ticket.follows, result ? std::optional(result->kind) : std::nullopt,
               result ? std::optional(std::string_view(result->text)) : std::nullopt,
               result ? std::optional(result->at) : std::nullopt, ticket.public_text, ticket.token_version,
               ticket.status, ticket.reporter, channels_.number(ticket.channel), ticket.chat);
    query.run();
    return db_.changes() > 0;
}

std::optional<Ticket> SqlTickets::newest_of(IdentityId reporter, std::string_view channel, std::string_view chat)
{
    static const std::string newest = std::string(all_columns) + " WHERE reporter = ?1 AND channel = ?2 AND chat = ?3"
                                                                 " ORDER BY id DESC LIMIT 1";
    Query query(db_, newest.c_str());
    if (!query.with(reporter, channels_.find(channel), chat).next())
        return std::nullopt;
    return read(query);
}

std::vector<Ticket> SqlTickets::newest_open(std::int64_t before, std::optional<std::int64_t> channel, int limit)
{
    static const std::string page = std::string(all_columns) + " WHERE status < 6 AND id < ?1"
                                                               " AND (?2 IS NULL OR channel = ?2)"
                                                               " ORDER BY id DESC LIMIT ?3";
    std::vector<Ticket> tickets;
    Query query(db_, page.c_str());
    query.with(before, channel, limit);
    while (query.next())
        tickets.push_back(read(query));
    return tickets;
}

// The newest of each status, then the newest of those: only they are read whole.
std::vector<Ticket> SqlTickets::list(const TicketFilter& filter)
{
    const int limit = std::clamp(filter.limit, 1, longest_page);
    const auto before = filter.before > 0 ? filter.before : INT64_MAX;
    std::optional<std::int64_t> channel;
    if (!filter.channel.empty())
        channel = channels_.find(filter.channel);

    const bool of_reporter = filter.reporter != IdentityId::none;
    const auto wanted = [&](Status status) { return std::ranges::count(filter.statuses, status) > 0; };
    if (!of_reporter && std::ranges::all_of(all_statuses, [&](Status s) { return is_open(s) == wanted(s); }))
        return newest_open(before, channel, limit);

    std::vector<std::optional<Status>> statuses(filter.statuses.begin(), filter.statuses.end());
    if (statuses.empty())
        statuses.emplace_back();
    std::vector<TicketId> ids;
    for (const auto& status : statuses) {
        Query query(db_, of_reporter ? reporter_page : status && is_open(*status) ? open_page : any_page);
        if (of_reporter)
            query.with(status, before, channel, limit, filter.reporter);
        else
            query.with(status, before, channel, limit);
        while (query.next())
            query.into(ids.emplace_back());
    }
    std::ranges::sort(ids, std::ranges::greater{});
    ids.resize(std::min(ids.size(), static_cast<std::size_t>(limit)));
    std::vector<Ticket> tickets;
    for (const TicketId id : ids)
        if (auto ticket = find(id))
            tickets.push_back(std::move(*ticket));
    return tickets;
}

int SqlTickets::opened_since(IdentityId reporter, TimePoint since)
{
    Query query(db_, "SELECT count(*) FROM ticket WHERE reporter = ?1 AND created_at >= ?2");
    return query.with(reporter, since).value<int>().value_or(0);
}

std::map<Status, std::int64_t> SqlTickets::counts()
{
    settle();
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
