#include "adapters/sql/verify_parts.hpp"
#include "core/journal/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace langnghe::sql {
namespace {

constexpr int page = 500;

// A ticket's row as texts, in the words of the journal's facts; nothing for NULL.
struct Row
{
    std::int64_t id = 0;
    std::int64_t version = 0;
    Status status{};
    std::optional<Status> returns_to;
    std::map<std::string_view, std::string> columns;
    std::string result_text;
    std::string public_text;
    std::optional<std::int64_t> course; // there is one
    std::int64_t recheck = 0;
    std::int64_t reopened = 0;
    std::int64_t extended_days = 0;
    std::string kept_from;
};

// As the journal's facts have it.
std::string or_none(std::string value) { return value.empty() ? "none" : value; }
std::string or_none(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "none"; }

std::int64_t number_in(std::string_view text)
{
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Row read(Query& query)
{
    Row row;
    Nature nature{};
    Urgency urgency{};
    std::optional<ResultKind> kind;
    std::string field, area, department, channel;
    std::optional<std::int64_t> assignee, due, closed, merged, follows;
    std::int64_t number = 0, anonymous = 0, in_group = 0, suspected = 0, voices = 0;
    query.into(row.id, number, row.version, row.status, row.returns_to, nature, urgency, field, area, department,
               assignee, anonymous, in_group, suspected, due, closed, voices, merged, follows, kind, row.result_text,
               row.public_text, channel, row.course, row.recheck, row.reopened, row.extended_days, row.kept_from);
    row.columns = {{"number", std::to_string(number)},
                   {"channel", channel},
                   {"nature", std::string{name_of(nature)}},
                   {"urgency", std::string{name_of(urgency)}},
                   {"field", or_none(field)},
                   {"area", or_none(area)},
                   {"department", or_none(department)},
                   {"assignee", or_none(assignee)},
                   {"anonymous", std::to_string(anonymous)},
                   {"in_group", std::to_string(in_group)},
                   {"suspected", std::to_string(suspected)},
                   {"due_at", or_none(due)},
                   {"closed_at", or_none(closed)},
                   {"voices", std::to_string(voices)},
                   {"merged_into", or_none(merged)},
                   {"follows", or_none(follows)},
                   {"result", kind ? std::string{name_of(*kind)} : "none"}};
    return row;
}

std::vector<Row> rows_after(Connection& db, std::int64_t id)
{
    std::vector<Row> rows;
    Query query(db, "SELECT t.id, t.number, t.version, t.status, t.returns_to, t.nature, t.urgency, t.field, t.area,"
                    " t.department, t.assignee, t.anonymous, t.in_group, t.suspected, t.due_at, t.closed_at, t.voices,"
                    " t.merged_into, t.follows, t.result_kind, t.result_text, t.public_text, c.name, o.ticket,"
                    " o.recheck, o.reopened, o.extended_days, COALESCE(o.kept_from, '') FROM ticket t LEFT JOIN "
                    "channel c ON c.id = t.channel"
                    " LEFT JOIN course o ON o.ticket = t.id WHERE t.id > ?1 ORDER BY t.id LIMIT ?2");
    query.with(id, page);
    while (query.next())
        rows.push_back(read(query));
    return rows;
}

journal::TicketFold fold_of(Connection& db, std::int64_t ticket)
{
    journal::TicketFold fold;
    Query query(db, "SELECT seq, actor, action, from_status, to_status, facts, CASE WHEN action IN ('resolve',"
                    " 'answer_now', 'publish') THEN text END FROM journal WHERE ticket = ?1 ORDER BY seq");
    query.with(ticket);
    while (query.next()) {
        journal::Entry entry;
        query.into(entry.seq, entry.actor, entry.action, entry.from, entry.to, entry.facts, entry.text);
        fold.take(entry);
    }
    return fold;
}

// What a column is until an entry speaks of it, where the opening entry says all that it is not.
constexpr std::array untold{
    std::pair{"nature", "unset"},   std::pair{"urgency", "normal"},  std::pair{"area", "none"},
    std::pair{"field", "none"},     std::pair{"department", "none"}, std::pair{"assignee", "none"},
    std::pair{"anonymous", "0"},    std::pair{"in_group", "0"},      std::pair{"suspected", "0"},
    std::pair{"closed_at", "none"}, std::pair{"voices", "1"},        std::pair{"merged_into", "none"},
    std::pair{"follows", "none"},   std::pair{"result", "none"}};

class Comparison
{
public:
    Comparison(const Row& row, const journal::TicketFold& fold, VerifyReport& report)
        : row_(row), fold_(fold), report_(report)
    {}

    void run()
    {
        if (!fold_.opened() && !fold_.status())
            return add(0, "has no entry: the row was put in past the program");
        status();
        version();
        columns();
        words();
        if (row_.course)
            course();
        kept_from();
    }

private:
    void add(std::int64_t seq, std::string_view what)
    {
        report_.faults.push_back({seq, fmt::format("ticket {} {}", row_.id, what)});
    }

    void status()
    {
        if (fold_.status() != row_.status)
            add(fold_.status_seq(),
                fmt::format("has another status than the journal says: {} instead of {}", name_of(row_.status),
                            fold_.status() ? name_of(*fold_.status()) : "none"));
        else if (fold_.returns_to() != row_.returns_to)
            add(fold_.status_seq(), "comes back to another status than the journal says");
    }

    // Every saved change has its entry.
    void version()
    {
        if (row_.version < 1 || row_.version > fold_.entries() + 1)
            add(fold_.last(),
                fmt::format("has version {}, which {} entries do not explain", row_.version, fold_.entries()));
    }

    void columns()
    {
        for (const auto& [name, value] : row_.columns)
            if (const auto* told = fold_.told(name); told != nullptr && or_none(told->value) != value)
                add(told->seq, fmt::format("has another {} than the journal says: \"{}\" instead of \"{}\"", name,
                                           value, told->value));
        if (fold_.told("number") == nullptr) // opened by an older program, which said less
            return;
        for (const auto& [name, value] : untold)
            if (fold_.told(name) == nullptr && row_.columns.at(name) != value)
                add(fold_.last(),
                    fmt::format("has {} of which the journal knows nothing: \"{}\"", name, row_.columns.at(name)));
    }

    // The result and what was published, as they were said; erased words say nothing.
    void words()
    {
        const bool at_once = fold_.seq_of("answer_now") > fold_.seq_of("resolve");
        const char* const reported = at_once ? "answer_now" : "resolve";
        const auto result = fold_.text_of(reported);
        if (result && !row_.result_text.empty() && row_.result_text != *result)
            add(fold_.seq_of(reported), "has another result than was reported");
        const auto shown = fold_.text_of("publish");
        if (!row_.public_text.empty() && (fold_.seq_of("publish") == 0 || (shown && *shown != row_.public_text)))
            add(fold_.seq_of("publish"), "shows words that nobody published");
    }

    void course()
    {
        compare("recheck", row_.recheck, fold_.seq_of("ask_recheck") > fold_.seq_of("close_recheck") ? 1 : 0);
        compare("reopened", row_.reopened, fold_.count_of("reopen"));
        // A deadline that begins anew is not extended.
        const auto begun = std::max({fold_.seq_of("verify"), fold_.seq_of("transfer"), fold_.seq_of("reopen")});
        const auto* extended = fold_.told("extended_days");
        const bool holds = extended != nullptr && extended->seq > begun;
        compare("extended_days", row_.extended_days, holds ? number_in(extended->value) : 0);
    }

    // Whom it is kept from.
    void kept_from()
    {
        const auto* told = fold_.told("kept_from");
        const std::string said = told == nullptr ? "none" : told->value;
        if (said != or_none(row_.kept_from))
            add(told == nullptr ? fold_.last() : told->seq,
                fmt::format("is kept from others than the journal says: \"{}\" instead of \"{}\"",
                            or_none(row_.kept_from), said));
    }

    void compare(std::string_view what, std::int64_t here, std::int64_t told)
    {
        if (here != told)
            report_.faults.push_back(
                {fold_.last(), fmt::format("the course of ticket {} has another {} than the journal"
                                           " says: {} instead of {}",
                                           row_.id, what, here, told)});
    }

    const Row& row_;
    const journal::TicketFold& fold_;
    VerifyReport& report_;
};

} // namespace

void compare_tickets(Connection& db, VerifyReport& report)
{
    const auto before = report.faults.size();
    for (auto rows = rows_after(db, 0); !rows.empty(); rows = rows_after(db, rows.back().id)) {
        for (const Row& row : rows) {
            if (report.faults.size() >= before + most_faults)
                return;
            const auto fold = fold_of(db, row.id);
            Comparison(row, fold, report).run();
        }
    }
}

} // namespace langnghe::sql
