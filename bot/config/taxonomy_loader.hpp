#pragma once
// taxonomy.toml and messages.vi.toml into values. Every problem of a file is reported in one run, with its line.
// Nothing throws. Phrases come as written: prepare() of core/commune/taxonomy.hpp readies them.

#include "bot/config/problem.hpp"
#include "core/commune/taxonomy.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::config {

struct LoadedTaxonomy
{
    std::optional<Taxonomy> taxonomy; // nothing when there is a problem
    std::vector<Problem> problems;
};

LoadedTaxonomy load_taxonomy(const std::filesystem::path& path);
LoadedTaxonomy parse_taxonomy(std::string_view toml, const std::string& file_name);
// The one built into the program (config/taxonomy.toml).
LoadedTaxonomy default_taxonomy();

struct Sentence
{
    std::string text;
    int line = 0;
};

// Sentences by key. Tables nest: [ticket] received = "…" is "ticket.received".
struct LoadedMessages
{
    std::map<std::string, Sentence, std::less<>> sentences;
    std::vector<Problem> problems;
};

LoadedMessages load_messages(const std::filesystem::path& path);
LoadedMessages parse_messages(std::string_view toml, const std::string& file_name);
// Those built into the program (config/messages.vi.toml).
LoadedMessages default_messages();

} // namespace langnghe::config
