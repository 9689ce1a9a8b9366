#include "adapters/telegram/platform.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace langnghe::telegram {
namespace {

constexpr std::size_t longest_path = 256;

// "photos/file_7.jpg": below the bot's own folder, in letters that mean nothing else in an address.
bool is_file_path(std::string_view path)
{
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
               c == '-' || c == '/';
    };
    return !path.empty() && path.size() <= longest_path && path.front() != '/' &&
           path.find("..") == std::string_view::npos && path.find("//") == std::string_view::npos &&
           std::ranges::all_of(path, plain);
}

} // namespace

std::optional<PlatformCall> TelegramPlatform::locate(const Attachment& attachment) const
{
    const nlohmann::json body{{"file_id", attachment.source}};
    return call("getFile", json::dump(body));
}

// A file that the Bot API will never give out is refused with 400; a wrong token, a flood or a fault passes.
Located TelegramPlatform::read_location(const PlatformAnswer& answer) const
{
    Located located;
    located.outcome = read(answer, {});
    if (located.outcome.kind != Outcome::Kind::accepted)
        return located;
    const auto document = json::parse(answer.body);
    const auto path = document ? document->root().object("result").text("file_path") : std::string_view{};
    if (!is_file_path(path)) {
        located.outcome.kind = path.empty() ? Outcome::Kind::temporary : Outcome::Kind::permanent;
        located.outcome.error = path.empty() ? "no path of the file yet" : "a path of the file that leads elsewhere";
        return located;
    }
    located.proxy = options_.proxy;
    located.url = options_.api_base;
    located.url.append("/file/bot").append(options_.token.reveal()).append("/").append(path);
    return located;
}

} // namespace langnghe::telegram
