#include "adapters/sql/issued.hpp"

#include <chrono>

namespace langnghe::sql {
namespace {

// A day as its number since 1970, as it is in Vietnam.
std::int64_t number_of(calendar::Day day) { return day.time_since_epoch().count(); }

calendar::Day day_from(std::int64_t number) { return calendar::Day{std::chrono::days{number}}; }

IssuedReport read(Query& query)
{
    IssuedReport issued;
    std::int64_t from = 0;
    query.into(issued.period.span, from, issued.version, issued.at, issued.by, issued.corrects, issued.sha256,
               issued.document);
    issued.period = report::period_of(issued.period.span, day_from(from));
    return issued;
}

} // namespace

void SqlIssuedReports::add(const IssuedReport& issued)
{
    Query query(db_, "INSERT INTO issued_report(span, first_day, version, at, issued_by, corrects, sha256, document)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    query
        .with(issued.period.span, number_of(issued.period.from), issued.version, issued.at, issued.by, issued.corrects,
              issued.sha256, issued.document)
        .run();
}

std::optional<IssuedReport> SqlIssuedReports::find(const report::Period& period, int version)
{
    Query query(db_, "SELECT span, first_day, version, at, issued_by, corrects, sha256, document FROM issued_report"
                     " WHERE span = ?1 AND first_day = ?2 AND (?3 = 0 OR version = ?3) ORDER BY version DESC LIMIT 1");
    if (!query.with(period.span, number_of(period.from), version).next())
        return std::nullopt;
    return read(query);
}

std::vector<IssuedReport> SqlIssuedReports::list(int limit)
{
    Query query(db_, "SELECT span, first_day, version, at, issued_by, corrects, sha256, '' FROM issued_report"
                     " ORDER BY at DESC, span, first_day DESC, version DESC LIMIT ?1");
    query.with(limit);
    std::vector<IssuedReport> all;
    while (query.next())
        all.push_back(read(query));
    return all;
}

void SqlIssuedReports::add_remark(const report::Period& period, const ReportRemark& remark)
{
    Query query(db_, "INSERT INTO report_remark(span, first_day, author, at, text) VALUES(?1, ?2, ?3, ?4, ?5)");
    query.with(period.span, number_of(period.from), remark.author, remark.at, remark.text).run();
}

std::vector<ReportRemark> SqlIssuedReports::remarks(const report::Period& period)
{
    Query query(db_, "SELECT author, at, text FROM report_remark WHERE span = ?1 AND first_day = ?2 ORDER BY id");
    query.with(period.span, number_of(period.from));
    std::vector<ReportRemark> all;
    while (query.next()) {
        ReportRemark& remark = all.emplace_back();
        query.into(remark.author, remark.at, remark.text);
    }
    return all;
}

void SqlIssuedReports::ask(const AskedReport& asked)
{
    Query query(db_, "INSERT INTO asked_report(identity, span, first_day) VALUES(?1, ?2, ?3)"
                     " ON CONFLICT(identity, span, first_day) DO NOTHING");
    query.with(asked.by, asked.period.span, number_of(asked.period.from)).run();
}

std::vector<AskedReport> SqlIssuedReports::asked(int limit)
{
    Query query(db_, "SELECT identity, span, first_day FROM asked_report ORDER BY id LIMIT ?1");
    query.with(limit);
    std::vector<AskedReport> all;
    while (query.next()) {
        AskedReport& asked = all.emplace_back();
        std::int64_t from = 0;
        query.into(asked.by, asked.period.span, from);
        asked.period = report::period_of(asked.period.span, day_from(from));
    }
    return all;
}

void SqlIssuedReports::answered(const AskedReport& asked)
{
    Query query(db_, "DELETE FROM asked_report WHERE identity = ?1 AND span = ?2 AND first_day = ?3");
    query.with(asked.by, asked.period.span, number_of(asked.period.from)).run();
}

} // namespace langnghe::sql
