// Zalo's signature: lines one and two are the two headers, the rest the body; "@" in the first stands for the right
// digest. What is let in must be signed by an oracle of its own, and one changed bit must shut the door.

#include "adapters/json/reader.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "core/hash/hash.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;

const std::string app = "3186720551293846017";
const std::string oa = "2741853096128840375";

zalo_oa::ZaloOaPlatform make_platform()
{
    zalo_oa::ZaloOaOptions options;
    options.channel = "zalo";
    options.app_id = app;
    options.oa_id = oa;
    options.oa_secret_key = Secret{"secret"};
    return zalo_oa::ZaloOaPlatform{options};
}

std::string digest(const std::string& first, std::string_view body, std::string_view time)
{
    return hash::sha256_hex(first + std::string{body}.append(time) + "secret");
}

// The header says nothing but this digest: blanks, one "mac=" and case aside.
bool says(std::string_view header, const std::string& mac)
{
    std::string said;
    for (const char c : header)
        if (c != ' ' && c != '\t')
            said += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    return said == mac || said == "mac=" + mac;
}

bool is_signed(std::string_view header, std::string_view body, std::string_view body_time, std::string_view time)
{
    const bool digits = !time.empty() && time.find_first_not_of("0123456789") == std::string_view::npos;
    for (const std::string& first : {app, oa})
        if (says(header, digest(first, body, body_time)) || (digits && says(header, digest(first, body, time))))
            return true;
    return false;
}

Reception::Verdict receive(std::string_view body, std::string_view mac, std::string_view time)
{
    static const auto platform = make_platform();
    const auto header = [&](std::string_view name) { return name == "X-ZEvent-Signature" ? mac : time; };
    return platform.receive({body, header, from_millis(1'795'280'000'000)}).verdict;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Verdict = Reception::Verdict;
    fuzz::Input input{data, size};
    std::string mac{input.line()};
    const std::string_view time = input.line();
    std::string body{input.rest()};
    if (const auto mark = mac.find('@'); mark != std::string::npos)
        mac.replace(mark, 1, digest(app, body, time));

    if (receive(body, mac, time) != Verdict::events)
        return 0;
    const auto document = json::parse(body);
    require(document.has_value(), "what is let in is JSON");
    require(is_signed(mac, body, document->root().id("timestamp"), time), "what is let in is signed");

    const std::size_t place = size % body.size();
    body[place] = static_cast<char>(body[place] ^ 1);
    require(receive(body, mac, time) != Verdict::events, "a changed body is not let in");
    body[place] = static_cast<char>(body[place] ^ 1);
    auto& digit = *std::find_if(mac.rbegin(), mac.rend(), [](char c) { return c != ' ' && c != '\t'; });
    digit = digit == '0' ? '1' : '0';
    require(receive(body, mac, time) == Verdict::unauthorized, "a changed signature is not let in");
    return 0;
}
