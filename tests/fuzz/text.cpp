// Folding, cleaning and cutting of any bytes: well-formed, idempotent, within the limit.

#include "core/text/cut.hpp"
#include "core/text/fold.hpp"
#include "core/text/mask.hpp"
#include "core/text/normalize.hpp"
#include "core/text/utf8.hpp"
#include "core/text/words.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace langnghe;
    if (size == 0)
        return 0;
    const std::size_t limit = 2 + data[0];
    const std::string input{reinterpret_cast<const char*>(data + 1), size - 1};
    const std::string clean = text::clean_inbound(input);
    require(text::valid_utf8(clean) && text::clean_inbound(clean) == clean);
    const std::string folded = text::fold(input);
    require(text::fold(folded) == folded);
    const std::string masked = text::mask_personal(clean);
    require(text::valid_utf8(masked) && text::mask_personal(masked) == masked);
    const std::string shortened = text::shorten(clean, limit);
    require(text::valid_utf8(shortened) && text::utf16_length(shortened) <= limit);
    for (const std::string& piece : text::split_utf16(clean, limit))
        require(!piece.empty() && text::utf16_length(piece) <= limit);
    text::parse_command(input);
    return 0;
}
