#pragma once
// The code that a citizen reads and types: LS-26-0042. The commune's letters, the year in Vietnam's time, a counter
// of at least four digits that may grow. A label, never a key that gives access.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe {

struct TicketCode
{
    int year = 0;            // 2026
    std::int64_t number = 0; // from 1 within the year

    friend bool operator==(const TicketCode&, const TicketCode&) = default;
};

std::string to_text(const TicketCode& code, std::string_view commune_letters);

// The whole message is a code: "LS-26-0042", "ls26 42", "LS 26 42"; nothing for anything else.
std::optional<TicketCode> parse_code(std::string_view text, std::string_view commune_letters);

// The first code inside a longer text, as in a citizen's sentence.
std::optional<TicketCode> find_code(std::string_view text, std::string_view commune_letters);

} // namespace langnghe
