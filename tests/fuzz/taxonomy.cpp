// taxonomy.toml of any bytes: lists or problems; every name of a list leads to its own entry.

#include "bot/config/taxonomy_loader.hpp"
#include "tests/fuzz/problems.hpp"

namespace {

using namespace langnghe;
using fuzz::require;

template <class T>
void check_terms(const std::vector<T>& list)
{
    const std::vector<Term> terms(list.begin(), list.end());
    for (const Term& term : terms) {
        require(!term.key.empty() && !term.name.empty(), "an entry has a key and a name");
        require(name_of(terms, term.key) == term.name, "a key leads to its name");
        const Term* found = find_term(terms, term.key);
        require(found != nullptr, "a key is found");
        for (const std::string& alias : term.aliases)
            require(find_term(terms, alias) != nullptr, "another name is found");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    auto loaded = config::parse_taxonomy(bytes, "taxonomy.toml");
    fuzz::check_problems(loaded.problems);
    require(loaded.taxonomy.has_value() == loaded.problems.empty(), "lists or a problem");
    if (!loaded.taxonomy)
        return 0;
    Taxonomy& taxonomy = *loaded.taxonomy;
    prepare(taxonomy);
    require(taxonomy.suspicions.size() == taxonomy.suspicions_folded.size(), "phrases are folded one by one");
    check_terms(taxonomy.fields);
    check_terms(taxonomy.departments);
    check_terms(taxonomy.areas);
    check_terms(taxonomy.organizations);
    for (const std::string& phrase : taxonomy.suspicions)
        require(is_suspicious(taxonomy, phrase), "a suspicion is recognised");
    for (const std::string& phrase : taxonomy.greetings)
        require(is_greeting(taxonomy, phrase), "a greeting is recognised");
    return 0;
}
