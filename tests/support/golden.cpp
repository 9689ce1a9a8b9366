#include "tests/support/golden.hpp"

#include "tests/support/source_dir.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace langnghe::test {
namespace {

std::string read(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string first_difference(const std::string& expected, const std::string& actual)
{
    std::istringstream left(expected);
    std::istringstream right(actual);
    for (int line = 1; left || right; ++line) {
        std::string wanted;
        std::string found;
        std::getline(left, wanted);
        std::getline(right, found);
        if (wanted != found)
            return "line " + std::to_string(line) + "\n  expected: " + wanted + "\n  found:    " + found;
    }
    return "line ends or the end of the file";
}

} // namespace

std::string differs_from_golden(const std::string& name, std::string_view text)
{
    const std::string path = (langnghe::test::source_dir() / "tests/golden" / name).string();
    const char* regenerate = std::getenv("LANGNGHE_REGENERATE");
    if (regenerate != nullptr && std::string_view{regenerate} == "1")
        std::ofstream(path, std::ios::binary) << text;
    const std::string expected = read(path);
    if (expected == text)
        return {};
    return name + ", " + first_difference(expected, std::string{text});
}

} // namespace langnghe::test
