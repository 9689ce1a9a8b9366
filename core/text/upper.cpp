#include "core/text/upper.hpp"

#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"

#include <unicode/uchar.h>

namespace langnghe::text {

std::string upper(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    const std::string composed = nfc(text);
    for (const char32_t point : CodePoints(composed))
        append(out, static_cast<char32_t>(u_toupper(static_cast<UChar32>(point))));
    return nfc(out);
}

} // namespace langnghe::text
