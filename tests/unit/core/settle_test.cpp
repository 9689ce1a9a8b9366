#include "core/outbox/decide.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;
using Kind = Outcome::Kind;

namespace {

constexpr TimePoint now = from_millis(1'795'000'000'000);

OutboxItem claimed()
{
    OutboxItem item;
    item.id = OutboxId{1};
    item.kind = DeliveryKind::status;
    item.state = DeliveryState::claimed;
    item.lease_until = now + lease;
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

} // namespace

TEST_CASE("nobody is asked earlier than told, whatever went wrong and whatever chance says")
{
    for (const Kind kind : {Kind::retry_at, Kind::temporary})
        for (const Duration told : {Duration{0s}, Duration{1s}, Duration{30s}, Duration{3600s}})
            for (const double chance : {0.0, 0.5, 0.999}) {
                Outcome what = outcome(kind);
                what.retry_after = told;
                const OutboxItem item = settle(claimed(), what, ChannelTraits{}, now, chance);
                CHECK(item.next_at >= now + told);
                CHECK(item.next_at <= now + std::max<Duration>(told, 1s) * 9 / 8);
            }
}

TEST_CASE("a message of several rows that is refused for good is sent once more in its parts")
{
    std::vector<OutboxItem> rows{claimed(), claimed()};
    rows[1].id = OutboxId{2};
    rows[1].bundle = OutboxId{1};
    rows = settle(rows, outcome(Kind::permanent, "bad request"), ChannelTraits{}, now, 0);
    for (const OutboxItem& row : rows) {
        CHECK(row.state == DeliveryState::queued);
        CHECK(row.bundle == row.id);
        CHECK(row.next_at == now);
    }
    CHECK(settle(std::vector{rows[0]}, outcome(Kind::permanent), ChannelTraits{}, now, 0)[0].state ==
          DeliveryState::failed);
    for (const OutboxItem& row :
         settle(std::vector{claimed(), claimed()}, outcome(Kind::accepted), ChannelTraits{}, now, 0))
        CHECK(row.state == DeliveryState::sent);
}
