#include "bot/archive/manifest.hpp"

#include "adapters/json/reader.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace langnghe::archive {
namespace {

constexpr std::int64_t format_version = 1;

constexpr json::Bounds bounds{8, 10'000'000};

std::optional<Facts> read_facts(const json::View& root)
{
    const auto schema = root.integer("schema");
    const auto created_at = root.integer("created_at_ms");
    const auto seq = root.object("journal").integer("seq");
    if (!schema || !created_at || !seq)
        return std::nullopt;
    Facts facts;
    facts.program = root.text("program");
    facts.commune = root.text("commune");
    facts.schema = *schema;
    facts.created_at = from_millis(*created_at);
    facts.journal_seq = *seq;
    facts.journal_hash = root.object("journal").text("hash");
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
    auto entries = nlohmann::json::array();
    for (const auto& [name, print] : manifest.entries)
        entries.push_back({{"name", name}, {"bytes", print.bytes}, {"sha256", print.sha256}});
    nlohmann::json document;
    document["format"] = format_version;
    document["program"] = facts.program;
    document["commune"] = facts.commune;
    document["schema"] = facts.schema;
    document["created_at"] = to_rfc3339(facts.created_at);
    document["created_at_ms"] = to_millis(facts.created_at);
    document["journal"] = {{"seq", facts.journal_seq}, {"hash", facts.journal_hash}};
    document["entries"] = std::move(entries);
    return json::dump(document) + "\n";
}

std::optional<Manifest> parse_manifest(std::string_view text)
{
    const auto document = json::parse(text, bounds);
    if (!document || document->root().integer("format") != format_version)
        return std::nullopt;
    auto facts = read_facts(document->root());
    if (!facts)
        return std::nullopt;
    Manifest manifest{std::move(*facts), {}};
    for (const json::View& entry : document->root().array("entries")) {
        const auto bytes = entry.integer("bytes");
        if (!bytes || *bytes < 0)
            return std::nullopt;
        const Fingerprint print{static_cast<std::uint64_t>(*bytes), std::string(entry.text("sha256"))};
        if (!manifest.entries.emplace(entry.text("name"), print).second)
            return std::nullopt;
    }
    return manifest;
}

} // namespace langnghe::archive
