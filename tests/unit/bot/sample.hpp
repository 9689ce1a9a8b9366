#pragma once
// A good configuration with its secrets, to spoil one line at a time.

#include "bot/config/config.hpp"
#include "tests/unit/bot/folder.hpp"

#include <string>
#include <string_view>

namespace langnghe::test {

// One string a line, so that a test can name lines by number.
class Sample
{
public:
    Sample();

    // Replaces line `number`, which must contain `was`; the others keep their numbers.
    Sample& line(int number, std::string_view was, std::string_view now);
    config::Loaded load(unsigned mode = 0644) const;
    const Folder& folder() const { return folder_; }

private:
    Folder folder_;
    std::string text_;
};

// "5: what; instead" of each, one a line.
std::string listed(const std::vector<config::Problem>& problems);

} // namespace langnghe::test
