// Answers of platforms and proxies, as our client reads them: whole and in pieces alike, bounded, nothing behind the
// end taken. The first byte says whether the request was a HEAD.

#include "adapters/net/parser.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace langnghe::net;
using langnghe::fuzz::require;

constexpr std::size_t body_limit = 700;

struct Read
{
    bool done = false;
    bool refused = false;
    std::size_t used = 0;
    Answer answer;
};

Read read(std::string_view bytes, bool to_head, std::size_t step)
{
    Read read;
    ResponseParser parser;
    parser.start(to_head, body_limit);
    for (std::size_t arrived = 0; arrived < bytes.size() && !read.done && !read.refused;) {
        arrived = std::min(bytes.size(), arrived + step);
        const Fed fed = parser.feed(bytes.substr(read.used, arrived - read.used));
        read.used += fed.used;
        read.done = fed.done && fed.status == 0;
        read.refused = fed.status != 0;
        require(read.used <= arrived, "the parser takes no more than there is");
    }
    if (!read.done && !read.refused)
        read.done = parser.end();
    if (read.done)
        parser.keep_alive();
    read.answer = std::move(parser.answer());
    return read;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    langnghe::fuzz::Input input{data, size};
    const bool to_head = input.byte() == 'H';
    const auto bytes = input.rest();
    const Read whole = read(bytes, to_head, bytes.size());
    const Read pieces = read(bytes, to_head, bytes.size() < 400 ? 1 : 5);
    require(whole.answer.body.size() <= body_limit, "a body is bounded");
    require(whole.done == pieces.done, "pieces end like the whole");
    if (!whole.done)
        return 0;
    require(whole.answer.status >= 100 && whole.answer.status <= 999, "an answer has a status");
    require(whole.answer.status == pieces.answer.status && whole.answer.body == pieces.answer.body,
            "pieces say the same");
    require(whole.used == pieces.used, "pieces end at the same byte");
    require(!to_head || whole.answer.body.empty(), "an answer to HEAD has no body");
    return 0;
}
