#include "bot/config/problem.hpp"

#include <fmt/format.h>

namespace langnghe::config {

std::string to_string(const Problem& problem)
{
    std::string text = problem.line > 0 ? fmt::format("{}:{}: {}", problem.file, problem.line, problem.what)
                                        : fmt::format("{}: {}", problem.file, problem.what);
    if (!problem.instead.empty())
        text += "; " + problem.instead;
    return text;
}

} // namespace langnghe::config
