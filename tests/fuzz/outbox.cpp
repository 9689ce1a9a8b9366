// The life of one message as a byte string of events: attempts and their outcomes, crashes, pauses. Never lost, never
// stuck, at most one copy more than asked for, and what is settled stays so.

#include "core/outbox/decide.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <array>

namespace {

using namespace langnghe;
using namespace langnghe::outbox;
using fuzz::require;
using Kind = Outcome::Kind;
using Adjustment = Outcome::Adjustment;

constexpr std::array<Duration, 4> pauses{std::chrono::seconds{1}, std::chrono::seconds{70}, std::chrono::hours{1},
                                         std::chrono::hours{26}};

class Life
{
public:
    explicit Life(fuzz::Input& input);

    void step(std::uint8_t event);
    bool ended() const { return is_settled(item_.state); }
    // Refused for now, again and again.
    void run_out();

private:
    void attempt();
    void crash();
    void settle_with(const Outcome& outcome);
    void check(const OutboxItem& before, Kind kind);
    void check_doubt(const OutboxItem& before);

    TimePoint now_ = from_millis(1'795'280'000'000);
    ChannelTraits traits_;
    OutboxItem item_;
    std::optional<TimePoint> last_inbound_;
    int doubts_ = 0;
};

Life::Life(fuzz::Input& input)
{
    const unsigned shape = input.byte();
    item_.kind = static_cast<DeliveryKind>(shape % 6);
    item_.chat = "chat";
    item_.text = "text";
    item_.chat_kind = (shape & 8U) != 0 ? ChatKind::group : ChatKind::private_chat;
    if ((shape & 16U) != 0)
        item_.reply_to = "7";
    if ((shape & 32U) != 0)
        item_.buttons.push_back({"title", "data", {}});
    if ((shape & 64U) != 0)
        item_.expires_at = now_ + shelf_life(item_.kind);
    traits_.echoes = (shape & 128U) != 0;
    if (const unsigned windows = input.byte(); (windows & 1U) != 0) {
        traits_.free_window = std::chrono::hours{48};
        traits_.reply_window = std::chrono::hours{24 * 7};
        if ((windows & 2U) != 0)
            last_inbound_ = now_ - std::chrono::hours{windows};
    }
}

void Life::attempt()
{
    if (item_.state != DeliveryState::queued || now_ < item_.next_at)
        return;
    if (const auto state = refuse_unsent(item_, traits_, last_inbound_, false, now_)) {
        require(is_settled(*state), "unsent is settled");
        require(*state != DeliveryState::expired || now_ >= item_.expires_at, "nothing expires early");
        item_.state = *state;
        return;
    }
    item_.state = DeliveryState::claimed;
    item_.lease_until = now_ + lease;
}

void Life::settle_with(const Outcome& outcome)
{
    if (item_.state != DeliveryState::claimed)
        return;
    const OutboxItem before = item_;
    doubts_ += outcome.kind == Kind::ambiguous ? 1 : 0;
    item_ = settle(before, outcome, traits_, now_, 0.25);
    check(before, outcome.kind);
}

void Life::check(const OutboxItem& before, Kind kind)
{
    require(item_.state == DeliveryState::queued || is_settled(item_.state), "an outcome leaves nothing claimed");
    require(!item_.lease_until, "an outcome ends the lease");
    require(item_.id == before.id && item_.text == before.text && item_.kind == before.kind, "the words stay");
    require(kind == Kind::adjust || (item_.chat == before.chat && item_.buttons == before.buttons), "so does the rest");
    require((item_.state == DeliveryState::sent) == (kind == Kind::accepted), "sent is what was accepted");
    require(!item_.sent_at || item_.state == DeliveryState::sent, "only the sent has a time of sending");
    require(item_.attempts == before.attempts + (kind == Kind::channel_paused ? 0 : 1), "attempts are counted");
    require(item_.attempts <= max_attempts, "attempts are bounded");
    if (item_.state == DeliveryState::queued) {
        require(item_.next_at >= now_ && item_.next_at <= now_ + longest_told_wait * 9 / 8, "the next attempt is near");
        require(!item_.expires_at || item_.next_at < *item_.expires_at, "nothing stale waits");
    }
    const bool final = kind == Kind::permanent || kind == Kind::adjust || item_.attempts >= max_attempts;
    require(item_.state != DeliveryState::failed || final, "nothing fails without a reason");
    require(item_.state != DeliveryState::expired || item_.expires_at, "nothing expires that has no end");
    require(item_.state != DeliveryState::undeliverable || kind == Kind::chat_gone || kind == Kind::window_closed,
            "nothing is undeliverable without a reason");
    check_doubt(before);
}

void Life::check_doubt(const OutboxItem& before)
{
    const bool repeats = item_.kind == DeliveryKind::receipt || item_.kind == DeliveryKind::status;
    require(item_.repeated || !before.repeated, "a repetition is remembered");
    require(doubts_ <= 1 || item_.state != DeliveryState::queued || item_.last_error.empty() || repeats,
            "a doubtful message of weight is not repeated");
    require(doubts_ == 0 || repeats || is_settled(item_.state), "only receipts and news are repeated");
    require(doubts_ < 2 || is_settled(item_.state), "a second doubt ends it");
    require(item_.state != DeliveryState::ambiguous || doubts_ > 0, "no doubt without a cause");
}

// Outcomes are 6 to 15; the upper half of the byte chooses what comes with them.
Outcome outcome_of(std::uint8_t event)
{
    const unsigned number = event / 16U;
    Outcome outcome;
    outcome.kind = static_cast<Kind>((event % 16U - 6U) % 9U);
    if (outcome.kind != Kind::accepted)
        outcome.error = "words";
    if (outcome.kind == Kind::adjust)
        outcome.adjustment = static_cast<Adjustment>(number % 5);
    outcome.new_chat = (number & 8U) != 0 ? "chat" : "other";
    if ((number & 1U) != 0)
        outcome.retry_after = pauses[number / 2 % 4] * (number < 4 ? -1 : 1);
    return outcome;
}

void Life::crash()
{
    if (item_.state != DeliveryState::claimed)
        return;
    const OutboxItem before = item_;
    ++doubts_;
    now_ = std::max(now_, *before.lease_until);
    item_ = recover(before, traits_, now_);
    check(before, Kind::ambiguous);
}

void Life::step(std::uint8_t event)
{
    switch (event % 16) {
    case 0:
    case 1:
        now_ = std::max(now_, item_.next_at);
        return attempt();
    case 2:
        return attempt();
    case 3:
        now_ += pauses[event / 16U % 4];
        return;
    case 4:
        return crash();
    case 5:
        last_inbound_ = now_;
        return;
    default:
        return settle_with(outcome_of(event));
    }
}

void Life::run_out()
{
    Outcome refused;
    refused.error = "busy";
    for (int round = 0; !ended(); ++round) {
        require(round <= 2 * max_attempts, "an item ends one day");
        now_ = std::max(now_, item_.next_at);
        attempt();
        settle_with(refused);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input{data, size};
    Life life{input};
    while (!input.empty() && !life.ended())
        life.step(input.byte());
    life.run_out();
    return 0;
}
