#include "core/outbox/decide.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;
using Kind = Outcome::Kind;
using Adjustment = Outcome::Adjustment;

namespace {

constexpr TimePoint now = from_millis(1'795'000'000'000);
constexpr std::array all_kinds{DeliveryKind::receipt, DeliveryKind::status, DeliveryKind::answer,
                               DeliveryKind::push,    DeliveryKind::reply,  DeliveryKind::alert};

OutboxItem claimed(DeliveryKind kind = DeliveryKind::status)
{
    OutboxItem item;
    item.id = OutboxId{1};
    item.chat = "chat";
    item.kind = kind;
    item.state = DeliveryState::claimed;
    item.lease_until = now + lease;
    item.created_at = now - 1min;
    item.expires_at = now + 24h;
    return item;
}

Outcome outcome(Kind kind, std::string error = {})
{
    Outcome made;
    made.kind = kind;
    made.error = std::move(error);
    return made;
}

Outcome adjust(Adjustment adjustment)
{
    Outcome made = outcome(Kind::adjust);
    made.adjustment = adjustment;
    return made;
}

OutboxItem settled(OutboxItem item, const Outcome& what, const ChannelTraits& traits = {}, double jitter = 0)
{
    return settle(std::move(item), what, traits, now, jitter);
}

ChannelTraits echoing()
{
    ChannelTraits traits;
    traits.echoes = true;
    return traits;
}

} // namespace

TEST_CASE("every outcome leads every kind of news to its state")
{
    struct Row
    {
        Kind kind;
        DeliveryState state;
        int attempts;
    };
    const std::array rows{Row{Kind::accepted, DeliveryState::sent, 1},
                          Row{Kind::retry_at, DeliveryState::queued, 1},
                          Row{Kind::temporary, DeliveryState::queued, 1},
                          Row{Kind::permanent, DeliveryState::failed, 1},
                          Row{Kind::chat_gone, DeliveryState::undeliverable, 1},
                          Row{Kind::window_closed, DeliveryState::undeliverable, 1},
                          Row{Kind::adjust, DeliveryState::failed, 1},
                          Row{Kind::channel_paused, DeliveryState::queued, 0}};
    for (const DeliveryKind kind : all_kinds)
        for (const Row& row : rows) {
            const OutboxItem item = settled(claimed(kind), outcome(row.kind));
            INFO(name_of(kind) << ' ' << static_cast<int>(row.kind));
            CHECK(item.state == row.state);
            CHECK(item.attempts == row.attempts);
            CHECK(!item.lease_until);
            CHECK(!item.repeated);
        }
}

TEST_CASE("an accepted send keeps the platform's id and forgets the last error")
{
    OutboxItem item = claimed();
    item.last_error = "timeout";
    Outcome what = outcome(Kind::accepted);
    what.message = "m-77";
    item = settled(item, what);
    CHECK(item.message == "m-77");
    CHECK(item.sent_at == now);
    CHECK(item.last_error == "");
}

TEST_CASE("an ambiguous send is repeated once, and only for receipts and status news")
{
    for (const DeliveryKind kind : all_kinds) {
        INFO(name_of(kind));
        OutboxItem item = settled(claimed(kind), outcome(Kind::ambiguous));
        const bool repeats = kind == DeliveryKind::receipt || kind == DeliveryKind::status;
        CHECK(item.state == (repeats ? DeliveryState::queued : DeliveryState::ambiguous));
        CHECK(item.repeated == repeats);
        if (!repeats)
            continue;
        CHECK(item.next_at == now + 2s);
        item = settled(item, outcome(Kind::ambiguous));
        CHECK(item.state == DeliveryState::ambiguous);
        CHECK(item.attempts == 2);
    }
}

TEST_CASE("where sends come back as echoes, a repeat waits a minute for one")
{
    CHECK(settled(claimed(), outcome(Kind::ambiguous), echoing()).next_at == now + 1min);
}

