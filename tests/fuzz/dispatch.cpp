// Which rows go out, round after round: nothing vanishes, a chat's spacing and the channel's rate are kept, also while
// it comes back from trouble; what goes along in a message is whole and in order; and there is always a next look while
// something waits.

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
    Due due(std::uint8_t chats) const;
    void round(std::uint8_t chats, std::size_t room);
    void learn(Outcome::Kind kind, std::uint8_t chat);
    void check_parcel(const Parcel& parcel);
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

// Two rows behind the lead; the second may go along or not, as the shape of the channel has it.
std::vector<OutboxItem> behind(const OutboxItem& lead, bool buttons)
{
    std::vector<OutboxItem> rows(2, lead);
    rows[0].id = OutboxId{number(lead.id) + 100};
    rows[1].id = OutboxId{number(lead.id) + 200};
    if (buttons)
        rows[1].buttons.push_back({"title", "data", {}});
    return rows;
}

// Bit i of `chats`: chat i has a row that is due; chat 7 is a group, chat 6's row has expired, chat 5's is an alert and
// chat 4's is quiet now.
Due Channel::due(std::uint8_t chats) const
{
    Due due;
    const int minute = minute_of_day_in_vietnam(now_);
    const QuietHours an_hour{minute, (minute + 60) % (24 * 60)};
    for (unsigned i = 0; i < 8; ++i) {
        if ((unsigned{chats} >> i & 1U) == 0)
            continue;
        OutboxItem item;
        item.id = OutboxId{static_cast<std::int64_t>(i) + 1};
        item.chat = std::to_string(i);
        item.text = "text";
        item.ticket = TicketId{1};
        item.chat_kind = i == 7 ? ChatKind::group : ChatKind::private_chat;
        item.kind = i == 5 ? DeliveryKind::alert : DeliveryKind::status;
        if (i == 6)
            item.expires_at = now_;
        auto more = behind(item, i % 2 == 0);
        const bool quiet = i == 4 || i == 5;
        due.candidates.push_back({std::move(item), std::nullopt, quiet ? an_hour : QuietHours{}, std::move(more)});
    }
    return due;
}

void Channel::check_parcel(const Parcel& parcel)
{
    const OutboxItem& lead = parcel.lead();
    const unsigned chat = static_cast<unsigned>(std::stoi(lead.chat));
    require(chat != 4 && chat != 6, "neither what is quiet nor what is stale");
    const std::size_t whole = chat == 5 ? 1 : chat % 2 == 0 ? 2 : 3;
    require(parcel.rows.size() == whole, "what may share a message does, up to what may not");
    for (std::size_t i = 1; i < parcel.rows.size(); ++i)
        require(parcel.rows[i - 1].id < parcel.rows[i].id, "in order");
    const std::size_t words = message_of(parcel.rows).text.size();
    require(words == 4 * whole + 2 * (whole - 1), "with the words of all");
    check_sent(lead);
}

void Channel::round(std::uint8_t chats, std::size_t room)
{
    Due seen = due(chats);
    const std::size_t count = seen.candidates.size();
    const Plan made = plan(std::move(seen), pace_, {traits_, false, room}, now_);
    require(made.changed.size() == (chats >> 6U & 1U) + (chats >> 4U & 1U),
            "only the stale and the quiet are set aside");
    for (const OutboxItem& item : made.changed)
        require(is_settled(item.state) || item.next_at > now_, "for a reason");
    require(made.send.size() <= room, "no more goes out than there is room");
    const std::size_t left = count - made.send.size() - made.changed.size();
    require(left == 0 || made.send.size() + 1 >= room || made.next.has_value(), "what waits is looked at again");
    require(!made.next || *made.next > now_, "the next look is later");
    for (const Parcel& parcel : made.send)
        check_parcel(parcel);
}

void Channel::learn(Outcome::Kind kind, std::uint8_t chat)
{
    Outcome outcome;
    outcome.kind = kind;
    pace_.learn(std::to_string(chat % 8), outcome, now_, 0.5);
}

void Channel::step(std::uint8_t event, fuzz::Input& input)
{
    const Duration pause{std::int64_t{event} * event / 2};
    switch (event % 6) {
    case 0:
        return round(input.byte(), event / 6U);
    case 1:
        now_ += pause;
        return;
    case 2: {
        const auto chat = std::to_string(input.byte() % 8);
        held_[chat] = std::max(held_[chat], now_ + pause);
        return pace_.hold(chat, now_ + pause);
    }
    case 3: // may hold the whole channel, but never for long
        learn(Outcome::Kind::temporary, input.byte());
        return require(pace_.ready_at("none", now_) <= std::max(now_, held_until_) + std::chrono::minutes{2},
                       "trouble of the channel is looked at again soon");
    case 4:
        return learn(Outcome::Kind::accepted, input.byte());
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
