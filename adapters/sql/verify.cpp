#include "adapters/sql/verify.hpp"

#include "adapters/sql/damage.hpp"
#include "adapters/sql/transaction.hpp"
#include "adapters/sql/verify_parts.hpp"

namespace langnghe::sql {
namespace {

constexpr int entries_per_page = 500;

// In pages, and only as far as the first break: after it every entry would be a fault.
void walk(SqlTx& tx, VerifyReport& report)
{
    std::optional<journal::Entry> previous;
    for (;;) {
        const auto page = tx.journal().after(previous ? previous->seq : 0, entries_per_page);
        for (const journal::Entry& entry : page) {
            const auto fault = journal::find_fault(entry, previous ? &*previous : nullptr);
            if (!fault.empty()) {
                report.faults.push_back({entry.seq, fault});
                return;
            }
            previous = entry;
            ++report.entries;
        }
        if (page.empty())
            break;
    }
    if (previous)
        report.anchor = journal::anchor(previous->seq, previous->hash);
}

template <class F>
auto inspect(const std::filesystem::path& store, F look) -> Result<std::invoke_result_t<F, Connection&>>
{
    try {
        Connection db(store, Access::read, {2'048, std::chrono::seconds{5}});
        return look(db);
    } catch (const SQLite::Exception& error) {
        return make_error_code(errc_of(damage_of(code_of(error), 0, true)));
    } catch (const std::exception&) {
        return make_error_code(Errc::storage_failed);
    }
}

} // namespace

Result<VerifyReport> verify(const std::filesystem::path& store)
{
    return inspect(store, [](Connection& db) {
        VerifyReport report;
        SqlTx tx(db);
        // One view for the chain and the tables.
        db.run("BEGIN");
        walk(tx, report);
        compare_tickets(db, report);
        compare_tables(db, report);
        compare_people(db, report);
        db.run("COMMIT");
        return report;
    });
}

Result<std::vector<std::string>> quick_check(const std::filesystem::path& store)
{
    return inspect(store, [](Connection& db) {
        std::vector<std::string> faults;
        Query query(db, "PRAGMA quick_check(100)");
        std::string line;
        while (query.next()) {
            query.into(line);
            if (line != "ok")
                faults.push_back(line);
        }
        return faults;
    });
}

} // namespace langnghe::sql
