// What is asked of the platform besides sending.
#include "adapters/zalo_oa/group.hpp"
#include "adapters/zalo_oa/past.hpp"
#include "adapters/zalo_oa/platform.hpp"
#include "adapters/zalo_oa/url.hpp"

#include <fmt/format.h>

namespace langnghe::zalo_oa {

PlatformCall ZaloOaPlatform::get(std::string path) const
{
    PlatformCall call;
    call.method = "GET";
    call.url = options_.api_base + path;
    sign(call);
    return call;
}

PlatformCall ZaloOaPlatform::probe() const { return get("/v2.0/oa/getoa"); }

PlatformCall ZaloOaPlatform::past(std::string_view group, std::size_t page) const
{
    return get(fmt::format("/v3.0/oa/group/conversation?group_id={}&offset={}&count={}", encode(group),
                           page * past_page, past_page));
}

PlatformCall ZaloOaPlatform::ask_group(std::string_view group) const
{
    return get(fmt::format("/v3.0/oa/group/getgroup?group_id={}", encode(group)));
}

GroupFacts ZaloOaPlatform::read_group(const PlatformAnswer& answer) const
{
    return read_group_facts(answer, options_.access_token.reveal());
}

PastPage ZaloOaPlatform::read_past(const PlatformAnswer& answer, std::string_view group) const
{
    const ChatRef chat{std::string{group}, ChatKind::group, {}, {}};
    return read_past_page(answer, {chat, options_.oa_id, options_.access_token.reveal()});
}

} // namespace langnghe::zalo_oa
