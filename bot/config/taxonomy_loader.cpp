#include "bot/config/taxonomy_loader.hpp"

#include "bot/config/calendar_reader.hpp"
#include "bot/config/document.hpp"
#include "core/message/template.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

#include "embedded/langnghe_defaults.hpp"
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace langnghe::config {
namespace {

constexpr std::size_t longest_word = 200; // bytes of a name or phrase
constexpr std::size_t longest_warning = 240;

bool is_key(std::string_view text)
{
    const auto legal = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), legal);
}

// The entries of one list: keys differ, and no name leads to two of them.
class TermReader
{
public:
    explicit TermReader(std::string_view kind) : kind_(kind) {}

    void read(Table& table, Term& term)
    {
        term.key = table.required("key", "\"dat_dai\"");
        if (!term.key.empty() && !is_key(term.key))
            table.problem("key", "key may have only a-z, 0-9 and _, at most 40", "write for example \"dat_dai\"");
        term.name = table.required("name", "\"the name as people read it\"");
        term.aliases = table.texts("aliases");
        if (!keys_.emplace(term.key, table.line()).second && !term.key.empty())
            table.problem("key", fmt::format("two [[{}]] have the same key", kind_), "give each its own");
        remember(table, "name", term.name, term.key);
        for (const std::string& alias : term.aliases)
            remember(table, "aliases", alias, term.key);
    }

    bool knows(const std::string& key) const { return keys_.contains(key); }

private:
    // Marks and case do not make a difference when people type.
    void remember(Table& table, std::string_view where, const std::string& name, const std::string& key)
    {
        const std::string folded = text::fold_words(name);
        if (name.empty() && where == "name")
            return;
        if (folded.empty() || name.size() > longest_word) {
            table.problem(where, fmt::format("{} has an empty or very long name", where), "write what people say");
            return;
        }
        const auto [owner, fresh] = owners_.emplace(folded, key);
        if (!fresh && owner->second != key)
            table.problem(where, fmt::format("\"{}\" already means \"{}\"", name, owner->second),
                          "leave it in one of the two");
    }

    std::string_view kind_;
    std::map<std::string, int> keys_;
    std::map<std::string, std::string> owners_; // folded name to key
};

constexpr const char* no_department = "there is no [[department]] with this key";
constexpr const char* write_key = "write the key of one of them";

TermReader read_terms(Notes& notes, Table& root, std::string_view kind, std::vector<Term>& terms)
{
    TermReader reader(kind);
    for (const toml::table* entry : root.tables(kind)) {
        Table table(*entry, fmt::format("[[{}]]", kind), notes);
        reader.read(table, terms.emplace_back());
        table.close();
    }
    return reader;
}

TermReader read_fields(Notes& notes, Table& root, const TermReader& departments, std::vector<Field>& fields)
{
    TermReader reader("field");
    for (const toml::table* entry : root.tables("field")) {
        Table table(*entry, "[[field]]", notes);
        Field& field = fields.emplace_back();
        reader.read(table, field);
        field.department = table.text("department");
        if (!field.department.empty() && !departments.knows(field.department))
            table.problem("department", no_department, write_key);
        field.needs_evidence = table.flag("needs_evidence", false);
        field.about_officials = table.flag("about_officials", false);
        field.working_days = static_cast<int>(table.number("working_days", 5, 1, 365));
        table.close();
    }
    if (fields.empty())
        notes.problem(1, "there is no [[field]]", "write at least one");
    return reader;
}

// What the keys of a route may be.
struct Known
{
    const TermReader& fields;
    const TermReader& areas;
    const TermReader& departments;
    const TermReader& organizations;

    bool group(const std::string& key) const
    {
        return organizations.knows(key) || areas.knows(key) || departments.knows(key);
    }
};

std::string read_known(Table& table, std::string_view kind, const TermReader& terms)
{
    std::string key = table.text(kind);
    if (!key.empty() && !terms.knows(key))
        table.problem(kind, fmt::format("there is no [[{}]] with this key", kind), write_key);
    return key;
}

std::optional<Urgency> read_urgency(Table& table)
{
    const std::string name = table.text("urgency");
    const auto urgency = urgency_from(name);
    if (!name.empty() && !urgency)
        table.problem("urgency", "urgency is neither normal nor urgent", "write \"urgent\", or take it out");
    return urgency;
}

Route read_route(Table& table, const Known& known)
{
    Route route;
    route.field = read_known(table, "field", known.fields);
    route.area = read_known(table, "area", known.areas);
    route.urgency = read_urgency(table);
    route.department = read_known(table, "department", known.departments);
    route.groups = table.texts("groups");
    route.leaders = table.texts("leaders");
    for (const std::string& group : route.groups)
        if (!known.group(group))
            table.problem("groups", fmt::format("\"{}\" is no organization, area or department", group), write_key);
    if (!table.has("department") && !table.has("groups") && !table.has("leaders"))
        table.problem("", "a [[route]] leads nowhere", "write department, groups or leaders");
    return route;
}

