#include "adapters/json/reader.hpp"
#include "adapters/zalo_bot/platform.hpp"
#include "core/text/cut.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::zalo_bot {
namespace {

constexpr std::int64_t longest_poll = 50; // seconds; 30 is the documented default

} // namespace

PlatformCall ZaloBotPlatform::call(std::string_view method, std::string body) const
{
    PlatformCall call;
    call.url = fmt::format("{}/bot{}/{}", options_.api_base, options_.token.reveal(), method);
    call.headers = {{"Content-Type", "application/json"}};
    call.body = std::move(body);
    return call;
}

// Never a parse_mode: a citizen's words cannot then break the message or dress it up. Buttons stand in the text as a
// numbered list already.
PlatformCall ZaloBotPlatform::send(const OutboxItem& item) const
{
    const nlohmann::json body{{"chat_id", item.chat}, {"text", text::shorten(item.text, traits_.longest_text)}};
    return call("sendMessage", json::dump(body));
}

PlatformCall ZaloBotPlatform::send(const OutboxItem& item, const std::vector<OutgoingFile>& files) const
{
    if (files.empty())
        return send(item);
    const OutgoingFile& file = files.front();
    if (file.kind != AttachmentKind::photo) {
        OutboxItem with_address = item;
        with_address.text += fmt::format("{}{}: {}", item.text.empty() ? "" : "\n", file.name, file.link);
        return send(with_address);
    }
    nlohmann::json body{{"chat_id", item.chat}, {"photo", file.link}};
    if (!item.text.empty())
        body["caption"] = text::shorten(item.text, traits_.photo_caption);
    return call("sendPhoto", json::dump(body));
}

// The timeout is documented as a text.
PlatformCall ZaloBotPlatform::poll(std::int64_t, std::chrono::seconds wait) const
{
    const auto seconds = std::clamp<std::int64_t>(wait.count(), 1, longest_poll);
    const nlohmann::json body{{"timeout", std::to_string(seconds)}};
    return call("getUpdates", json::dump(body));
}

PlatformCall ZaloBotPlatform::probe() const { return call("getMe", "{}"); }

} // namespace langnghe::zalo_bot
