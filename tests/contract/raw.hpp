#pragma once
// A second look at a store's file, past the store: for what only somebody with the file in hand could do.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <filesystem>
#include <string>
#include <vector>

namespace langnghe::test {

class Raw
{
public:
    explicit Raw(const std::filesystem::path& path)
        : database_(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 5'000)
    {}

    void run(const std::string& sql) { database_.exec(sql); }
    std::vector<std::string> column(const std::string& sql)
    {
        std::vector<std::string> rows;
        SQLite::Statement statement(database_, sql);
        while (statement.executeStep())
            rows.push_back(statement.getColumn(0).getString());
        return rows;
    }
    std::string one(const std::string& sql)
    {
        const auto rows = column(sql);
        return rows.empty() ? std::string() : rows.front();
    }

private:
    SQLite::Database database_;
};

} // namespace langnghe::test
