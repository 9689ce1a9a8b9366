#include "adapters/zalo_oa/answer.hpp"

#include "adapters/json/reader.hpp"
#include "core/channel/retry_after.hpp"
#include "core/text/line.hpp"
#include "core/text/normalize.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace langnghe::zalo_oa {
namespace {

using Kind = Outcome::Kind;
using Adjustment = Outcome::Adjustment;

constexpr std::size_t longest_error = 200;
constexpr std::chrono::seconds rate_pause{60}; // limits count by the minute
constexpr std::chrono::seconds token_pause{1};
constexpr std::array<std::int64_t, 3> token_codes{-216, -220, -401};
constexpr std::string_view left_header = "x-ratelimit-remain";
constexpr std::chrono::hours long_pause{1};
constexpr std::chrono::hours longest_pause{24};

struct Code
{
    std::int64_t code;
    Kind kind;
    Duration pause{0};
    bool whole_channel = false;
};

constexpr std::array codes{
    Code{-32, Kind::retry_at, rate_pause, true}, // rate of the app or the account
    Code{-100, Kind::temporary},                 // attachment expired, or unknown
    Code{-200, Kind::temporary},                 // generic
    Code{-201, Kind::permanent},                 // a field is invalid
    Code{-210, Kind::permanent},                 // over a limit
    Code{-233, Kind::permanent},                 // type of message not supported
    Code{-244, Kind::permanent},                 // the user restricts this type
    Code{-248, Kind::permanent},                 // against the platform's standards
    Code{-211, Kind::retry_at, long_pause},      // out of quota
    Code{-218, Kind::retry_at, long_pause},      // the recipient's quota
    Code{-234, Kind::retry_at, long_pause},      // not at night
    Code{-213, Kind::chat_gone},                 // not a follower
    Code{-217, Kind::chat_gone},                 // the user blocks us
    Code{-227, Kind::chat_gone},                 // banned, or inactive for 45 days
    Code{-230, Kind::window_closed},             // no interaction for 7 days
    Code{-232, Kind::window_closed},             // none ever, or expired
    Code{-237, Kind::chat_gone},                 // group disabled
    Code{-238, Kind::chat_gone},                 // the group's package is used up
    Code{-241, Kind::chat_gone},                 // the group's package is in use
    Code{-403, Kind::chat_gone},                 // the account is not in the group
    Code{-118, Kind::channel_paused},            // grant refused
    Code{-204, Kind::channel_paused},            // account disabled
    Code{-205, Kind::channel_paused},            // no such account
    Code{-209, Kind::channel_paused},            // app not activated
    Code{-212, Kind::channel_paused},            // API not registered
    Code{-216, Kind::channel_paused},            // access token invalid
    Code{-219, Kind::channel_paused},            // app removed
    Code{-220, Kind::channel_paused},            // access token expired
    Code{-221, Kind::channel_paused},            // account not verified
    Code{-223, Kind::channel_paused},            // API not authorised
    Code{-224, Kind::channel_paused},            // package too small
    Code{-235, Kind::channel_paused},            // type of account not supported
    Code{-240, Kind::channel_paused},            // API shut down
    Code{-242, Kind::channel_paused},            // appsecret_proof
    Code{-249, Kind::channel_paused},            // template not for user ids
    Code{-320, Kind::channel_paused},            // no Zalo Cloud account
    Code{-321, Kind::channel_paused},            // out of money
    Code{-401, Kind::channel_paused},            // seen for a bad token
    Code{-501, Kind::channel_paused},            // our address is not in Vietnam
    Code{-14014, Kind::channel_paused},          // refresh token refused
};

std::string words_of(std::string_view prefix, std::string_view message, std::string_view token)
{
    auto words = message.empty() ? std::string{prefix} : fmt::format("{} {}", prefix, message);
    words = text::clean_inbound(words); // first: what is invisible could hide the token
    for (auto at = words.find(token); !token.empty() && at != std::string::npos; at = words.find(token, at + 3))
        words.replace(at, token.size(), "***");
    return text::on_one_line(words, longest_error);
}

// A number or text; some report positive ones for the same thing.
std::optional<std::int64_t> error_of(json::View body)
{
    auto code = body.integer("error");
    if (!code) {
        std::int64_t value = 0;
        const auto words = body.text("error");
        const auto* end = words.data() + words.size();
        const auto [rest, failed] = std::from_chars(words.data(), end, value);
        if (failed == std::errc{} && rest == end) // a number that does not fit must not pass for 0
            code = value;
    }
    return code && *code > 0 ? -*code : code;
}

// The platform counts by the minute; ours may be a little ahead of its clock.
Duration until_next_minute(TimePoint now)
{
    if (now == TimePoint{})
        return rate_pause;
    return std::chrono::floor<std::chrono::minutes>(now) + rate_pause + std::chrono::seconds{1} - now;
}

// The last call of this minute: whatever became of it, the next one waits.
void heed_limit(Outcome& outcome, const PlatformAnswer& answer)
{
    for (const auto& [name, value] : answer.headers)
        if (value == "0" && name == left_header) {
            outcome.whole_channel = true;
            outcome.retry_after = until_next_minute(answer.at);
        }
}

// Whoever has another token tries again with it.
void refuse_token(Outcome& outcome)
{
    outcome.kind = Kind::channel_paused;
    outcome.token_refused = true;
    outcome.retry_after = token_pause;
}

// Codes about templates and their money: the channel itself goes on, free of charge.
constexpr std::array<std::int64_t, 5> template_codes{-211, -249, -320, -321, -230};

bool names(std::string_view message, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return message.find(word) != std::string_view::npos; });
}

