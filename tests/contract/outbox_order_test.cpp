#include "core/outbox/order.hpp"
#include "tests/contract/engine.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <tuple>

using namespace langnghe;
using namespace langnghe::test;

namespace {

// What order.hpp lets go: at most one row for each chat, the most urgent first, then the oldest.
std::set<OutboxId> may_go(const std::vector<OutboxItem>& rows, TimePoint now)
{
    std::map<std::string, std::vector<const OutboxItem*>> chats;
    for (const OutboxItem& row : rows)
        if (!is_settled(row.state))
            chats[row.chat].push_back(&row);
    std::set<OutboxId> ids;
    for (const auto& [chat, waiting] : chats) {
        const OutboxItem* first = nullptr;
        for (auto row = waiting.begin(); row != waiting.end(); ++row) {
            const auto passes = [&](const OutboxItem* earlier) { return outbox::may_overtake(**row, *earlier); };
            const bool due = (*row)->state == DeliveryState::queued && (*row)->next_at <= now;
            if (!due || !std::all_of(waiting.begin(), row, passes))
                continue;
            const auto key = [](const OutboxItem& item) {
                return std::tuple{outbox::rank_of(item), item.priority, item.next_at, item.id};
            };
            if (first == nullptr || key(**row) < key(*first))
                first = *row;
        }
        if (first != nullptr)
            ids.insert(first->id);
    }
    return ids;
}

} // namespace

TEST_CASE("after whatever happens, what is due is what the rule lets go")
{
    const auto& maker = GENERATE(from_range(engines()));
    INFO(maker.name);
    const auto engine = maker.make();
    std::mt19937 random{11};
    const auto draw = [&random](unsigned below) { return static_cast<int>(random() % below); };
    std::vector<OutboxItem> rows;
    for (int step = 0; step < 600; ++step) {
        const TimePoint now = noon + Duration{step};
        if (draw(2) == 0 || rows.empty()) {
            OutboxItem item = some_item(std::string(1, static_cast<char>('a' + draw(3))));
            item.kind =
                all_delivery_kinds[static_cast<std::size_t>(draw(static_cast<unsigned>(all_delivery_kinds.size())))];
            item.priority = static_cast<Priority>(draw(4));
            item.ticket = TicketId{draw(3)};
            item.next_at = noon + Duration{draw(700)};
            item.id = engine->write([&](Tx& tx) { return tx.outbox().add(item); });
            rows.push_back(item);
        } else if (draw(20) == 0) {
            const std::string from(1, static_cast<char>('a' + draw(3)));
            const std::string to(1, static_cast<char>('a' + draw(3)));
            engine->write([&](Tx& tx) { tx.outbox().move_chat("zalo", from, to); });
            for (OutboxItem& row : rows)
                if (row.chat == from && !is_settled(row.state))
                    row.chat = to;
        } else {
            OutboxItem& item = rows[static_cast<std::size_t>(draw(static_cast<unsigned>(rows.size())))];
            item.state =
                all_delivery_states[static_cast<std::size_t>(draw(static_cast<unsigned>(all_delivery_states.size())))];
            if (draw(10) == 0)
                item.chat = std::string(1, static_cast<char>('a' + draw(3)));
            if (draw(10) == 0)
                item.priority = static_cast<Priority>(draw(4));
            engine->write([&](Tx& tx) { tx.outbox().save(item); });
        }
        const auto found = engine->read([&](Tx& tx) { return tx.outbox().due("zalo", now, 100, {}); });
        std::set<OutboxId> ids;
        for (const OutboxItem& item : found)
            ids.insert(item.id);
        REQUIRE(ids == may_go(rows, now));
        REQUIRE(ids.size() == found.size());
    }
}
