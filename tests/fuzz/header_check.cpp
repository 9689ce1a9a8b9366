// The strict header check on any bytes: it decides about a whole head, and a second look agrees with the first.

#include "adapters/net/header_check.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace langnghe::net;
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    const HeadEnd end = find_head_end(bytes);
    const HeadEnd half = find_head_end(bytes.substr(0, size / 2));
    if (half.state == HeadEnd::State::incomplete && find_head_end(bytes, half.size).state != end.state)
        std::abort();
    if (end.state != HeadEnd::State::complete)
        return 0;
    const CheckedHead head = check_head(bytes.substr(0, end.size));
    if (head.ok() && (head.target.empty() || (head.chunked && head.content_length != 0)))
        std::abort();
    return 0;
}
