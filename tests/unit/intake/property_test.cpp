#include "core/journal/entry.hpp"
#include "tests/unit/intake/world.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace langnghe;
using namespace langnghe::test;
using namespace std::chrono_literals;

namespace {

constexpr int senders = 10;
constexpr int events_of_a_run = 200;

// What ten people might send, with platform times a little out of order.
class Traffic
{
public:
    Traffic(World& world, unsigned seed) : world_(world), random_(seed) {}

    InboundEvent next()
    {
        world_.channel = below(3) == 0 ? "zalo" : "telegram";
        const std::string who = "p" + std::to_string(below(senders));
        const TimePoint at = world_.now - std::chrono::seconds{below(240)};
        switch (below(8)) {
        case 0:
            return world_.event(world_.message(who, below(2) == 0 ? "xin chào" : "LS-26-0001"), at);
        case 1:
            return edit(at);
        case 2:
            return group_reply(who, at);
        default:
            return world_.event(report(who), at);
        }
    }

    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

    // Reports so far, by channel, chat and id: they are in exactly one ticket each.
    std::set<std::string> reports;

private:
    Message report(const std::string& who)
    {
        Message made = world_.message(who, "ngập lụt " + std::to_string(below(1000)));
        if (below(4) == 0) {
            made.attachments.push_back({});
            made.album = "album" + std::to_string(below(5));
        }
        if (below(5) == 0 && !sent_.empty())
            made.reply_to = sent_[below(sent_.size())].second.id;
        if (below(20) == 0)
            made.text += " tố cáo";
        remember(made);
        return made;
    }

    InboundEvent edit(TimePoint at)
    {
        if (sent_.empty())
            return world_.event(Ignored{}, at);
        auto [channel, changed] = sent_[below(sent_.size())];
        world_.channel = channel;
        changed.edited = true;
        changed.text = "sửa " + std::to_string(below(3));
        return world_.event(changed, at);
    }

    InboundEvent group_reply(const std::string& who, TimePoint at)
    {
        world_.channel = "telegram";
        Message made = world_.group_message("-100", who, "thêm ý");
        for (const OutboxItem& item : world_.send_all())
            if (item.chat == "-100")
                pushes_.push_back(item.message);
        if (pushes_.empty())
            return world_.event(made, at);
        made.reply_to = pushes_[below(pushes_.size())];
        reports.insert("telegram/-100/" + made.id);
        return world_.event(made, at);
    }

    void remember(const Message& message)
    {
        sent_.emplace_back(world_.channel, message);
        reports.insert(world_.channel + '/' + message.chat.id + '/' + message.id);
    }

    World& world_;
    std::mt19937 random_;
    std::vector<std::pair<std::string, Message>> sent_; // with their channels
    std::vector<std::string> pushes_;
};

void check_everything(World& world, const std::set<std::string>& reports)
{
    // Every message is in exactly one ticket, and no other is.
    std::map<std::string, int> stored;
    std::map<TicketId, Status> states;
    for (const Ticket& ticket : world.tickets()) {
        states[ticket.id] = ticket.status;
        for (const MessageRow& row : world.messages(ticket))
            ++stored[row.channel + '/' + row.chat + '/' + row.message];
    }
    for (const std::string& key : reports) {
        INFO(key);
        CHECK(stored[key] == 1);
    }
    CHECK(stored.size() == reports.size());

    // The journal is whole and says what the tickets say.
    const auto entries = world.journal();
    std::map<TicketId, Status> told;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        REQUIRE(journal::find_fault(entries[i], i == 0 ? nullptr : &entries[i - 1]) == "");
        if (entries[i].to)
            told[entries[i].ticket] = *entries[i].to;
    }
    CHECK(told == states);
    CHECK(world.faults() == std::vector<std::string>{});

    // Codes run without gaps.
    std::int64_t expected = 0;
    for (const Ticket& ticket : world.tickets())
        CHECK(ticket.code.number == ++expected);
}

// No citizen's words in a group, and nothing of what may be a denunciation to anybody but its sender and the keeper.
void check_discretion(World& world)
{
    for (const OutboxItem& item : world.said()) {
        if (item.chat_kind == ChatKind::group)
            CHECK(item.text.find("ngập lụt") == std::string::npos);
        if (item.text.find("tố cáo") != std::string::npos)
            CHECK(item.chat == "keeper");
    }
}

} // namespace

TEST_CASE("random orders, repeats and restarts lose nothing, double nothing, and leave the store sound")
{
    for (const unsigned seed : {1U, 2U, 3U}) {
        World world;
        world.add_user("lan", {Role::front_officer});
        world.add_user("keeper", {Role::keeper});
        world.commune.taxonomy.hear_new = {"hoi_phu_nu"};
        world.add_group("-100", "hoi_phu_nu");
        Traffic traffic(world, seed);
        std::vector<InboundEvent> taken;
        for (int i = 0; i < events_of_a_run; ++i) {
            world.now += std::chrono::seconds{traffic.below(400)};
            taken.push_back(traffic.next());
            INFO("seed " << seed << ", event " << i);
            REQUIRE(world.take(taken.back()) != Intake::duplicate);
            if (traffic.below(4) == 0)
                REQUIRE(world.take(taken[traffic.below(taken.size())]) == Intake::duplicate);
            if (traffic.below(40) == 0)
                world.restart();
            if (traffic.below(20) == 0)
                if (const auto all = world.tickets(); !all.empty())
                    world.change(all.back(), all_statuses[1 + traffic.below(6)]);
        }
        check_everything(world, traffic.reports);
        check_discretion(world);
        const std::string before = world.dump();
        std::ranges::reverse(taken);
        for (const InboundEvent& event : taken)
            REQUIRE(world.take(event) == Intake::duplicate);
        CHECK(world.dump() == before);
    }
}