TEST_CASE("a doubtful send is never shown as merely expired or failed")
{
    OutboxItem item = claimed();
    item.expires_at = now + 30s;
    CHECK(settled(item, outcome(Kind::ambiguous), echoing()).state == DeliveryState::ambiguous);
    item = claimed();
    item.attempts = max_attempts - 1;
    CHECK(settled(item, outcome(Kind::ambiguous)).state == DeliveryState::ambiguous);
}

TEST_CASE("a row of a process that died is a doubtful send")
{
    for (const DeliveryKind kind : all_kinds) {
        const OutboxItem item = recover(claimed(kind), echoing(), now);
        const bool repeats = kind == DeliveryKind::receipt || kind == DeliveryKind::status;
        CHECK(item.state == (repeats ? DeliveryState::queued : DeliveryState::ambiguous));
        CHECK(item.last_error == "the program ended while it was sending");
    }
    OutboxItem again = recover(claimed(), echoing(), now);
    CHECK(again.next_at == now + echo_wait);
    again.state = DeliveryState::claimed;
    CHECK(recover(again, echoing(), now).state == DeliveryState::ambiguous);
}

TEST_CASE("an adjustment drops one thing, once, and sends again at once")
{
    OutboxItem item = claimed(DeliveryKind::answer);
    item.thread = "5";
    item.reply_to = "9";
    item.buttons = {{"Xem", "ln:my", ""}};

    const OutboxItem threadless = settled(item, adjust(Adjustment::drop_thread));
    CHECK(threadless.state == DeliveryState::queued);
    CHECK(threadless.next_at == now);
    CHECK(threadless.thread == "");
    CHECK(threadless.reply_to == "9");
    CHECK(settled(threadless, adjust(Adjustment::drop_thread)).state == DeliveryState::failed);

    const OutboxItem replyless = settled(item, adjust(Adjustment::drop_reply));
    CHECK(replyless.reply_to == "");
    CHECK(replyless.buttons == item.buttons);
    CHECK(settled(replyless, adjust(Adjustment::drop_reply)).state == DeliveryState::failed);

    const OutboxItem buttonless = settled(item, adjust(Adjustment::drop_buttons));
    CHECK(buttonless.buttons.empty());
    CHECK(settled(buttonless, adjust(Adjustment::drop_buttons)).state == DeliveryState::failed);

    Outcome moved = adjust(Adjustment::new_chat);
    CHECK(settled(item, moved).state == DeliveryState::failed);
    moved.new_chat = "-100";
    const OutboxItem there = settled(item, moved);
    CHECK(there.chat == "-100");
    CHECK(there.state == DeliveryState::queued);
    CHECK(settled(there, moved).state == DeliveryState::failed);
}

TEST_CASE("where buttons are dropped, their pages stand below the words")
{
    OutboxItem item = claimed(DeliveryKind::answer);
    item.text = "Đã xong.";
    item.buttons = {{"Xem", "ln:my", ""}, {"Theo dõi", "", "https://e.vn/a"}};
    const OutboxItem plain = settled(item, adjust(Adjustment::drop_buttons));
    CHECK(plain.text == "Đã xong.\nTheo dõi: https://e.vn/a");
    CHECK(settled(plain, adjust(Adjustment::drop_buttons)).text == plain.text);
}

TEST_CASE("another shape of the same message goes at once, and not for ever")
{
    OutboxItem item = claimed(DeliveryKind::answer);
    item.buttons = {{"Xem", "ln:my", ""}};
    OutboxItem again = settled(item, adjust(Adjustment::other_shape));
    CHECK(again.state == DeliveryState::queued);
    CHECK(again.next_at == now);
    CHECK(again.buttons == item.buttons);
    for (int i = 0; i < max_attempts; ++i)
        again = settled(again, adjust(Adjustment::other_shape));
    CHECK(again.state == DeliveryState::failed);
}

