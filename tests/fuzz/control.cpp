// The two lines of the control socket: any bytes give a request or a reason, and what is written is read the same.

#include "bot/control/line.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

void check_line(const std::string& line)
{
    require(line.find('\n') == line.size() - 1, "a line ends once, at its end");
    require(text::valid_utf8(line), "a line is UTF-8");
}

void check_request(std::string_view line)
{
    std::string why;
    const auto request = control::read_request(line, why);
    if (!request) {
        require(!why.empty() && why.find('\n') == std::string::npos, "a refusal says why in one line");
        return;
    }
    require(request->arguments.starts_with('{'), "arguments are an object");
    const std::string written = control::write_request(request->verb, request->arguments);
    check_line(written);
    const auto again = control::read_request(written, why);
    require(again.has_value() && again->verb == request->verb && again->arguments == request->arguments,
            "a request reads the same again");
}

void check_reply(std::string_view line)
{
    const auto reply = control::read_reply(line);
    if (!reply)
        return;
    const std::string written = control::write_reply(*reply);
    check_line(written);
    const auto again = control::read_reply(written);
    require(again.has_value() && again->ok == reply->ok && again->document == reply->document &&
                again->error == reply->error,
            "a reply reads the same again");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    check_request(bytes);
    check_reply(bytes);
    // What the program says itself may bear any bytes that came from elsewhere.
    const std::string any{bytes};
    check_line(control::write_reply({false, {}, any}));
    check_line(control::write_request(bytes, {}));
    return 0;
}
