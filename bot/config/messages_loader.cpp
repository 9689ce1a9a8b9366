#include "bot/config/document.hpp"
#include "bot/config/taxonomy_loader.hpp"

#include "embedded/langnghe_defaults.hpp"
#include <fmt/format.h>

#include <utility>

namespace langnghe::config {
namespace {

constexpr std::size_t longest_sentence = 4000; // bytes

void collect(const toml::table& table, const std::string& prefix, Notes& notes, LoadedMessages& loaded)
{
    for (const auto& [name, node] : table) {
        const std::string key = prefix.empty() ? std::string(name.str()) : fmt::format("{}.{}", prefix, name.str());
        const auto* sentence = node.as_string();
        if (const auto* inner = node.as_table())
            collect(*inner, key, notes, loaded);
        else if (!sentence)
            notes.problem(line_of(node), fmt::format("{} is {}", key, kind_of(node.type())), "write text in quotes");
        else if (sentence->get().empty() || sentence->get().size() > longest_sentence)
            notes.problem(line_of(node), fmt::format("{} is empty or longer than 4000 bytes", key),
                          "write a sentence, or take the key out");
        else
            loaded.sentences.insert_or_assign(key, Sentence{sentence->get(), line_of(node)});
    }
}

} // namespace

LoadedMessages parse_messages(std::string_view toml, const std::string& file_name)
{
    Notes notes;
    notes.file = file_name;
    LoadedMessages loaded;
    if (const auto document = parse(toml, notes))
        collect(*document, {}, notes, loaded);
    notes.sort();
    loaded.problems = std::move(notes.problems);
    return loaded;
}

LoadedMessages load_messages(const std::filesystem::path& path)
{
    Notes notes;
    notes.file = path.string();
    if (const auto text = read_file(path, notes))
        return parse_messages(*text, notes.file);
    return {{}, std::move(notes.problems)};
}

LoadedMessages default_messages()
{
    return parse_messages(embedded::messages_vi_toml(), "messages.vi.toml (built in)");
}

} // namespace langnghe::config
