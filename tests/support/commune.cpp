#include "tests/support/commune.hpp"

#include "tests/support/source_dir.hpp"

#include <toml++/toml.h>

#include <stdexcept>
#include <string>

namespace langnghe::test {
namespace {

std::vector<std::string> texts(const toml::table& table, std::string_view key)
{
    std::vector<std::string> list;
    if (const auto* array = table[key].as_array())
        for (const auto& node : *array)
            list.push_back(node.value<std::string>().value());
    return list;
}

template <class T>
std::vector<T> terms(const toml::table& root, std::string_view kind)
{
    std::vector<T> list;
    for (const auto& node : *root[kind].as_array()) {
        const auto& table = *node.as_table();
        T& term = list.emplace_back();
        term.key = table["key"].value<std::string>().value();
        term.name = table["name"].value<std::string>().value();
        term.aliases = texts(table, "aliases");
    }
    return list;
}

std::vector<Field> fields(const toml::table& root)
{
    auto list = terms<Field>(root, "field");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto& table = *(*root["field"].as_array())[i].as_table();
        list[i].department = table["department"].value_or(std::string{});
        list[i].needs_evidence = table["needs_evidence"].value_or(false);
        list[i].about_officials = table["about_officials"].value_or(false);
        list[i].working_days = table["working_days"].value_or(5);
    }
    return list;
}

Catalogue sentences(const toml::table& root)
{
    Catalogue say;
    for (const auto& [group, node] : root)
        for (const auto& [name, sentence] : *node.as_table()) {
            const std::string key = std::string{group.str()} + '.' + std::string{name.str()};
            if (const auto problem = say.set(key, sentence.value<std::string>().value()))
                throw std::runtime_error{problem->key + ": " + problem->what};
        }
    if (const auto missing = say.missing(); !missing.empty())
        throw std::runtime_error{"no sentence for " + missing.front()};
    return say;
}

ChannelInfo zalo()
{
    ChannelInfo info;
    info.name = "zalo";
    info.label = "Zalo";
    info.traits.longest_text = 2000;
    info.traits.buttons = 5;
    info.traits.echoes = true;
    info.traits.free_window = std::chrono::hours{48};
    info.traits.reply_window = std::chrono::days{7};
    return info;
}

ChannelInfo telegram()
{
    ChannelInfo info;
    info.name = "telegram";
    info.label = "Telegram";
    info.traits.buttons = 8;
    info.traits.edits = true;
    info.traits.names = true;
    return info;
}

} // namespace

Commune luong_son()
{
    const std::string config = (langnghe::test::source_dir() / "config").string() + "/";
    const toml::table taxonomy = toml::parse_file(config + "taxonomy.toml");
    Commune commune;
    commune.slug = "luong-son";
    commune.name = "Xã Lương Sơn";
    commune.letters = "LS";
    commune.public_url = "https://langnghe.example.vn";
    commune.say = sentences(toml::parse_file(config + "messages.vi.toml"));
    commune.taxonomy.fields = fields(taxonomy);
    commune.taxonomy.departments = terms<Term>(taxonomy, "department");
    commune.taxonomy.areas = terms<Term>(taxonomy, "area");
    commune.taxonomy.organizations = terms<Term>(taxonomy, "organization");
    commune.taxonomy.suspicions = texts(*taxonomy["words"].as_table(), "suspicions");
    commune.taxonomy.greetings = texts(*taxonomy["words"].as_table(), "greetings");
    commune.taxonomy.questions = texts(*taxonomy["words"].as_table(), "questions");
    commune.taxonomy.warnings = terms<WarningTemplate>(taxonomy, "warning");
    for (std::size_t i = 0; i < commune.taxonomy.warnings.size(); ++i) {
        const auto& table = *taxonomy["warning"].as_array()->get(i)->as_table();
        commune.taxonomy.warnings[i].text = table["text"].value<std::string>().value();
        commune.taxonomy.warnings[i].author_alone = table["author_alone"].value_or(false);
    }
    prepare(commune.taxonomy);
    commune.wishes = Wishes{commune.say};
    commune.progress_key = Secret{"0123456789abcdef0123456789abcdef"};
    commune.channels.emplace("zalo", zalo());
    commune.channels.emplace("telegram", telegram());
    return commune;
}

} // namespace langnghe::test
