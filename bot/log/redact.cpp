#include "bot/log/redact.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace langnghe::log {
namespace {

// The part to take out.
struct Hit
{
    std::size_t from = 0;
    std::size_t to = 0;
};

constexpr std::size_t longest_name = 64;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Of names and of tokens.
bool is_word(char c) { return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || c == '-'; }

// Ends a value in a form, a header, JSON or a sentence.
bool ends_value(char c)
{
    return static_cast<unsigned char>(c) <= ' ' ||
           std::string_view("\"'\\&,;<>(){}[]").find(c) != std::string_view::npos;
}

template <class Is>
std::size_t skip(std::string_view text, std::size_t at, Is is)
{
    while (at < text.size() && is(text[at]))
        ++at;
    return at;
}

std::size_t value_end(std::string_view text, std::size_t at)
{
    return skip(text, at, [](char c) { return !ends_value(c); });
}

bool same_word(std::string_view text, std::string_view small)
{
    return std::equal(text.begin(), text.end(), small.begin(), small.end(),
                      [](char a, char b) { return lower(a) == b; });
}

bool ends_with_word(std::string_view text, std::string_view small)
{
    return text.size() >= small.size() && same_word(text.substr(text.size() - small.size()), small);
}

// "123456789:AA…" of Telegram and Zalo Bot.
std::optional<Hit> bot_token(std::string_view text, std::size_t at)
{
    if (!is_digit(text[at]) || (at > 0 && is_digit(text[at - 1])))
        return std::nullopt;
    const std::size_t colon = skip(text, at, is_digit);
    if (colon - at < 6 || colon == text.size() || text[colon] != ':')
        return std::nullopt;
    const std::size_t end = skip(text, colon + 1, is_word);
    return end - colon > 30 ? std::optional(Hit{at, end}) : std::nullopt;
}

// Addresses that are keys: whoever has one may read.
std::optional<Hit> capability(std::string_view text, std::size_t at)
{
    for (const std::string_view path : {"/theo-doi/", "/tep/"}) {
        if (!text.substr(at).starts_with(path))
            continue;
        const std::size_t from = at + path.size();
        const std::size_t to = skip(text, from, is_word);
        return to > from ? std::optional(Hit{from, to}) : std::nullopt;
    }
    return std::nullopt;
}

// Where the value of name=value, "name":"value" or Name-With-Dash: value begins; nothing in plain prose.
std::optional<std::size_t> value_start(std::string_view text, std::string_view name, std::size_t at)
{
    const auto quote = [](char c) { return c == '"' || c == '\'' || c == '\\'; };
    const auto gap = [](char c) { return c == ' ' || c == '\t'; };
    const std::size_t after_quote = skip(text, at, quote);
    const std::size_t sign = skip(text, after_quote, gap);
    if (sign == text.size() || (text[sign] != '=' && text[sign] != ':'))
        return std::nullopt;
    const bool compound = name.find_first_of("_-") != std::string_view::npos;
    if (text[sign] == ':' && after_quote == at && !compound)
        return std::nullopt;
    return skip(text, skip(text, sign + 1, gap), quote);
}

std::optional<Hit> named_value(std::string_view text, std::size_t at)
{
    if (!is_word(text[at]) || (at > 0 && is_word(text[at - 1])))
        return std::nullopt;
    const std::size_t end = skip(text, at, is_word);
    const std::string_view name = text.substr(at, end - at);
    if (name.size() > longest_name)
        return std::nullopt;
    if (same_word(name, "bearer") && end < text.size() && text[end] == ' ') {
        const std::size_t to = value_end(text, end + 1);
        return to > end + 1 ? std::optional(Hit{end + 1, to}) : std::nullopt;
    }
    const bool header = same_word(name, "authorization") || same_word(name, "cookie") || same_word(name, "set-cookie");
    if (header && end < text.size() && text[end] == ':')
        return Hit{end + 1, skip(text, end, [](char c) { return c != '\r' && c != '\n'; })};
    if (!names_a_secret(name))
        return std::nullopt;
    const auto from = value_start(text, name, end);
    const std::size_t to = from ? value_end(text, *from) : 0;
    return from && to > *from ? std::optional(Hit{*from, to}) : std::nullopt;
}

std::optional<Hit> find_at(std::string_view text, std::size_t at)
{
    if (const auto hit = bot_token(text, at))
        return hit;
    if (const auto hit = capability(text, at))
        return hit;
    return named_value(text, at);
}

void take_out(std::string& text, const std::string& secret)
{
    if (secret.empty())
        return;
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at + blot.size()))
        text.replace(at, secret.size(), blot);
}

} // namespace

bool names_a_secret(std::string_view name)
{
    static constexpr std::array<std::string_view, 10> endings{"token",  "secret",       "secret_key", "password",
                                                              "passwd", "api_key",      "apikey",     "master_key",
                                                              "mac",    "code_verifier"};
    // Also as the end of a longer name, but "mac" whole.
    const auto bears = [&](std::string_view ending) {
        return ending == "mac" ? same_word(name, ending) : ends_with_word(name, ending);
    };
    return std::any_of(endings.begin(), endings.end(), bears);
}

std::string redact(std::string_view text, std::span<const std::string> known)
{
    std::string plain(text);
    for (const std::string& secret : known)
        take_out(plain, secret);

    std::string out;
    out.reserve(plain.size());
    const std::string_view rest(plain);
    for (std::size_t at = 0; at < rest.size();) {
        if (const auto hit = find_at(rest, at)) {
            out += rest.substr(at, hit->from - at);
            out += blot;
            at = hit->to;
        } else {
            out += rest[at++];
        }
    }
    return out;
}

} // namespace langnghe::log
