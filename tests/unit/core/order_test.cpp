#include "core/outbox/order.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::outbox;

namespace {

OutboxItem item(DeliveryKind kind, Priority priority = Priority::normal, int ticket = 0)
{
    OutboxItem made;
    made.kind = kind;
    made.priority = priority;
    made.ticket = TicketId{ticket};
    return made;
}

} // namespace

TEST_CASE("what somebody waits for and what is urgent goes before news, an alert before all")
{
    CHECK(rank_of(DeliveryKind::alert, Priority::normal) == Rank::alert);
    CHECK(rank_of(DeliveryKind::push, Priority::alert) == Rank::alert);
    CHECK(rank_of(DeliveryKind::push, Priority::urgent) == Rank::prompt);
    CHECK(rank_of(DeliveryKind::receipt, Priority::normal) == Rank::prompt);
    CHECK(rank_of(DeliveryKind::reply, Priority::bulk) == Rank::prompt);
    for (const DeliveryKind kind : {DeliveryKind::status, DeliveryKind::answer, DeliveryKind::push})
        for (const Priority priority : {Priority::normal, Priority::bulk})
            CHECK(rank_of(kind, priority) == Rank::news);
}

TEST_CASE("nothing overtakes its own rank, or a lower one")
{
    const auto alert = item(DeliveryKind::alert);
    const auto reply = item(DeliveryKind::reply);
    const auto news = item(DeliveryKind::status);
    CHECK(may_overtake(alert, reply));
    CHECK(may_overtake(alert, news));
    CHECK(may_overtake(reply, news));
    CHECK_FALSE(may_overtake(news, reply));
    CHECK_FALSE(may_overtake(reply, alert));
    CHECK_FALSE(may_overtake(alert, alert));
    CHECK_FALSE(may_overtake(news, news));
}

TEST_CASE("news of a ticket never overtakes its own earlier news, but an alert does")
{
    const auto earlier = item(DeliveryKind::status, Priority::normal, 5);
    CHECK_FALSE(may_overtake(item(DeliveryKind::status, Priority::urgent, 5), earlier));
    CHECK_FALSE(may_overtake(item(DeliveryKind::push, Priority::alert, 5), earlier));
    CHECK(may_overtake(item(DeliveryKind::status, Priority::urgent, 6), earlier));
    CHECK(may_overtake(item(DeliveryKind::alert, Priority::normal, 5), earlier));
    CHECK(may_overtake(item(DeliveryKind::reply, Priority::normal, 5), earlier));
    CHECK(may_overtake(item(DeliveryKind::status, Priority::urgent), item(DeliveryKind::status)));
}
