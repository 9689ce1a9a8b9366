// What platforms answer to a send. The first byte gives stage, status and item, the line after it the Retry-After, the
// rest the body. An outcome is bounded and keeps the token; the same answer for ever ends in a settled item.

#include "adapters/telegram/answer.hpp"

#include "adapters/json/reader.hpp"
#include "adapters/zalo_bot/answer.hpp"
#include "adapters/zalo_oa/answer.hpp"
#include "core/outbox/decide.hpp"
#include "core/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <array>
#include <string>

namespace {

using namespace langnghe;
using fuzz::require;
using Kind = Outcome::Kind;

constexpr std::string_view token = "7012345678:AAsecret";
const TimePoint start = from_millis(1'795'280'000'000);

using Reader = Outcome (*)(const PlatformAnswer&, const OutboxItem&, std::string_view);

PlatformAnswer make_answer(std::uint8_t choice, fuzz::Input& input)
{
    static constexpr std::array statuses{200U, 400U, 401U, 403U, 404U, 409U, 413U, 429U, 500U, 502U, 302U, 204U};
    PlatformAnswer answer;
    answer.stage = choice % 16 == 15   ? PlatformAnswer::Stage::not_sent
                   : choice % 16 == 14 ? PlatformAnswer::Stage::written
                                       : PlatformAnswer::Stage::answered;
    answer.status = statuses[choice % 16 % statuses.size()];
    answer.retry_after = input.line();
    answer.body = input.rest();
    if (answer.stage != PlatformAnswer::Stage::answered)
        answer.error = input.rest();
    return answer;
}

OutboxItem make_item(std::uint8_t choice)
{
    OutboxItem item;
    item.chat = "-1001";
    item.kind = DeliveryKind::receipt;
    if ((choice & 16U) != 0)
        item.reply_to = "7";
    if ((choice & 32U) != 0)
        item.buttons.push_back({"title", "ln:my", {}});
    if ((choice & 64U) != 0)
        item.thread = "5";
    item.expires_at = start + std::chrono::minutes{40};
    return item;
}

void check_outcome(const Outcome& outcome, const PlatformAnswer& answer)
{
    require(text::valid_utf8(outcome.error) && text::utf16_length(outcome.error) <= 200, "an error is short text");
    require(outcome.error.find('\n') == std::string::npos, "an error is one line");
    require(outcome.error.find(token) == std::string::npos, "an error does not tell the token");
    if (outcome.retry_after)
        require(*outcome.retry_after >= std::chrono::seconds{1} && *outcome.retry_after <= outbox::longest_told_wait,
                "a pause is bounded");
    if (outcome.kind == Kind::accepted)
        require(answer.stage == PlatformAnswer::Stage::answered && outcome.error.empty(), "accepted was answered");
    else
        require(!outcome.error.empty() && outcome.message.empty(), "a refusal says why");
    if (answer.stage == PlatformAnswer::Stage::not_sent)
        require(outcome.kind == Kind::temporary, "not sent is sent again");
    require((outcome.kind == Kind::adjust) == (outcome.adjustment != Outcome::Adjustment::none),
            "an adjustment changes something");
}

// The same answer again and again, each when it is due.
void check_end(Reader read, const PlatformAnswer& answer, OutboxItem item, const ChannelTraits& traits)
{
    TimePoint now = start;
    int doubtful = 0;
    for (int round = 0; item.state == DeliveryState::queued; ++round) {
        require(round < 40 * 60, "an item ends one day: it is sent once a second at most, until it expires");
        const Outcome outcome = read(answer, item, token);
        doubtful += outcome.kind == Kind::ambiguous ? 1 : 0;
        item = outbox::settle(std::move(item), outcome, traits, now, 0.5);
        require(item.state != DeliveryState::queued || item.next_at >= now, "no attempt lies in the past");
        now = std::max(now, item.next_at);
    }
    require(is_settled(item.state) && doubtful <= 2, "a doubtful receipt goes out twice at most");
}

void check_zero(const Outcome& outcome, const PlatformAnswer& answer)
{
    if (outcome.kind != Kind::accepted)
        return;
    const auto document = json::parse(answer.body);
    require(document.has_value(), "accepted was said in JSON");
    const auto root = document->root();
    const auto words = root.text("error");
    const bool zero = !words.empty() && words.find_first_not_of("-0") == std::string_view::npos;
    require(root.integer("error") == 0 || zero || (!root.integer("error") && !outcome.message.empty()),
            "accepted was said with error 0 or a message's id");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input{data, size};
    const std::uint8_t choice = input.byte();
    const PlatformAnswer answer = make_answer(choice, input);
    const OutboxItem item = make_item(choice);
    ChannelTraits traits;
    traits.echoes = (choice & 128U) != 0;
    for (const Reader read : {telegram::read_answer, zalo_bot::read_answer, zalo_oa::read_answer}) {
        check_outcome(read(answer, item, token), answer);
        check_end(read, answer, item, traits);
    }
    check_zero(zalo_oa::read_answer(answer, item, token), answer);
    return 0;
}
