#include "tests/unit/intake/dump.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <vector>

namespace langnghe::test {

std::string dump_store(const std::filesystem::path& store)
{
    const SQLite::Database db(store.string(), SQLite::OPEN_READONLY);
    std::vector<std::string> tables;
    SQLite::Statement names(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    while (names.executeStep())
        tables.push_back(names.getColumn(0).getString());
    std::string text;
    for (const std::string& table : tables) {
        text += "== " + table + '\n';
        SQLite::Statement rows(db, "SELECT * FROM \"" + table + "\"");
        while (rows.executeStep()) {
            for (int i = 0; i < rows.getColumnCount(); ++i)
                text += (rows.getColumn(i).isNull() ? "NULL" : rows.getColumn(i).getString()) + '|';
            text += '\n';
        }
    }
    return text;
}

} // namespace langnghe::test