// The one code for every bad field. What the words name goes first, else what is least needed.
void judge_field(Outcome& outcome, std::string_view message, const OutboxItem& item)
{
    const bool attached = !item.buttons.empty() || !item.files.empty();
    const bool about_attached = names(message, {"button", "attachment", "template", "element", "media", "token"});
    const bool quotes = !item.reply_to.empty() && !(about_attached && attached);
    if (item.form || (!quotes && !attached))
        return;
    outcome.kind = Kind::adjust;
    outcome.adjustment = quotes               ? Adjustment::drop_reply
                         : item.files.empty() ? Adjustment::drop_buttons
                                              : Adjustment::drop_files;
}

void judge_code(Outcome& outcome, std::int64_t code, const OutboxItem& item, std::string_view message)
{
    const auto known = std::find_if(codes.begin(), codes.end(), [&](const Code& c) { return c.code == code; });
    outcome.kind = known == codes.end() ? Kind::temporary : known->kind;
    if (known != codes.end() && known->pause.count() > 0)
        outcome.retry_after = known->pause;
    outcome.whole_channel = known != codes.end() && known->whole_channel;
    if (std::ranges::find(token_codes, code) != token_codes.end())
        refuse_token(outcome);
    if (item.form && std::find(template_codes.begin(), template_codes.end(), code) != template_codes.end())
        outcome.kind = Kind::window_closed;
    if (code == -201)
        judge_field(outcome, message, item);
}

// No word of a quota is a message that is paid for.
Charge charge_of(json::View data, const OutboxItem& item)
{
    if (item.form)
        return Charge::money;
    if (item.chat_kind == ChatKind::group || !item.thread.empty() || item.chat.empty())
        return Charge::none;
    const auto quota = data.object("quota").text("quota_type");
    if (quota.empty())
        return Charge::money;
    return quota == "reply" || quota == "welcome_msg" ? Charge::free : Charge::package;
}

// Without a body of Zalo's own: what stands between us spoke, or Zalo is broken.
void judge_status(Outcome& outcome, const PlatformAnswer& answer)
{
    outcome.kind = answer.status >= 200 && answer.status < 300 ? Kind::ambiguous : Kind::temporary;
    outcome.retry_after = read_retry_after(answer.retry_after, answer.at, longest_pause);
    if (answer.status == 401)
        outcome.kind = Kind::channel_paused;
    if (answer.status == 429) {
        outcome.kind = Kind::retry_at;
        outcome.retry_after = outcome.retry_after.value_or(rate_pause);
        outcome.whole_channel = true;
    }
}

} // namespace

Outcome read_answer(const PlatformAnswer& answer, const OutboxItem& item, std::string_view token)
{
    Outcome outcome;
    if (answer.stage != PlatformAnswer::Stage::answered) {
        const bool written = answer.stage == PlatformAnswer::Stage::written;
        outcome.kind = written ? Kind::ambiguous : Kind::temporary;
        outcome.error = words_of(answer.error.empty() ? "no connection" : answer.error, "", token);
        return outcome;
    }
    const auto document = json::parse(answer.body);
    const auto body = document ? document->root() : json::View{};
    const auto code = error_of(body);
    outcome.message = body.object("data").id("message_id");
    if (code == 0 || (!code && !outcome.message.empty())) {
        outcome.kind = Kind::accepted;
        heed_limit(outcome, answer);
        outcome.charge = charge_of(body.object("data"), item);
        return outcome;
    }
    outcome.message.clear();
    const auto oauth_error = body.text("error_name"); // the shape of the token service
    const auto message = body.text("message").empty() ? oauth_error : body.text("message");
    if (code)
        judge_code(outcome, *code, item, message);
    else if (!oauth_error.empty())
        outcome.kind = Kind::channel_paused;
    else
        judge_status(outcome, answer);
    // Some report an expired token under the code of a bad field.
    if (code == -201 && message.find("access_token") != std::string_view::npos) {
        outcome.adjustment = Adjustment::none;
        refuse_token(outcome);
    }
    if (code == -32)
        outcome.retry_after = until_next_minute(answer.at);
    outcome.error = words_of(code ? std::to_string(*code) : fmt::format("HTTP {}", answer.status), message, token);
    return outcome;
}

} // namespace langnghe::zalo_oa