void read_routes(Notes& notes, Table& root, const Known& known, std::vector<Route>& routes)
{
    for (const toml::table* entry : root.tables("route")) {
        Table table(*entry, "[[route]]", notes);
        const Route route = read_route(table, known);
        const bool twice = std::ranges::any_of(routes, [&](const Route& other) {
            return other.field == route.field && other.area == route.area && other.urgency == route.urgency;
        });
        if (twice)
            table.problem("", "two [[route]] are for the same field, area and urgency", "make one of the two");
        routes.push_back(route);
        table.close();
    }
}

// Phrases as written; each must have as many words as said, so that no everyday word does harm.
std::vector<std::string> read_phrases(Table& table, std::string_view key, std::ptrdiff_t least_words)
{
    std::vector<std::string> phrases = table.texts(key);
    for (const std::string& phrase : phrases) {
        const std::string folded = text::fold_words(phrase);
        const auto words = std::count(folded.begin(), folded.end(), ' ') + (folded.empty() ? 0 : 1);
        if (words < least_words || phrase.size() > longest_word)
            table.problem(key,
                          fmt::format("\"{}\" is too short or too long for {}", phrase.substr(0, longest_word), key),
                          fmt::format("write phrases of at least {} words", least_words));
    }
    return phrases;
}

void read_words(Notes& notes, Table& root, Taxonomy& taxonomy)
{
    const toml::table* words = root.table("words");
    if (!words)
        return;
    Table table(*words, "[words]", notes);
    taxonomy.suspicions = read_phrases(table, "suspicions", 2);
    taxonomy.greetings = read_phrases(table, "greetings", 1);
    taxonomy.questions = read_phrases(table, "questions", 2);
    table.close();
}

void read_duty(Notes& notes, Table& root, const TermReader& departments, DutyPeople& duty)
{
    const toml::table* entry = root.table("duty");
    if (!entry)
        return;
    Table table(*entry, "[duty]", notes);
    duty.users = table.texts("users");
    duty.department = table.text("department");
    if (!duty.department.empty() && !departments.knows(duty.department))
        table.problem("department", no_department, write_key);
    table.close();
}

void read_groups(Notes& notes, Table& root, const TermReader& organizations, std::vector<std::string>& hear_new)
{
    const toml::table* entry = root.table("groups");
    if (!entry)
        return;
    Table table(*entry, "[groups]", notes);
    hear_new = table.texts("hear_new");
    for (const std::string& key : hear_new)
        if (!organizations.knows(key))
            table.problem("hear_new", fmt::format("there is no organization \"{}\"", key), write_key);
    table.close();
}

void read_warnings(Notes& notes, Table& root, std::vector<WarningTemplate>& warnings)
{
    TermReader reader("warning");
    for (const toml::table* entry : root.tables("warning")) {
        Table table(*entry, "[[warning]]", notes);
        WarningTemplate& warning = warnings.emplace_back();
        reader.read(table, warning);
        warning.text = table.required("text", "\"what the people read; {area} stands for where\"");
        warning.author_alone = table.flag("author_alone", false);
        const auto parsed = message::Template::parse(warning.text);
        const bool known = parsed && std::ranges::all_of(parsed->fields(), [](const auto& f) { return f == "area"; });
        if (!known || text::utf16_length(warning.text) > longest_warning)
            table.problem("text", "text is over 240 characters, or has a brace that is not {area}",
                          "shorten it, or write {area} for where");
        table.close();
    }
}

} // namespace

LoadedTaxonomy parse_taxonomy(std::string_view toml, const std::string& file_name)
{
    Notes notes;
    notes.file = file_name;
    LoadedTaxonomy loaded;
    if (const auto document = parse(toml, notes)) {
        Taxonomy taxonomy;
        Table root(*document, "the file", notes);
        const TermReader departments = read_terms(notes, root, "department", taxonomy.departments);
        const TermReader fields = read_fields(notes, root, departments, taxonomy.fields);
        const TermReader areas = read_terms(notes, root, "area", taxonomy.areas);
        const TermReader organizations = read_terms(notes, root, "organization", taxonomy.organizations);
        read_routes(notes, root, {fields, areas, departments, organizations}, taxonomy.routes);
        read_words(notes, root, taxonomy);
        read_duty(notes, root, departments, taxonomy.duty);
        read_groups(notes, root, organizations, taxonomy.hear_new);
        read_warnings(notes, root, taxonomy.warnings);
        taxonomy.deadlines = read_deadlines(notes, root);
        if (auto calendar = read_calendar(notes, root))
            taxonomy.calendar = std::move(*calendar);
        else
            taxonomy.calendar = default_taxonomy().taxonomy->calendar;
        root.close();
        if (notes.problems.empty())
            loaded.taxonomy = std::move(taxonomy);
    }
    notes.sort();
    loaded.problems = std::move(notes.problems);
    return loaded;
}

LoadedTaxonomy load_taxonomy(const std::filesystem::path& path)
{
    Notes notes;
    notes.file = path.string();
    if (const auto text = read_file(path, notes))
        return parse_taxonomy(*text, notes.file);
    return {std::nullopt, std::move(notes.problems)};
}

LoadedTaxonomy default_taxonomy() { return parse_taxonomy(embedded::taxonomy_toml(), "taxonomy.toml (built in)"); }

} // namespace langnghe::config
