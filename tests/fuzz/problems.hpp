#pragma once
// What holds for the problems of every file that a person wrote.

#include "bot/config/problem.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <vector>

namespace langnghe::fuzz {

inline void check_problems(const std::vector<config::Problem>& problems)
{
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    int line = 0;
    for (const config::Problem& problem : problems) {
        require(!problem.what.empty(), "a problem says what is wrong");
        require(problem.line >= line, "problems come by line");
        line = problem.line;
        const std::string text = to_string(problem);
        require(text::valid_utf8(text), "a problem is UTF-8");
        require(std::none_of(text.begin(), text.end(), control), "a problem is one line without control characters");
    }
}

} // namespace langnghe::fuzz
