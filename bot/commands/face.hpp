#pragma once
// What every subcommand is built from: where the configuration is, which commune is meant, how an operation reaches
// the store's owner, and how the answer is shown. Exit status: 0 done, 1 could not be done, 2 wrong usage or
// configuration. An error is one line on standard error; with --json, standard output has one document and no more.

#include "bot/commune/setup.hpp"
#include "bot/operations/operation.hpp"

#include <CLI/App.hpp>
#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::commands {

using Json = nlohmann::ordered_json;

inline constexpr int done = 0;
inline constexpr int failed = 1;
inline constexpr int misused = 2;

// What the options said, and the command that they chose.
struct Face
{
    std::filesystem::path config;
    std::string commune;
    bool json = false;
    std::function<int()> run;
};

// The commune that a command works on.
struct Target
{
    config::Configuration configuration;
    config::CommuneSection section;
    std::unique_ptr<CommuneSetup> setup;
};

// One leaf of the tree of commands, with the options that all have and an example under its help.
CLI::App& leaf(CLI::App& parent, Face& face, const std::string& name, const std::string& does,
               const std::string& example);
// A leaf that needs no configuration.
CLI::App& bare_leaf(CLI::App& parent, Face& face, const std::string& name, const std::string& does,
                    const std::string& example);
// A word that only has leaves.
CLI::App& branch(CLI::App& parent, const std::string& name, const std::string& does);

// "langnghe: what" on standard error; gives the status back.
int complain(std::string_view what, int status);

// Reads the configuration; complains about every problem in it.
std::optional<config::Configuration> configured(const Face& face);
// The commune of --commune, or the only one there is.
std::optional<Target> target_of(const Face& face);

// In the daemon when it owns the store, here otherwise.
operations::Reply operate(const Target& target, std::string_view verb, const Json& arguments);

// Runs one operation and shows its document, as it is or as people read it.
using Show = std::function<void(const Target& target, const Json& document)>;
int operate_and_show(const Face& face, std::string_view verb, const Json& arguments, const Show& show);

void print(std::string_view line);
void print_json(const Json& document);

// Columns as wide as their widest cell.
using Row = std::vector<std::string>;
void print_table(const Row& head, const std::vector<Row>& rows);

// A field as people read it: a text as it is, null as "-", a list joined by commas.
std::string cell(const Json& object, std::string_view name);

} // namespace langnghe::commands
