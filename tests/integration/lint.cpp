#include "tests/integration/lint.hpp"

#include "core/text/normalize.hpp"
#include "core/ticket/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace langnghe::test {
namespace {

constexpr std::array english{"the",    "and",           "ticket",     "tickets", "report", "error",  "code",
                             "status", "unknown",       "field",      "area",    "user",   "please", "your",
                             "you",    "closed",        "open",       "result",  "reason", "none",   "null",
                             "true",   "false",         "yes",        "overdue", "urgent", "score",  "handler",
                             "leader", "front_officer", "supervisor", "keeper"};
// Not how the commune speaks to its people.
constexpr std::array wrong_address{" bạn ", " bạn,", "các bạn", "quý khách", "quý vị",
                                   " mày ", " tao ", " cậu ",   "thưa ngài"};

// Words of Latin letters without marks, digits and underscores.
std::vector<std::string> plain_words(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    bool plain = true;
    const auto close = [&] {
        if (!word.empty() && plain)
            words.push_back(word);
        word.clear();
        plain = true;
    };
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x80) {
            plain = false;
            word += c;
        } else if (std::isalnum(byte) != 0 || c == '_') {
            word += static_cast<char>(std::tolower(byte));
        } else {
            close();
        }
    }
    close();
    return words;
}

std::size_t characters(std::string_view text)
{
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool is_key(const std::string& word)
{
    const bool status = std::ranges::any_of(all_statuses, [&](Status known) { return name_of(known) == word; });
    return status || (word.find('_') != std::string::npos && std::isalpha(static_cast<unsigned char>(word[0])) != 0);
}

// Without what stands in quotation marks: other people's words, or what is to be typed.
std::string unquoted(std::string_view text)
{
    std::string left;
    for (std::size_t at = 0; at < text.size();) {
        const auto open = std::min(text.find("“", at), text.size());
        left += text.substr(at, open - at);
        const auto close = text.find("”", open);
        at = close == std::string_view::npos ? text.size() : close + std::string_view{"”"}.size();
    }
    return left;
}

// Messages that share one are longer together.
std::size_t longest_part(std::string_view text)
{
    std::size_t longest = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find("\n\n", at), text.size());
        longest = std::max(longest, characters(text.substr(at, end - at)));
        at = end + 2;
    }
    return longest;
}

std::string lower(std::string text)
{
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

} // namespace

std::vector<std::string> lint(std::string_view text, Audience audience, std::size_t longest)
{
    std::vector<std::string> faults;
    if (text::nfc(text) != text)
        faults.emplace_back("is not NFC");
    if (const auto length = longest_part(text); length > longest)
        faults.push_back(fmt::format("has {} characters, more than {}", length, longest));
    for (const std::string& word : plain_words(text)) {
        if (is_key(word))
            faults.push_back(fmt::format("shows the key {}", word));
        else if (std::ranges::find(english, word) != english.end())
            faults.push_back(fmt::format("speaks English: {}", word));
    }
    if (text.find("{") != std::string_view::npos)
        faults.emplace_back("has an unfilled field");
    if (audience == Audience::official)
        return faults;
    const std::string small = " " + lower(unquoted(text)) + " ";
    for (const std::string_view address : wrong_address)
        if (small.find(address) != std::string::npos)
            faults.push_back(fmt::format("calls people{}", address));
    for (std::size_t at = small.find(" tôi"); at != std::string::npos; at = small.find(" tôi", at + 1))
        if (at < 6 || small.substr(0, at).rfind("chúng") != at - std::string_view{"chúng"}.size())
            faults.emplace_back("says \"tôi\" of itself");
    if (audience == Audience::group && small.find("anh/chị") != std::string::npos)
        faults.emplace_back("says \"anh/chị\" in a group");
    return faults;
}

} // namespace langnghe::test
