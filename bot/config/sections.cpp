#include "adapters/net/address.hpp"
#include "bot/config/reader.hpp"
#include "bot/config/values.hpp"
#include "core/outbox/quiet.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace langnghe::config {
namespace {

std::string read_listen(Table& table, std::string_view key, std::string_view otherwise)
{
    std::string address = table.text(key, otherwise);
    if (!is_listen_address(address))
        table.problem(key, fmt::format("{} is not ADDRESS:PORT", key),
                      fmt::format("write for example \"{}\"", otherwise));
    return address;
}

void read_tls(Reader& reader, Table& table, ServerSection& server)
{
    server.tls_certificate = reader.resolve(table.text("tls_certificate"));
    server.tls_key = reader.resolve(table.text("tls_key"));
    if (!server.tls_certificate.empty() && server.tls_key.empty())
        table.problem("tls_certificate", "tls_certificate needs tls_key", "write tls_key = \"PATH\" too");
    if (server.tls_certificate.empty() && !server.tls_key.empty())
        table.problem("tls_key", "tls_key needs tls_certificate", "write tls_certificate = \"PATH\" too");
}

void read_public_url(Table& table, ServerSection& server)
{
    server.public_url = without_slash(table.required("public_url", "\"https://langnghe.example.vn\""));
    if (server.public_url.empty())
        return;
    const std::string wrong = wrong_base(server.public_url, false);
    if (!wrong.empty())
        table.problem("public_url", "public_url " + wrong, "write for example \"https://langnghe.example.vn\"");
}

void read_master_key(Reader& reader, Table& table, ServerSection& server)
{
    const Secret text = read_secret(reader, table, "master_key", Absence::problem);
    if (text.empty())
        return;
    server.master_key = secrets::master_key(text.reveal());
    if (server.master_key.empty())
        table.problem("master_key", "master_key is not 32 bytes in hex or base64url",
                      "make one with: langnghe init DIR; never change one that is in use");
}

void read_slug(Table& table, CommuneSection& commune)
{
    commune.slug = table.required("slug", "\"luong-son\"");
    if (commune.slug.empty())
        return;
    if (!is_slug(commune.slug))
        table.problem("slug", "slug may have only a-z, 0-9 and - inside, at most 40",
                      "write for example \"luong-son\"");
    else if (is_reserved(commune.slug))
        table.problem("slug", "this slug is a word that the program uses itself",
                      "write the commune's name without marks, for example \"luong-son\"");
}

void read_rules(Reader& reader, Table& outer, Rules& rules)
{
    const toml::table* inner = outer.table("rules");
    if (!inner)
        return;
    Table table(*inner, "[commune.rules]", reader.notes);
    rules.join_window = std::chrono::minutes{table.number("join_minutes", 30, 0, 1440)};
    rules.reopen_window = std::chrono::days{table.number("reopen_days", 30, 0, 365)};
    const std::string quiet = table.text("quiet", "21:00-06:00");
    if (const auto hours = outbox::parse_quiet(quiet))
        std::tie(rules.quiet_from, rules.quiet_until) = std::pair{hours->from, hours->until};
    else
        table.problem("quiet", "quiet is not HH:MM-HH:MM", "write for example \"21:00-06:00\", or \"off\"");
    table.close();
}

// The link stands in the first-contact notice, which is to stay within 300 characters.
void read_terms(Table& table, PrivacyRules& rules)
{
    constexpr std::size_t longest_url = 48;
    rules.terms_version = table.text("terms_version", rules.terms_version);
    rules.terms_url = table.text("terms_url");
    if (rules.terms_version.empty() || rules.terms_version.size() > 20 ||
        rules.terms_version.find_first_of(";=\n") != std::string::npos)
        table.problem("terms_version", "terms_version is empty, too long, or has a ; or = in it",
                      "write for example \"2026-01\"");
    if (!rules.terms_url.empty() && (!rules.terms_url.starts_with("https://") || rules.terms_url.size() > longest_url))
        table.problem("terms_url", "terms_url is no https address of at most 48 characters",
                      "use a short address, or take it out: people then ask for the terms in the chat");
}

void read_privacy(Reader& reader, Table& outer, PrivacyRules& rules)
{
    constexpr int longest = 100 * 365;
    const toml::table* inner = outer.table("privacy");
    if (!inner)
        return;
    Table table(*inner, "[commune.privacy]", reader.notes);
    read_terms(table, rules);
    rules.automatic = table.flag("automatic", rules.automatic);
    for (const auto& [key, days] :
         {std::pair{"deliveries_days", &rules.deliveries_days}, std::pair{"details_days", &rules.details_days},
          std::pair{"refused_days", &rules.refused_days}, std::pair{"handled_days", &rules.handled_days}})
        *days = static_cast<int>(table.number(key, *days, 0, longest));
    if (rules.deliveries_days > 0 && rules.deliveries_days < 30)
        table.problem("deliveries_days", "deliveries_days is shorter than a message may wait",
                      "write at least 30, or 0 to keep them");
    table.close();
}

// A file that is named must be there: it would be missed only when somebody writes.
std::filesystem::path read_existing(Reader& reader, Table& table, std::string_view key)
{
    const auto path = reader.resolve(table.text(key));
    std::error_code failed;
    if (!path.empty() && !std::filesystem::is_regular_file(path, failed))
        table.problem(key, fmt::format("the file of {} is not there", key),
                      fmt::format("correct the path, or take {} out to use what is built in", key));
    return path;
}

void read_channels(Reader& reader, Table& table, CommuneSection& commune)
{
    std::set<std::string> names;
    for (const toml::table* channel : table.tables("channel")) {
        commune.channels.push_back(read_channel(reader, *channel));
        const ChannelSection& last = commune.channels.back();
        if (!last.name.empty() && !names.insert(last.name).second)
            reader.notes.problem(last.line, "two channels of this commune have the same name", "give each its own");
    }
    if (commune.channels.empty())
        table.warn("channel", "this commune has no channel: only the web form receives",
                   "write [[commune.channel]] for Zalo or Telegram");
}

} // namespace

