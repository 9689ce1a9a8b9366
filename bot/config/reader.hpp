#pragma once
// The parts of reading langnghe.toml, one function a section. Inside bot/config only.

#include "bot/config/config.hpp"
#include "bot/config/document.hpp"
#include "bot/secrets/secrets.hpp"

#include <filesystem>

namespace langnghe::config {

struct Reader
{
    Notes notes;
    std::filesystem::path base; // folder of the file
    secrets::Source source;

    // Relative to the file; empty stays empty.
    std::filesystem::path resolve(const std::string& path) const;
};

// What a secret that is not there means.
enum class Absence
{
    problem,
    warning // the channel is unconfigured until it comes
};

// Empty when there is a problem, or when it is not there and that is only a warning.
Secret read_secret(Reader& reader, Table& table, std::string_view key, Absence absence);

ServerSection read_server(Reader& reader, const toml::table& table);
CommuneSection read_commune(Reader& reader, const toml::table& table);
ReportSection read_report(Reader& reader, const toml::table& table);
report::Letterhead read_letterhead(Reader& reader, const toml::table& table);
FormTemplate read_form(Reader& reader, const toml::table& section);
ChannelSection read_channel(Reader& reader, const toml::table& table);

// An address that a channel talks to: https, or http to this machine.
std::string read_base(Table& table, std::string_view key, std::string_view otherwise);

// What no section can know alone: names that stand twice, files that two communes share.
void compare_communes(Reader& reader, const std::vector<CommuneSection>& communes);

} // namespace langnghe::config
