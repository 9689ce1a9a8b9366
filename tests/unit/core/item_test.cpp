#include "core/outbox/decide.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace std::chrono_literals;

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
    for (const DeliveryKind kind : {DeliveryKind::receipt, DeliveryKind::status, DeliveryKind::answer,
                                    DeliveryKind::push, DeliveryKind::reply, DeliveryKind::alert})
        CHECK(outbox::shelf_life(kind) >= 6h);
}