ServerSection read_server(Reader& reader, const toml::table& section)
{
    ServerSection server;
    Table table(section, "[server]", reader.notes);
    server.listen = read_listen(table, "listen", server.listen);
    server.admin_listen = read_listen(table, "admin_listen", server.admin_listen);
    if (server.listen == server.admin_listen && !server.listen.ends_with(":0"))
        table.problem("admin_listen", "listen and admin_listen are the same", "write for example \"127.0.0.1:9090\"");
    else if (is_listen_address(server.admin_listen) && !is_loopback(server.admin_listen))
        table.warn("admin_listen", "health and metrics can be seen from other machines",
                   "write \"127.0.0.1:9090\", or close the port to the public");
    read_public_url(table, server);
    read_master_key(reader, table, server);
    read_tls(reader, table, server);
    server.trusted_proxies = table.texts("trusted_proxies");
    for (const std::string& range : server.trusted_proxies)
        if (!net::Cidr::parse(range))
            table.problem("trusted_proxies", "trusted_proxies has something that is no address range",
                          "write for example [\"127.0.0.1/32\"]");
    table.close();
    return server;
}

CommuneSection read_commune(Reader& reader, const toml::table& section)
{
    CommuneSection commune;
    Table table(section, "[[commune]]", reader.notes);
    commune.line = table.line();
    read_slug(table, commune);
    commune.name = table.required("name", "\"the name as people read it\"");
    commune.code = table.required("code", "\"LS\"");
    if (!commune.code.empty() && !is_code(commune.code))
        table.problem("code", "code must be 2 to 6 letters A-Z", "write for example \"LS\"");
    commune.timezone = table.text("timezone", commune.timezone);
    if (commune.timezone != "Asia/Ho_Chi_Minh")
        table.problem("timezone", "this timezone is not known", "write \"Asia/Ho_Chi_Minh\", or take it out");
    commune.store = reader.resolve(table.required("store", "\"var/SLUG.db\""));
    commune.files = reader.resolve(table.required("files", "\"var/SLUG.files\""));
    commune.taxonomy = read_existing(reader, table, "taxonomy");
    commune.messages = read_existing(reader, table, "messages");
    read_rules(reader, table, commune.rules);
    read_privacy(reader, table, commune.rules.privacy);
    read_channels(reader, table, commune);
    if (const toml::table* letterhead = table.table("letterhead"))
        commune.letterhead = read_letterhead(reader, *letterhead);
    for (const toml::table* report : table.tables("report"))
        commune.reports.push_back(read_report(reader, *report));
    table.close();
    return commune;
}

} // namespace langnghe::config
