#include "bot/config/reader.hpp"
#include "bot/config/values.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cstdlib>
#include <map>
#include <set>
#include <system_error>
#include <utility>

namespace langnghe::config {
namespace {

constexpr std::size_t most_communes = 1000;

bool is_private(const std::filesystem::path& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && (status.st_mode & 077) == 0;
}

std::string real_path(const std::filesystem::path& path)
{
    std::error_code failed;
    const auto whole = std::filesystem::weakly_canonical(path, failed);
    return failed ? path.lexically_normal().string() : whole.string();
}

Configuration read_all(Reader& reader, const toml::table& root)
{
    Configuration configuration;
    Table top(root, "the file", reader.notes);
    const bool there = top.has("server");
    if (const toml::table* server = top.table("server"))
        configuration.server = read_server(reader, *server);
    else if (!there)
        reader.notes.problem(1, "the table [server] is missing", "write [server] with public_url and master_key");

    const auto communes = top.tables("commune");
    if (!top.has("commune"))
        reader.notes.problem(1, "there is no [[commune]]", "write one with slug, name, code, store and files");
    if (communes.size() > most_communes)
        reader.notes.problem(line_of(*communes[most_communes]), "more than 1000 communes", "use a second server");
    else
        for (const toml::table* commune : communes)
            configuration.communes.push_back(read_commune(reader, *commune));
    top.close();
    compare_communes(reader, configuration.communes);
    return configuration;
}

} // namespace

std::filesystem::path Reader::resolve(const std::string& path) const
{
    return path.empty() ? std::filesystem::path{} : (base / path).lexically_normal();
}

void compare_communes(Reader& reader, const std::vector<CommuneSection>& communes)
{
    std::set<std::string> slugs;
    std::map<std::string, std::string> owners; // of stores and folders
    std::set<std::string> apps;
    for (const CommuneSection& commune : communes) {
        const std::string slug = commune.slug;
        if (!slug.empty() && !slugs.insert(slug).second)
            reader.notes.problem(commune.line, "two communes have the same slug", "give each its own");
        for (const auto& path : {commune.store, commune.files})
            if (!path.empty() && !owners.emplace(real_path(path), slug).second)
                reader.notes.problem(commune.line, "store and files must be this commune's alone",
                                     fmt::format("write for example store = \"var/{}.db\"", slug));
        for (const ChannelSection& channel : commune.channels)
            if (!channel.app_id.empty() && !apps.insert(channel.app_id).second)
                reader.notes.problem(channel.line, "two channels have the same app_id",
                                     "Zalo has one webhook address per app: make one app per commune");
    }
}

Loaded load(const std::filesystem::path& path)
{
    Reader reader;
    reader.notes.file = path.string();
    reader.base = path.parent_path();
    reader.source = {reader.base, is_private(path)};

    Loaded loaded;
    const auto text = read_file(path, reader.notes);
    auto root = text ? parse(*text, reader.notes) : std::nullopt;
    if (root) {
        Configuration configuration = read_all(reader, *root);
        configuration.path = path;
        if (reader.notes.problems.empty())
            loaded.configuration = std::move(configuration);
    }
    reader.notes.sort();
    loaded.problems = std::move(reader.notes.problems);
    loaded.warnings = std::move(reader.notes.warnings);
    return loaded;
}

std::filesystem::path locate(const std::filesystem::path& given)
{
    if (!given.empty())
        return given;
    if (const char* named = std::getenv("LANGNGHE_CONFIG"); named && *named != '\0')
        return named;
    std::error_code failed;
    if (std::filesystem::exists("langnghe.toml", failed))
        return "langnghe.toml";
    return "/etc/langnghe/langnghe.toml";
}

} // namespace langnghe::config
