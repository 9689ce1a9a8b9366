// Which rows go out, round after round: nothing vanishes, a chat's spacing and the channel's rate are kept, and there
// is always a next look while something waits.

#include "core/outbox/plan.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <map>
#include <string>

namespace {

using namespace langnghe;
using namespace langnghe::outbox;
using fuzz::require;

ChannelTraits make_traits(std::uint8_t shape)
{
    ChannelTraits traits;
    traits.private_spacing = std::chrono::seconds{shape & 3U};
    traits.group_spacing = std::chrono::seconds{3};
    traits.per_second = 1 + (shape >> 2U & 15U);
    traits.burst = 1 + (shape >> 6U);
    return traits;
}

class Channel
{
public:
    explicit Channel(std::uint8_t shape) : traits_(make_traits(shape)), pace_(traits_) {}

    void step(std::uint8_t event, fuzz::Input& input);

private:
    void round(std::uint8_t chats, std::size_t room);
    void check_sent(const OutboxItem& item);

    TimePoint now_ = from_millis(1'795'280'000'000);
    const TimePoint begun_ = now_;
    TimePoint held_until_{};
    ChannelTraits traits_;
    Pace pace_;
    std::map<std::string, TimePoint> sent_at_;
    std::map<std::string, TimePoint> held_;
    double sent_ = 0;
};

void Channel::check_sent(const OutboxItem& item)
{
    const auto spacing = item.chat_kind == ChatKind::group ? traits_.group_spacing : traits_.private_spacing;
    if (const auto last = sent_at_.find(item.chat); last != sent_at_.end())
        require(now_ >= last->second + spacing, "a chat has its spacing");
    require(now_ >= held_[item.chat] && now_ >= held_until_, "a pause that the platform asked for is kept");
    sent_at_[item.chat] = now_;
    const auto passed = std::chrono::duration<double>(now_ - begun_).count();
    require(++sent_ <= traits_.burst + passed * traits_.per_second + 0.01, "the channel keeps its rate");
}

// Bit i of `chats`: chat i has a row that is due; chat 7 is a group, chat 6's row has expired.
void Channel::round(std::uint8_t chats, std::size_t room)
{
    Due due;
    for (unsigned i = 0; i < 8; ++i) {
        if ((chats >> i & 1U) == 0)
            continue;
        OutboxItem item;
        item.id = OutboxId{static_cast<std::int64_t>(i) + 1};
        item.chat = std::to_string(i);
        item.chat_kind = i == 7 ? ChatKind::group : ChatKind::private_chat;
        if (i == 6)
            item.expires_at = now_;
        due.candidates.push_back({std::move(item), std::nullopt});
    }
    const std::size_t count = due.candidates.size();
    const Plan made = plan(std::move(due), pace_, traits_, false, room, now_);
    require(made.unsent.size() == (chats >> 6U & 1U), "only the expired is settled unsent");
    require(made.send.size() <= room, "no more goes out than there is room");
    const std::size_t left = count - made.send.size() - made.unsent.size();
    require(left == 0 || made.send.size() == room || made.next.has_value(), "what waits is looked at again");
    require(!made.next || *made.next > now_, "the next look is later");
    for (const OutboxItem& item : made.send)
        check_sent(item);
}

void Channel::step(std::uint8_t event, fuzz::Input& input)
{
    const Duration pause{std::int64_t{event} * event / 2};
    switch (event % 4) {
    case 0:
        return round(input.byte(), event / 4U);
    case 1:
        now_ += pause;
        return;
    case 2: {
        const auto chat = std::to_string(input.byte() % 8);
        held_[chat] = std::max(held_[chat], now_ + pause);
        return pace_.hold(chat, now_ + pause);
    }
    default:
        held_until_ = std::max(held_until_, now_ + pause);
        return pace_.hold_channel(now_ + pause);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::Input input{data, size};
    Channel channel{input.byte()};
    while (!input.empty()) {
        const std::uint8_t event = input.byte();
        channel.step(event, input);
    }
    return 0;
}
