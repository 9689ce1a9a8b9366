#pragma once
// langnghe.toml as plain structs, every default and every rule of the file applied. Paths are absolute or relative to
// the working directory, never to the file. Reading reports every problem of the file in one run.

#include "bot/config/problem.hpp"
#include "core/commune/commune.hpp"
#include "core/people/role.hpp"
#include "core/report/report.hpp"
#include "core/secret.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::config {

struct ServerSection
{
    std::string listen = "127.0.0.1:8080";
    std::string admin_listen = "127.0.0.1:9090";
    std::string public_url;                // without a slash at the end
    Secret master_key;                     // 32 bytes
    std::filesystem::path tls_certificate; // both or neither
    std::filesystem::path tls_key;
    std::vector<std::string> trusted_proxies; // addresses or CIDR ranges, all well-formed
};

enum class PlatformKind
{
    zalo_oa,
    telegram,
    zalo_bot
};

// "zalo-oa", as in the file.
std::string_view name_of(PlatformKind platform);

enum class Receive
{
    webhook,
    polling
};

// Only the keys of its platform are set. An empty secret is not there yet: the channel is unconfigured.
struct ChannelSection
{
    std::string name; // [a-z0-9-], unique in the commune
    PlatformKind platform = PlatformKind::zalo_oa;
    std::string api_base; // without a slash at the end

    // zalo-oa
    std::string app_id;
    std::string oa_id;
    Secret oa_secret_key;
    Secret older_oa_secret_key; // accepted as well while it is being changed
    Secret app_secret_key;
    Secret access_token;
    Secret refresh_token;
    std::string site_verification;
    bool paid_messages = false;
    std::vector<FormTemplate> forms; // "template"
    bool prove_secret = false;       // "appsecret_proof"
    std::string oauth_base;

    // telegram, zalo-bot
    Secret token;
    Secret webhook_secret;
    Secret older_webhook_secret; // accepted as well while it is being changed
    Receive receive = Receive::webhook;
    std::string proxy;    // telegram only; empty: none
    std::string bot_name; // zalo-bot only: as a mention in a group spells it

    int line = 0; // where it stands in the file
};

// A report that goes out by itself, after the end of each period.
struct ReportSection
{
    report::Span span = report::Span::week;
    int minute = 7 * 60 + 30; // of the first day after the period, in Vietnam
    Roles roles;              // who gets it in private, with the file
    bool groups = false;      // the bound groups, as text
    std::string file;         // "pdf", "xlsx"; empty: none
};

struct CommuneSection
{
    std::string slug;
    std::string name;
    std::string code;                          // "LS": 2 to 6 letters
    std::string timezone = "Asia/Ho_Chi_Minh"; // the only one there is
    std::filesystem::path store;
    std::filesystem::path files;
    std::filesystem::path taxonomy; // empty: the one built in
    std::filesystem::path messages; // empty: only those built in
    Rules rules;
    std::vector<ChannelSection> channels;
    report::Letterhead letterhead;
    std::vector<ReportSection> reports;
    int line = 0;
};

struct Configuration
{
    ServerSection server;
    std::vector<CommuneSection> communes;
    std::filesystem::path path; // the file it was read from
};

struct Loaded
{
    std::optional<Configuration> configuration; // nothing when there is a problem
    std::vector<Problem> problems;              // by line
    std::vector<Problem> warnings;              // the program runs, but not as well as it could
};

// Reads the file and the secrets that it names. Does not throw.
Loaded load(const std::filesystem::path& path);

// Where the file is: the argument if not empty, LANGNGHE_CONFIG, ./langnghe.toml, /etc/langnghe/langnghe.toml.
std::filesystem::path locate(const std::filesystem::path& given);

} // namespace langnghe::config
