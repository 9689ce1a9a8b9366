// What people type: commands, ticket codes, link codes. Readings that are promised to agree do.

#include "core/people/link_code.hpp"
#include "core/text/utf8.hpp"
#include "core/text/words.hpp"
#include "core/ticket/code.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

constexpr std::string_view letters = "LS";

void check_command(const std::string& typed)
{
    const auto command = text::parse_command(typed);
    if (!command)
        return;
    require(!command->name.empty() && command->name.size() <= 32, "a command has a name, and a short one");
    for (const char c : command->name)
        require((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_', "a command's name is folded");
    require(text::trim(command->rest) == command->rest, "the rest is trimmed");
    const std::string bot = command->at_bot.empty() ? "" : '@' + command->at_bot;
    const auto again = text::parse_command('/' + command->name + bot + ' ' + command->rest);
    require(again && again->name == command->name && again->at_bot == command->at_bot && again->rest == command->rest,
            "a command reads the same again");
}

void check_words(const std::string& typed)
{
    const auto [word, rest] = text::first_word(typed);
    require(word.empty() == text::trim(typed).empty(), "only the blank has no first word");
    require(word.size() + rest.size() <= typed.size(), "words are parts");
    require(text::first_word(word).word == word, "a word is one word");
}

void check_ticket_code(const std::string& typed)
{
    const auto whole = parse_code(typed, letters);
    const auto inside = find_code(typed, letters);
    for (const auto& code : {whole, inside}) {
        if (!code)
            continue;
        require(code->number > 0 && code->year >= 2000 && code->year < 2100, "a code is in range");
        const std::string written = to_text(*code, letters);
        require(parse_code(written, letters) == code && find_code(written, letters) == code,
                "a code reads the same again");
    }
    require(!whole || inside == whole, "a code alone is also found");
}

void check_link_code(const std::string& typed)
{
    const auto code = normalise_link_code(typed);
    if (!code)
        return;
    require(code->size() == 10 && normalise_link_code(*code) == code, "a link code is its own normal form");
    std::string small = *code;
    std::transform(small.begin(), small.end(), small.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    require(normalise_link_code(small.insert(5, " - ")) == code, "case and gaps do not matter");
    require(link_code_digest(*code).size() == 64, "a digest is stored");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string typed{reinterpret_cast<const char*>(data), size};
    check_command(typed);
    check_words(typed);
    check_ticket_code(typed);
    check_link_code(typed);
    std::array<std::uint8_t, 10> random{};
    std::copy_n(data, std::min(size, random.size()), random.begin());
    const auto made = normalise_link_code(make_link_code(random));
    require(made.has_value(), "a code that is made is a code");
    return 0;
}
