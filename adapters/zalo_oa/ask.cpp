// What is asked of the platform besides sending.
#include "adapters/zalo_oa/past.hpp"
#include "adapters/zalo_oa/platform.hpp"

#include <fmt/format.h>

namespace langnghe::zalo_oa {
namespace {

// Group ids are letters and digits; anything else is written out.
std::string encoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

} // namespace

PlatformCall ZaloOaPlatform::get(std::string path) const
{
    PlatformCall call;
    call.method = "GET";
    call.url = options_.api_base + path;
    call.headers = {{"access_token", std::string{options_.access_token.reveal()}}};
    return call;
}

PlatformCall ZaloOaPlatform::probe() const { return get("/v2.0/oa/getoa"); }

PlatformCall ZaloOaPlatform::past(std::string_view group, std::size_t page) const
{
    return get(fmt::format("/v3.0/oa/group/conversation?group_id={}&offset={}&count={}", encoded(group),
                           page * past_page, past_page));
}

PastPage ZaloOaPlatform::read_past(const PlatformAnswer& answer, std::string_view group) const
{
    const ChatRef chat{std::string{group}, ChatKind::group, {}, {}};
    return read_past_page(answer, {chat, options_.oa_id, options_.access_token.reveal()});
}

} // namespace langnghe::zalo_oa
