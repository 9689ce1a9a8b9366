#include "adapters/zalo_bot/answer.hpp"

#include "adapters/json/reader.hpp"
#include "core/channel/error_words.hpp"
#include "core/channel/retry_after.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace langnghe::zalo_bot {
namespace {

using Kind = Outcome::Kind;

constexpr std::chrono::seconds first_rate_pause{30};
constexpr std::chrono::minutes longest_rate_pause{15};
constexpr std::chrono::hours quota_pause{1};
constexpr std::chrono::hours longest_told{1};

std::optional<Duration> told_pause(const PlatformAnswer& answer)
{
    return read_retry_after(answer.retry_after, answer.at, longest_told);
}

// A rate passes by itself, a used-up quota does not before the month is over. One code stands for both; only the words
// tell them apart.
void judge_limit(Outcome& outcome, std::string_view description, const PlatformAnswer& answer, const OutboxItem& item)
{
    outcome.whole_channel = true;
    const auto words = lower_ascii(description);
    const bool of_rate = words.find("rate") != std::string::npos || words.find("too many") != std::string::npos ||
                         words.find("second") != std::string::npos || words.find("minute") != std::string::npos;
    const bool of_month = words.find("quota") != std::string::npos || words.find("month") != std::string::npos;
    outcome.kind = of_month && !of_rate ? Kind::channel_paused : Kind::retry_at;
    const Duration doubled = first_rate_pause * (std::int64_t{1} << std::clamp(item.attempts, 0, 10));
    const Duration pause =
        outcome.kind == Kind::channel_paused ? quota_pause : std::min<Duration>(doubled, longest_rate_pause);
    outcome.retry_after = told_pause(answer).value_or(pause);
}

void judge(Outcome& outcome, unsigned code, std::string_view description, const PlatformAnswer& answer,
           const OutboxItem& item)
{
    switch (code) {
    case 400:
    case 413:
        outcome.kind = Kind::permanent;
        return;
    case 401:
    case 404: // an unknown method, or a token in an address that is none
        outcome.kind = Kind::channel_paused;
        return;
    case 403: // "internal server error", as its page says
        outcome.kind = Kind::temporary;
        return;
    case 408: // it gave up on its own work: whether the message is out nobody knows
        outcome.kind = Kind::ambiguous;
        return;
    case 410:
        outcome.kind = Kind::chat_gone;
        return;
    case 426: // over the quota of testWebhook
    case 429:
        return judge_limit(outcome, description, answer, item);
    default:
        break;
    }
    outcome.kind = code >= 200 && code < 300 ? Kind::ambiguous : Kind::temporary;
    if (code >= 500)
        outcome.retry_after = told_pause(answer);
}

// Of a body that is an answer of the platform's; others are a proxy's.
std::optional<unsigned> told_code(json::View body)
{
    const auto code = body.digits(body.has("error_code") ? "error_code" : "errorCode");
    if (!body.flag("ok") || !code || *code < 100 || *code > 599)
        return {};
    return static_cast<unsigned>(*code);
}

} // namespace

unsigned code_of(const PlatformAnswer& answer)
{
    const auto document = json::parse(answer.body);
    return document ? told_code(document->root()).value_or(answer.status) : answer.status;
}

Outcome read_answer(const PlatformAnswer& answer, const OutboxItem& item, std::string_view token)
{
    Outcome outcome;
    if (answer.stage != PlatformAnswer::Stage::answered) {
        const bool written = answer.stage == PlatformAnswer::Stage::written;
        outcome.kind = written ? Kind::ambiguous : Kind::temporary;
        outcome.error = error_words(answer.error.empty() ? "no connection" : answer.error, token);
        return outcome;
    }
    const auto document = json::parse(answer.body);
    const auto body = document ? document->root() : json::View{};
    if (body.flag("ok").value_or(false)) {
        outcome.kind = Kind::accepted;
        outcome.message = body.object("result").id("message_id");
        return outcome;
    }
    const auto description = body.flag("ok") ? body.text("description") : std::string_view{};
    const auto code = told_code(body).value_or(answer.status);
    judge(outcome, code, description, answer, item);
    outcome.error = error_words(fmt::format("{} {}", code, description.empty() ? "without words" : description), token);
    return outcome;
}

} // namespace langnghe::zalo_bot
