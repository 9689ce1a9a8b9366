#include "core/text/mask_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace langnghe::text::masking {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t most_digits = 16;
constexpr std::string_view hidden = "xx xxx "; // of a masked phone number: "09xx xxx 678"
constexpr std::array phone_words{"sdt"sv, "dt"sv, "tel"sv, "phone"sv, "zalo"sv, "so"sv, "goi"sv, "lh"sv, "alo"sv};
constexpr std::array identity_words{"cccd"sv,     "cmnd"sv,       "cmt"sv,      "cmtnd"sv,
                                    "can cuoc"sv, "chung minh"sv, "dinh danh"sv};

// Groups of digits with short separators between them, as numbers are written by hand.
struct Number
{
    std::size_t begin = 0; // of the whole, an opening bracket or plus sign included
    bool plus = false;
    bool only_spaces = true; // between the groups
    std::string digits;
    std::vector<std::size_t> ends; // byte after each group
    std::vector<std::size_t> sums; // digits up to and with each group
};

struct Masked
{
    std::size_t end = 0;
    std::string shown;
};

void read_group(std::string_view text, std::size_t& here, Number& number)
{
    while (digit(at(text, here)))
        number.digits.push_back(text[here++]);
    number.ends.push_back(here);
    number.sums.push_back(number.digits.size());
}

// What is masked already is nobody's number, nor a part of one beside it.
bool mask_begins(std::string_view text, std::size_t offset)
{
    return digit(at(text, offset)) && digit(at(text, offset + 1)) && text.substr(offset + 2).starts_with(hidden);
}

// The last three digits of one; whatever else comes after such letters is a number like any other.
bool ends_mask(std::string_view text, std::size_t offset)
{
    const std::size_t before = hidden.size() + 2;
    const bool three = digit(at(text, offset + 1)) && digit(at(text, offset + 2)) && !digit(at(text, offset + 3));
    return three && offset >= before && mask_begins(text, offset - before);
}

Number read_number(std::string_view text, std::size_t offset)
{
    Number number;
    number.begin = offset;
    std::size_t here = offset;
    for (; at(text, here) == '(' || at(text, here) == '+'; ++here)
        number.plus = number.plus || text[here] == '+';
    while (digit(at(text, here)) && !mask_begins(text, here) && number.digits.size() <= most_digits) {
        read_group(text, here, number);
        for (int marks = 0; marks < 3 && separator(text, here) > 0; ++marks) {
            number.only_spaces = number.only_spaces && at(text, here) == ' ';
            here += separator(text, here);
        }
    }
    return number;
}

std::size_t group_size(const Number& number, std::size_t index) noexcept
{
    return index < number.sums.size() ? number.sums[index] - (index > 0 ? number.sums[index - 1] : 0) : 0;
}

bool year_at(const Number& number, std::size_t index)
{
    if (group_size(number, index) != 4)
        return false;
    const std::string_view group = std::string_view(number.digits).substr(number.sums[index] - 4, 4);
    return group.starts_with("19") || group.starts_with("20");
}

// 05-08-2025 17 or 08-2025 17: digits enough for a phone, but a date.
bool begins_with_date(const Number& number)
{
    const bool short_first = group_size(number, 0) <= 2;
    const bool day_month_year = short_first && group_size(number, 1) <= 2 && year_at(number, 2);
    const bool month_year = short_first && year_at(number, 1) && group_size(number, 2) == 2;
    return day_month_year || month_year;
}

// Digits before the national number without its trunk zero; nothing if no phone begins so.
std::optional<std::size_t> prefix_size(const Number& number)
{
    const std::string_view digits = number.digits;
    const auto with_zero = [&](std::size_t size) { return digits.substr(size).starts_with('0') ? size + 1 : size; };
    if (digits.starts_with("0084"))
        return with_zero(4);
    if (digits.starts_with("84"))
        return with_zero(2);
    if (digits.starts_with('0') && !number.plus)
        return 1;
    return std::nullopt;
}

// Subscriber numbers have 9 digits, landlines 10 (since 2017), and mobiles before 2018 had 10 that begin with 1.
bool national(std::string_view digits) noexcept
{
    if (digits.size() == 9)
        return digits.front() >= '2';
    return digits.size() == 10 && (digits.front() == '1' || digits.front() == '2');
}

