#include "adapters/telegram/platform.hpp"

#include "adapters/telegram/answer.hpp"
#include "adapters/telegram/connect.hpp"
#include "core/channel/bot_token.hpp"
#include "core/hash/hash.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe::telegram {
namespace {

constexpr std::size_t max_polled_nodes = 100 * json::max_nodes; // a hundred updates at most
constexpr std::string_view secret_header = "X-Telegram-Bot-Api-Secret-Token";

// Limits of the Bot API; rates from its FAQ, a little below what it names.
constexpr ChannelTraits telegram_traits()
{
    ChannelTraits traits;
    traits.longest_text = 4096;
    traits.buttons = 8;
    traits.button_title = 64;
    traits.button_data = 64;
    traits.files = 10;
    traits.files_with_buttons = 1; // an album has none
    traits.photo_caption = 1024;
    traits.file_caption = 1024;
    traits.photo_bytes = 10'000'000;
    traits.edits = true;
    traits.names = true;
    traits.private_spacing = std::chrono::seconds{1};
    traits.group_spacing = std::chrono::seconds{3};
    traits.per_second = 25;
    traits.burst = 5;
    return traits;
}

// Of the three ways to disturb a poll, in plain words: what to do.
std::string_view advice_for_conflict(std::string_view error)
{
    if (error.find("webhook is active") != std::string_view::npos)
        return "; run langnghe channel connect for this channel: it takes the webhook away and loses nothing";
    if (error.find("other getUpdates") != std::string_view::npos)
        return "; another program fetches with this token: stop it, or make a token of its own at @BotFather";
    return "";
}

} // namespace

TelegramPlatform::TelegramPlatform(TelegramOptions options) : options_(std::move(options)), traits_(telegram_traits())
{
    if (options_.bot_id.empty())
        options_.bot_id = bot_id_in(options_.token.reveal());
    username_.learn(options_.bot_username);
}

UpdateContext TelegramPlatform::context(TimePoint received_at) const
{
    return {options_.channel, options_.bot_id, username_.name(), received_at};
}

Reception TelegramPlatform::receive(const WebhookRequest& request) const
{
    using Verdict = Reception::Verdict;
    if (options_.webhook_secret.empty())
        return {Verdict::unconfigured, {}, "no webhook secret", {}};
    const auto secret = request.header(secret_header);
    const bool older = !options_.older_secret.empty() && options_.older_secret.equals(secret);
    if (!options_.webhook_secret.equals(secret) && !older)
        return {Verdict::unauthorized, {}, "wrong or missing secret token", {}};
    const auto document = json::parse(request.body);
    if (document)
        return {Verdict::events, {read_update(document->root(), context(request.received_at))}, {}, {}};
    // An object with more values than we read is authentic all the same: refusing it would hold up its chat for a day.
    if (document.error() == json::Fault::too_many_nodes)
        return {Verdict::events, parse(request.body, request.received_at), {}, {}};
    return {Verdict::malformed, {}, document.error().message(), {}};
}

std::vector<InboundEvent> TelegramPlatform::parse(std::string_view body, TimePoint received_at) const
{
    if (const auto document = json::parse(body))
        return {read_update(document->root(), context(received_at))};
    InboundEvent event;
    event.channel = options_.channel;
    event.key = fmt::format("{}/{}", options_.bot_id, hash::sha256_hex(body));
    event.type = "unknown";
    event.at = received_at;
    event.content = Unknown{"JSON out of bounds"};
    return {std::move(event)};
}

Outcome TelegramPlatform::read(const PlatformAnswer& answer, const OutboxItem& item) const
{
    return read_answer(answer, item, options_.token.reveal());
}

std::string TelegramPlatform::read_probe(const PlatformAnswer& answer) const
{
    const auto outcome = read(answer, {});
    if (outcome.kind != Outcome::Kind::accepted)
        return outcome.error;
    const auto document = json::parse(answer.body);
    const auto bot = document ? document->root().object("result") : json::View{};
    if (bot.id("id") != options_.bot_id)
        return "the answer is not about this bot";
    username_.learn(bot.text("username"));
    return {};
}

Polled TelegramPlatform::read_poll(const PlatformAnswer& answer) const
{
    Polled polled;
    const auto document = json::parse(answer.body, {json::max_depth, max_polled_nodes});
    if (!document || !document->root().flag("ok").value_or(false)) {
        polled.outcome = read(answer, {});
        polled.outcome.error += advice_for_conflict(polled.outcome.error);
        return polled;
    }
    polled.outcome.kind = Outcome::Kind::accepted;
    for (const auto& update : document->root().array("result")) {
        polled.updates.push_back(update.to_text());
        if (const auto number = update.integer("update_id"); number && *number < INT64_MAX)
            polled.next_offset = std::max(polled.next_offset.value_or(0), *number + 1);
    }
    return polled;
}

std::unique_ptr<Connecting> TelegramPlatform::connect(ConnectRequest request) const
{
    ConnectTools tools;
    tools.call = [this](std::string_view method, std::string body) { return call(method, std::move(body)); };
    tools.read = [this](const PlatformAnswer& answer) { return read(answer, {}); };
    tools.bot_id = options_.bot_id;
    tools.secret = options_.webhook_secret.reveal();
    return std::make_unique<Connect>(std::move(tools), *this, std::move(request));
}

std::string TelegramPlatform::missing() const
{
    if (options_.token.empty())
        return "token";
    if (options_.bot_id.empty())
        return "token of the form <bot id>:<key>";
    return options_.webhook_secret.empty() && !options_.polling ? "webhook_secret" : "";
}

} // namespace langnghe::telegram