TEST_CASE("the wait that a platform asks for is kept within bounds")
{
    Outcome what = outcome(Kind::retry_at);
    what.retry_after = 30s;
    CHECK(settled(claimed(), what).next_at == now + 30s);
    what.retry_after = 0s;
    CHECK(settled(claimed(), what).next_at == now + 1s);
    what.retry_after = -5s;
    CHECK(settled(claimed(), what).next_at == now + 1s);
    OutboxItem lasting = claimed();
    lasting.expires_at = now + 7 * 24h;
    what.retry_after = 23h;
    CHECK(settled(lasting, what).next_at == now + 23h);
    what.retry_after = 1000h;
    CHECK(settled(lasting, what).next_at == now + 24h);
    what.retry_after.reset();
    CHECK(settled(claimed(), what).next_at == now + 2s);
}

TEST_CASE("back-off doubles to a quarter of an hour, less a quarter at most")
{
    CHECK(back_off(1, 0) == 2s);
    CHECK(back_off(2, 0) == 4s);
    CHECK(back_off(8, 0) == 256s);
    CHECK(back_off(9, 0) == 512s);
    CHECK(back_off(10, 0) == 15min);
    CHECK(back_off(1000, 0) == 15min);
    CHECK(back_off(0, 0) == 2s);
    CHECK(back_off(-5, 0) == 2s);
    CHECK(back_off(1, 1) == 1500ms);
    CHECK(back_off(1, 0.5) == 1750ms);
    CHECK(back_off(1, 9) == 1500ms);
    CHECK(back_off(1, -9) == 2s);
    for (int attempts = 1; attempts < 30; ++attempts)
        CHECK(back_off(attempts + 1, 0.9) >= back_off(attempts, 0.9));
}

TEST_CASE("what would come too late expires instead of waiting")
{
    OutboxItem item = claimed();
    item.expires_at = now + 2s;
    CHECK(settled(item, outcome(Kind::temporary)).state == DeliveryState::expired);
    CHECK(settled(item, outcome(Kind::channel_paused)).state == DeliveryState::expired);
    item.expires_at = now + 2001ms;
    CHECK(settled(item, outcome(Kind::temporary)).state == DeliveryState::queued);
    item.expires_at.reset();
    CHECK(settled(item, outcome(Kind::temporary)).state == DeliveryState::queued);
    item.expires_at = now - 1s;
    CHECK(settled(item, outcome(Kind::accepted)).state == DeliveryState::sent);
}

TEST_CASE("attempts are bounded, and a paused channel does not use them up")
{
    OutboxItem item = claimed(DeliveryKind::answer);
    item.expires_at.reset();
    int tries = 0;
    for (TimePoint time = now; item.state != DeliveryState::failed; time = item.next_at) {
        item = settle(item, outcome(Kind::channel_paused), {}, time, 0);
        REQUIRE(item.state == DeliveryState::queued);
        item = settle(item, outcome(Kind::temporary), {}, time, 0);
        ++tries;
        REQUIRE(tries <= max_attempts);
    }
    CHECK(tries == max_attempts);
}

TEST_CASE("a platform's words are cut between characters")
{
    std::string words;
    for (int i = 0; i < 300; ++i)
        words += "ệ";
    const OutboxItem item = settled(claimed(), outcome(Kind::temporary, words));
    CHECK(item.last_error.size() == 3 * 200);
    CHECK(item.last_error == words.substr(0, 3 * 200));
    CHECK(settled(claimed(), outcome(Kind::temporary, "short")).last_error == "short");
}

TEST_CASE("names and ends of states")
{
    CHECK(name_of(DeliveryState::queued) == "queued");
    CHECK(name_of(DeliveryState::held) == "held");
    CHECK(name_of(DeliveryKind::alert) == "alert");
    CHECK(!is_settled(DeliveryState::queued));
    CHECK(!is_settled(DeliveryState::claimed));
    CHECK(!is_settled(DeliveryState::held));
    for (const auto state : {DeliveryState::sent, DeliveryState::delivered, DeliveryState::seen, DeliveryState::failed,
                             DeliveryState::undeliverable, DeliveryState::ambiguous, DeliveryState::expired})
        CHECK(is_settled(state));
    for (const DeliveryKind kind : all_kinds)
        CHECK(shelf_life(kind) >= 6h);
}
