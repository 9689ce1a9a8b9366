#pragma once
// A TOML file that a person wrote, read with patience: every slip becomes a Problem with its line and reading goes on.
// Inside bot/config only; values are never quoted.

#include "bot/config/problem.hpp"

#include <toml++/toml.h>

#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::config {

inline constexpr std::uintmax_t largest_file = 1024 * 1024; // bytes

// Where the problems of one file go.
struct Notes
{
    std::string file;
    std::vector<Problem> problems;
    std::vector<Problem> warnings;

    // The words may bear what stands in the file: they become one line of bounded length.
    void problem(int line, std::string_view what, std::string_view instead = {});
    void warn(int line, std::string_view what, std::string_view instead = {});
    void sort(); // by line
};

std::optional<std::string> read_file(const std::filesystem::path& path, Notes& notes);
std::optional<toml::table> parse(std::string_view text, Notes& notes);
int line_of(const toml::node& node);

// "text in quotes", "a table [name]": a kind of value in words.
std::string_view kind_of(toml::node_type type);

// One table. What is asked for is known; close() reports the rest as unknown keys.
class Table
{
public:
    // `title` is how the table is called in messages: "[server]".
    Table(const toml::table& table, std::string title, Notes& notes);

    // A missing key gives the default without a problem; a wrong type gives the default with one.
    std::string text(std::string_view key, std::string_view otherwise = {});
    bool flag(std::string_view key, bool otherwise);
    std::int64_t number(std::string_view key, std::int64_t otherwise, std::int64_t least, std::int64_t most);
    std::vector<std::string> texts(std::string_view key);
    // Missing or empty is a problem; `example` says what to write.
    std::string required(std::string_view key, std::string_view example);

    const toml::table* table(std::string_view key);
    // The tables of [[key]], in order.
    std::vector<const toml::table*> tables(std::string_view key);

    bool has(std::string_view key) const { return table_.contains(key); }
    bool has_list(std::string_view key) const;
    void allow(std::initializer_list<std::string_view> keys);
    void close();

    int line() const { return line_of(table_); }
    int line(std::string_view key) const; // of the value, or of the table when it is missing
    const std::string& title() const { return title_; }

    // A problem with the value of a key.
    void problem(std::string_view key, std::string_view what, std::string_view instead = {});
    void warn(std::string_view key, std::string_view what, std::string_view instead = {});

private:
    const toml::node* find(std::string_view key);
    const toml::node* find(std::string_view key, toml::node_type type);
    void wrong_type(std::string_view key, const toml::node& node, toml::node_type wanted);

    const toml::table& table_;
    std::string title_;
    Notes& notes_;
    std::vector<std::string_view> known_;
};

} // namespace langnghe::config
