#pragma once
// People as they are spoken of in Vietnamese: by the whole name, or by a title and its end, where the given name is.

#include "core/commune/written.hpp"

#include <array>
#include <string_view>

namespace langnghe {

// Folded.
inline constexpr std::array<std::string_view, 16> titles_of_people{
    "ong",  "ba",       "anh",    "chi",      "co",     "chu",          "bac",        "em",
    "thay", "dong chi", "can bo", "chu tich", "bi thu", "truong phong", "truong khu", "cong chuc"};

// A text in which people are looked for; borrows it.
class Spoken
{
public:
    explicit Spoken(std::string_view text);

    // Recall first: a given name behind a title will do; with its diacritics, unless the text has hardly any.
    bool names(std::string_view person);

private:
    bool has(std::string_view folded) const;

    std::string words_; // folded, a space around each
    Written written_;
};

} // namespace langnghe
