// What people type: commands and their arguments, ticket codes, link codes. Readings that are promised to agree do.

#include "core/officer/arguments.hpp"
#include "core/officer/order.hpp"
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

officer::Vocabulary vocabulary()
{
    using officer::Slot;
    using officer::Where;
    officer::Vocabulary words;
    words.add(Slot::field, "moi_truong", "moi truong", Where::anywhere);
    words.add(Slot::field, "dien", "dien", Where::anywhere);
    words.add(Slot::area, "khu_3", "khu 3", Where::edge);
    words.add(Slot::area, "khu_2", "khu 2", Where::edge);
    words.add(Slot::department, "kinh_te", "phong kinh te", Where::anywhere);
    words.add(Slot::department, "kinh_te", "kinh te", Where::anywhere);
    words.add(Slot::person, "1", "lan", Where::anywhere);
    words.add(Slot::person, "2", "lan", Where::anywhere);
    words.add(Slot::kind, "partly", "mot phan", Where::leading);
    words.days = true;
    return words;
}

// Nothing is made up: what is left is a part of what was typed, and reads the same once more when nothing was found.
void check_arguments(const std::string& typed)
{
    static const officer::Vocabulary words = vocabulary();
    const officer::Arguments said = officer::read_arguments(typed, letters, words, 2);
    require(said.codes.size() <= 2, "no more codes than are asked for");
    require(said.rest.size() <= typed.size(), "the rest is what was typed");
    require(said.days >= 0 && said.days <= 60, "days are in range");
    for (const auto& [slot, keys] : said.found)
        require(!keys.empty() && keys.size() <= 2, "what was found has a key, and each once");
    const officer::Arguments bare = officer::read_arguments(said.rest, letters, {}, 0);
    require(bare.found.empty() && bare.codes.empty(), "without names and codes nothing is found");
    const auto parts = [](std::string_view text) {
        std::string words_of_it;
        for (auto left = text::first_word(text); !left.word.empty(); left = text::first_word(left.rest))
            words_of_it += std::string{left.word} + ' ';
        return words_of_it;
    };
    require(!said.found.empty() || said.days > 0 || !said.codes.empty() || parts(typed).ends_with(parts(said.rest)),
            "where nothing was found everything is left");
    officer::Order order;
    order.text = said.rest;
    const auto again = officer::read(officer::write(order));
    require(again && again->text == order.text, "an order keeps its words");
    if (const auto any = officer::read(typed))
        require(officer::read(officer::write(*any)).has_value(), "what was read can be written");
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
    check_arguments(typed);
    check_link_code(typed);
    std::array<std::uint8_t, 10> random{};
    std::copy_n(data, std::min(size, random.size()), random.begin());
    const auto made = normalise_link_code(make_link_code(random));
    require(made.has_value(), "a code that is made is a code");
    return 0;
}
