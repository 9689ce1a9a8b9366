#include "bot/config/reader.hpp"
#include "bot/config/suggest.hpp"
#include "core/outbox/form_template.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace langnghe::config {
namespace {

// What a citizen is told by itself; officers write often enough.
constexpr std::array told{DeliveryKind::receipt, DeliveryKind::status, DeliveryKind::answer};

std::vector<DeliveryKind> read_kinds(Table& table)
{
    std::vector<DeliveryKind> kinds;
    for (const std::string& name : table.texts("for")) {
        const auto found = std::ranges::find(told, name, [](DeliveryKind kind) { return name_of(kind); });
        if (found == told.end())
            table.problem("for", "for has something that is no kind of message",
                          "write for example [\"status\", \"answer\"]");
        else
            kinds.push_back(*found);
    }
    if (kinds.empty() && !table.has("for"))
        table.problem("for", "for is missing in [[commune.channel.template]]",
                      "write for example for = [\"status\", \"answer\"]");
    return kinds;
}

// Problems do not quote what stands there.
void read_field(Table& fields, std::string_view name, FormTemplate& form)
{
    auto parsed = message::Template::parse(fields.text(name));
    if (!parsed)
        return fields.problem(name, "a brace is wrong in this field", "write for example \"{code}\"");
    for (const auto word : parsed->fields())
        if (std::ranges::find(form_words, word) == form_words.end())
            return fields.problem(name, "this field names something that there is not",
                                  fmt::format("write {}", enumerate(form_words)));
    form.fields.emplace_back(name, std::move(*parsed));
}

} // namespace

FormTemplate read_form(Reader& reader, const toml::table& section)
{
    FormTemplate form;
    Table table(section, "[[commune.channel.template]]", reader.notes);
    form.id = table.required("id", "\"204512\"");
    form.kinds = read_kinds(table);
    if (const toml::table* inner = table.table("fields")) {
        Table fields(*inner, "[commune.channel.template.fields]", reader.notes);
        for (const auto& [key, node] : *inner)
            read_field(fields, key.str(), form);
        fields.close();
    }
    table.close();
    return form;
}

} // namespace langnghe::config
