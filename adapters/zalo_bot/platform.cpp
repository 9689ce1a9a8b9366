#include "adapters/zalo_bot/platform.hpp"

#include "adapters/zalo_bot/answer.hpp"
#include "adapters/zalo_bot/catalogue.hpp"
#include "adapters/zalo_bot/connect.hpp"
#include "core/channel/bot_token.hpp"
#include "core/hash/hash.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>

namespace langnghe::zalo_bot {
namespace {

constexpr std::string_view secret_header = "X-Bot-Api-Secret-Token";
constexpr std::size_t longest_test = 1024; // bytes of a test event

// sendMessage's page: text of 1 to 2000; nothing says in which unit, so the smaller one counts. No edit, no button, no
// echo, no document, place or contact in either direction. The package "Basic": 50 users, 3 groups, 3,000 messages a
// month (price page, September 2026). No rate is published: the pace is a guess on the careful side.
constexpr ChannelTraits zalo_bot_traits()
{
    ChannelTraits traits;
    traits.longest_text = 2000;
    traits.buttons = 0;
    traits.edits = false;
    traits.echoes = false;
    traits.names = true;
    traits.files = 1;
    traits.files_with_buttons = 1; // buttons are words here
    traits.photo_caption = 2000;   // sendPhoto's page
    traits.file_caption = 1500;    // the file's address comes after it
    traits.takes_files = false;
    traits.quota = {3000, 50, 3};
    traits.private_spacing = std::chrono::seconds{1};
    traits.group_spacing = std::chrono::seconds{3};
    traits.per_second = 5;
    traits.burst = 5;
    return traits;
}

// The platform tries the address when it is saved: seen with an empty body, and with an event of its own. Neither is
// stored, so neither needs the secret; a wrong one is refused, so that the test shows it.
bool is_test(const WebhookRequest& request)
{
    if (text::trim(request.body).empty())
        return true;
    if (request.body.size() > longest_test)
        return false;
    const auto document = json::parse(request.body);
    if (!document)
        return false;
    const auto events = events_in(document->root());
    return events.size() == 1 && events.front().text("event_name") == test_event;
}

Reception refuse(Reception::Verdict verdict, std::string reason) { return {verdict, {}, std::move(reason), {}}; }

} // namespace

ZaloBotPlatform::ZaloBotPlatform(ZaloBotOptions options)
    : options_(std::move(options)), bot_id_(bot_id_in(options_.token.reveal())), traits_(zalo_bot_traits())
{}

EventContext ZaloBotPlatform::context(TimePoint received_at) const
{
    return {options_.channel, bot_id_, options_.names, received_at};
}

Reception ZaloBotPlatform::receive(const WebhookRequest& request) const
{
    using Verdict = Reception::Verdict;
    const auto secret = request.header(secret_header);
    const bool older = !options_.older_secret.empty() && options_.older_secret.equals(secret);
    const bool genuine = older || (!options_.webhook_secret.empty() && options_.webhook_secret.equals(secret));
    if ((genuine || secret.empty() || request.body.empty()) && is_test(request))
        return refuse(Verdict::probe, "the platform's test of the address");
    if (options_.webhook_secret.empty())
        return refuse(Verdict::unconfigured, "no webhook secret");
    if (!genuine)
        return refuse(Verdict::unauthorized, "wrong or missing secret token");
    const auto document = json::parse(request.body);
    if (!document && document.error() != json::make_error_code(json::Fault::too_many_nodes))
        return refuse(Verdict::malformed, document.error().message());
    return {Verdict::events,
            parse(request.body, request.received_at),
            {},
            document ? variants_of(document->root()) : std::string{}};
}

std::vector<InboundEvent> ZaloBotPlatform::parse(std::string_view body, TimePoint received_at) const
{
    std::vector<InboundEvent> events;
    if (const auto document = json::parse(body)) {
        for (const json::View event : events_in(document->root()))
            events.push_back(read_event(event, context(received_at)));
        return events;
    }
    InboundEvent event;
    event.channel = options_.channel;
    event.key = bot_id_ + "/body/" + hash::sha256_hex(body);
    event.type = "unknown";
    event.at = received_at;
    event.content = Unknown{"JSON out of bounds"};
    events.push_back(std::move(event));
    return events;
}

Outcome ZaloBotPlatform::read(const PlatformAnswer& answer, const OutboxItem& item) const
{
    return read_answer(answer, item, options_.token.reveal());
}

std::string ZaloBotPlatform::read_probe(const PlatformAnswer& answer) const
{
    const auto outcome = read(answer, {});
    if (outcome.kind != Outcome::Kind::accepted)
        return outcome.error;
    const auto document = json::parse(answer.body);
    const auto id = document ? document->root().object("result").id("id") : std::string{};
    return id.empty() ? "the answer is not about a bot" : std::string{};
}

// An empty poll is an error of code 408. One event as documented, or several as an array.
Polled ZaloBotPlatform::read_poll(const PlatformAnswer& answer) const
{
    Polled polled;
    const auto document = json::parse(answer.body);
    const bool ok = document && document->root().flag("ok").value_or(false);
    if (!ok && !(document && answer.stage == PlatformAnswer::Stage::answered && code_of(answer) == 408)) {
        polled.outcome = read(answer, {});
        return polled;
    }
    polled.outcome.kind = Outcome::Kind::accepted;
    const auto result = document->root();
    if (!ok || !(result.object("result") || !result.array("result").empty()))
        return polled;
    polled.variant = variants_of(result);
    for (const json::View event : events_in(result))
        polled.updates.push_back(event.to_text());
    return polled;
}

// As seen in captured traffic, and in the allow-lists of those who run bots.
std::vector<std::string_view> ZaloBotPlatform::hosts() const
{
    return {"zdn.vn", "zadn.vn", "zaloplatforms.com", "zaloapp.com", "zapps.me"};
}

std::unique_ptr<Connecting> ZaloBotPlatform::connect(ConnectRequest request) const
{
    ConnectTools tools;
    tools.call = [this](std::string_view method, std::string body) { return call(method, std::move(body)); };
    tools.read = [this](const PlatformAnswer& answer) { return read(answer, {}); };
    tools.secret = options_.webhook_secret.reveal();
    return std::make_unique<Connect>(std::move(tools), std::move(request.webhook));
}

std::string ZaloBotPlatform::missing() const
{
    if (options_.token.empty())
        return "token";
    if (bot_id_.empty())
        return "token of the form <digits>:<key>";
    return options_.webhook_secret.empty() && !options_.polling ? "webhook_secret" : "";
}

} // namespace langnghe::zalo_bot