std::optional<Masked> phone(std::string_view text, const Number& number, bool compact)
{
    const auto prefix = prefix_size(number);
    if (!prefix || begins_with_date(number))
        return std::nullopt;
    const bool bare_84 = number.digits.starts_with("84") && !number.plus;
    for (std::size_t index = number.ends.size(); index-- > 0;) {
        if (number.sums[index] <= *prefix || (compact && index > 0))
            continue;
        const std::string_view digits = std::string_view(number.digits).substr(0, number.sums[index]);
        const std::string_view subscriber = digits.substr(*prefix);
        if (!national(subscriber) || (bare_84 && amount_ends(text, number.ends[index])))
            continue;
        const std::string last(subscriber.substr(subscriber.size() - 3));
        return Masked{number.ends[index], std::string("0") + subscriber.front() + std::string(hidden) + last};
    }
    return std::nullopt;
}

bool groups_of_three(const Number& number, std::size_t groups) noexcept
{
    for (std::size_t index = 0; index < groups; ++index) {
        if (group_size(number, index) != 3)
            return false;
    }
    return true;
}

// How many groups make an identity number: 12 digits together or, from 0 on, in groups of 3 and more; 9 digits
// together or in threes.
std::optional<std::size_t> identity_groups(const Number& number, bool named)
{
    for (std::size_t index = 0; index < number.sums.size(); ++index) {
        const std::size_t sum = number.sums[index];
        if (group_size(number, index) < 3)
            return std::nullopt;
        if (sum == 12 && (index == 0 || number.digits.front() == '0' || named))
            return index + 1;
        const bool last = index + 1 == number.sums.size();
        const bool threes = last && index == 2 && groups_of_three(number, 3) && (number.only_spaces || named);
        if (sum == 9 && (index == 0 || threes))
            return index + 1;
    }
    return std::nullopt;
}

std::optional<Masked> identity(std::string_view text, const Number& number, bool inside_code)
{
    if (number.plus || !identity_groups(number, true))
        return std::nullopt;
    const bool named = word_before(text, number.begin, identity_words);
    const auto groups = identity_groups(number, named);
    if (!groups)
        return std::nullopt;
    const std::size_t end = number.ends[*groups - 1];
    const char next = at(text, end);
    const bool goes_on = (next == '-' || next == '.' || next == ',' || next == '/') && digit(at(text, end + 1));
    const bool certain = named || (number.digits.front() == '0' && number.sums[*groups - 1] == 12);
    if (!certain && (inside_code || goes_on || amount_ends(text, end)))
        return std::nullopt;
    return Masked{end, std::string(bullets)};
}

// The letters right before `offset` name what follows: "sdt0912".
bool named_by_letters(std::string_view text, std::size_t offset)
{
    return word_before(text, offset, phone_words) || word_before(text, offset, identity_words);
}

std::optional<Masked> number_at(std::string_view text, std::size_t offset)
{
    const char first = at(text, offset);
    const bool opens = (first == '(' || first == '+') && (digit(at(text, offset + 1)) || at(text, offset + 1) == '+');
    if (!digit(first) && !opens)
        return std::nullopt;
    const char before = offset > 0 ? text[offset - 1] : '\0';
    if (ends_mask(text, offset))
        return std::nullopt;
    if (letter(before) && digit(first) && !named_by_letters(text, offset))
        return std::nullopt;

    const Number number = read_number(text, offset);
    const bool mark = before == '.' || before == ',' || before == '-' || before == '/';
    const bool after_digit = mark && offset > 1 && digit(text[offset - 2]);
    const bool after_letter = mark && offset > 1 && letter(text[offset - 2]);
    auto found = phone(text, number, after_digit);
    if (!found)
        found = identity(text, number, after_digit || after_letter);
    const bool bracket_stays =
        found && first == '(' && text.substr(offset, found->end - offset).find(')') == std::string_view::npos;
    if (bracket_stays)
        found->shown.insert(0, 1, '(');
    return found;
}

} // namespace

std::string mask_numbers(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        if (auto found = number_at(text, offset)) {
            out += found->shown;
            offset = found->end;
            continue;
        }
        const bool run = digit(text[offset]); // never begin in the middle of a group
        do
            out.push_back(text[offset++]);
        while (run && digit(at(text, offset)));
    }
    return out;
}

} // namespace langnghe::text::masking
