#include "bot/archive/manifest.hpp"

#include <nlohmann/json.hpp>

namespace langnghe::archive {
namespace {

constexpr int format_version = 1;

Fingerprint read_fingerprint(const nlohmann::json& entry)
{
    return {entry.at("bytes").get<std::uint64_t>(), entry.at("sha256").get<std::string>()};
}

Facts read_facts(const nlohmann::json& document)
{
    Facts facts;
    facts.program = document.at("program").get<std::string>();
    facts.commune = document.at("commune").get<std::string>();
    facts.schema = document.at("schema").get<std::int64_t>();
    facts.created_at = from_millis(document.at("created_at_ms").get<std::int64_t>());
    facts.journal_seq = document.at("journal").at("seq").get<std::int64_t>();
    facts.journal_hash = document.at("journal").at("hash").get<std::string>();
    return facts;
}

} // namespace

Summary Manifest::summary() const
{
    Summary summary;
    summary.facts = facts;
    summary.entries = entries.size();
    for (const auto& [name, print] : entries)
        summary.bytes += print.bytes;
    return summary;
}

std::string to_json(const Manifest& manifest)
{
    const Facts& facts = manifest.facts;
    nlohmann::ordered_json document;
    document["format"] = format_version;
    document["program"] = facts.program;
    document["commune"] = facts.commune;
    document["schema"] = facts.schema;
    document["created_at"] = to_rfc3339(facts.created_at);
    document["created_at_ms"] = to_millis(facts.created_at);
    document["journal"]["seq"] = facts.journal_seq;
    document["journal"]["hash"] = facts.journal_hash;
    auto entries = nlohmann::ordered_json::array();
    for (const auto& [name, print] : manifest.entries) {
        nlohmann::ordered_json entry;
        entry["name"] = name;
        entry["bytes"] = print.bytes;
        entry["sha256"] = print.sha256;
        entries.push_back(std::move(entry));
    }
    document["entries"] = std::move(entries);
    return document.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::optional<Manifest> parse_manifest(std::string_view json)
{
    try {
        const auto document = nlohmann::json::parse(json);
        if (document.at("format").get<int>() != format_version)
            return std::nullopt;
        Manifest manifest;
        manifest.facts = read_facts(document);
        for (const auto& entry : document.at("entries"))
            if (!manifest.entries.emplace(entry.at("name").get<std::string>(), read_fingerprint(entry)).second)
                return std::nullopt;
        return manifest;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace langnghe::archive
