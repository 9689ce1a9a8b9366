#include "core/text/line.hpp"

#include "core/text/cut.hpp"
#include "core/text/normalize.hpp"

namespace langnghe::text {

std::string on_one_line(std::string_view text, std::size_t limit)
{
    std::string line = shorten(clean_inbound(text), limit);
    for (char& c : line)
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    return line;
}

} // namespace langnghe::text
