#include "tests/unit/text/random_text.hpp"

#include "core/text/utf8.hpp"

#include <array>
#include <string_view>

namespace langnghe::test {
namespace {

std::size_t below(std::mt19937& random, std::size_t bound)
{
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

constexpr std::u32string_view vietnamese = U"aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯÐðáàảãạếềểễệộờữựỳỹÁẾỘỮỲ";
constexpr std::u32string_view marks = U"\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031B\u0340\u0341\uFE0F\u20E3";
constexpr std::u32string_view emoji = U"👨👩👧👦👍🏽🏿❤️\u200D\u200D🇻🇳🔥✅";
constexpr std::u32string_view spaces = U"    \n\n\t\r\u00A0\u2028\u200B\uFEFF\u202E\u2069.,!?…";
constexpr std::u32string_view others = U"한국\u1112\u1161\u11ABก็นิİKÅßΣςǅﬀ日本";

char32_t random_point(std::mt19937& random)
{
    constexpr std::array pools{vietnamese, vietnamese, vietnamese, marks, emoji, spaces, spaces, others};
    const std::size_t pool = below(random, pools.size() + 2);
    if (pool < pools.size())
        return pools[pool][below(random, pools[pool].size())];
    if (pool == pools.size())
        return static_cast<char32_t>(' ' + below(random, 95));
    const auto point = static_cast<char32_t>(below(random, 0x110000));
    return point >= 0xD800 && point <= 0xDFFF ? U'x' : point;
}

} // namespace

std::string random_text(std::mt19937& random, std::size_t most_points)
{
    std::string out;
    for (std::size_t left = below(random, most_points + 1); left > 0; --left)
        text::append(out, random_point(random));
    return out;
}

std::string random_bytes(std::mt19937& random, std::size_t most_bytes)
{
    std::string out;
    for (std::size_t left = below(random, most_bytes + 1); left > 0; --left)
        out.push_back(static_cast<char>(below(random, 256)));
    return out;
}

} // namespace langnghe::test
