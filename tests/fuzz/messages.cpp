// messages.vi.toml of any bytes, and any bytes as a sentence: what the catalogue takes it can say, with any values, and
// values are never read as a sentence.

#include "bot/config/taxonomy_loader.hpp"
#include "core/message/catalogue.hpp"
#include "core/message/say.hpp"
#include "tests/fuzz/problems.hpp"

#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

std::string escaped(std::string_view words)
{
    std::string out;
    for (const char c : words)
        out.append(c == '{' || c == '}' ? 2 : 1, c);
    return out;
}

void check_template(std::string_view bytes)
{
    const auto literal = message::Template::parse(escaped(bytes));
    require(literal.has_value() && literal->fields().empty() && literal->render({}) == bytes,
            "doubled braces are braces");
    const auto parsed = message::Template::parse(std::string{bytes});
    if (!parsed) {
        require(parsed.error().position < bytes.size(), "an error has a place");
        return;
    }
    std::vector<message::Field> braces;
    std::size_t longest = bytes.size();
    for (const auto name : parsed->fields()) {
        require(!name.empty() && name.front() >= 'a' && name.front() <= 'z', "a field has a name");
        braces.push_back({name, "{code}"});
        longest += bytes.size() * 6;
    }
    require(parsed->render(braces).size() <= longest, "a value is not read as a sentence");
    require(parsed->render({}).size() <= bytes.size(), "a field without a value leaves nothing");
}

void check_sentences(const config::LoadedMessages& loaded)
{
    Catalogue catalogue;
    const std::size_t all = catalogue.missing().size();
    std::size_t taken = 0;
    for (const auto& [key, sentence] : loaded.sentences) {
        require(sentence.line > 0 && !sentence.text.empty(), "a sentence stands somewhere");
        const auto problem = catalogue.set(key, sentence.text);
        require(!problem || (problem->key == key && !problem->what.empty()), "a problem says what is wrong");
        taken += problem ? 0U : 1U;
    }
    require(catalogue.missing().size() == all - taken, "what is taken is not missing");
    for (int i = 0; i < static_cast<int>(Say::count_); ++i) {
        const auto said = catalogue(static_cast<Say>(i), {{"code", "LS-26-0042"}, {"commune", "{commune}"}});
        require(text::valid_utf8(said), "what is said is UTF-8");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    check_template(bytes);
    const auto loaded = config::parse_messages(bytes, "messages.vi.toml");
    fuzz::check_problems(loaded.problems);
    check_sentences(loaded);
    return 0;
}
