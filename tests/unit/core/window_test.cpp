#include "core/outbox/decide.hpp"

#include <catch2/catch.hpp>

using namespace langnghe;
using namespace langnghe::outbox;
using namespace std::chrono_literals;

namespace {

constexpr TimePoint wrote = from_millis(1'795'000'000'000);

// 48 hours free, seven days in all.
ChannelTraits windowed()
{
    ChannelTraits traits;
    traits.free_window = 48h;
    traits.reply_window = 7 * 24h;
    return traits;
}

OutboxItem to_citizen()
{
    OutboxItem item;
    item.expires_at = wrote + 30 * 24h;
    return item;
}

} // namespace

TEST_CASE("a window is open for 48 hours, paid until the seventh day, then closed")
{
    const ChannelTraits traits = windowed();
    CHECK(window(traits, wrote, wrote) == Window::open);
    CHECK(window(traits, wrote, wrote + 48h - 1ms) == Window::open);
    CHECK(window(traits, wrote, wrote + 48h) == Window::paid);
    CHECK(window(traits, wrote, wrote + 7 * 24h - 1ms) == Window::paid);
    CHECK(window(traits, wrote, wrote + 7 * 24h) == Window::closed);
    CHECK(window(traits, wrote, wrote - 1h) == Window::open);
    CHECK(window(traits, std::nullopt, wrote) == Window::closed);
}

TEST_CASE("a platform without windows is always open")
{
    CHECK(window({}, std::nullopt, wrote) == Window::open);
    CHECK(window({}, wrote, wrote + 1000 * 24h) == Window::open);
    ChannelTraits free_only;
    free_only.free_window = 48h;
    CHECK(window(free_only, std::nullopt, wrote) == Window::paid);
    CHECK(window(free_only, wrote, wrote + 1000 * 24h) == Window::paid);
}

TEST_CASE("what the window forbids is not tried, and money is spent only where it is allowed")
{
    const ChannelTraits traits = windowed();
    const auto refuse = [&](Duration later, bool paid) {
        return refuse_unsent(to_citizen(), traits, wrote, paid, wrote + later);
    };
    CHECK(refuse(1h, false) == std::nullopt);
    CHECK(refuse(48h, false) == DeliveryState::undeliverable);
    CHECK(refuse(48h, true) == std::nullopt);
    CHECK(refuse(7 * 24h - 1ms, true) == std::nullopt);
    CHECK(refuse(7 * 24h, true) == DeliveryState::undeliverable);
    CHECK(refuse_unsent(to_citizen(), traits, std::nullopt, true, wrote) == DeliveryState::undeliverable);
}

TEST_CASE("groups have no window, and nothing is sent after its time")
{
    OutboxItem item = to_citizen();
    item.chat_kind = ChatKind::group;
    item.expires_at = wrote + 1h;
    CHECK(refuse_unsent(item, windowed(), std::nullopt, false, wrote) == std::nullopt);
    CHECK(refuse_unsent(item, windowed(), std::nullopt, false, wrote + 1h - 1ms) == std::nullopt);
    CHECK(refuse_unsent(item, windowed(), std::nullopt, false, wrote + 1h) == DeliveryState::expired);
    item.chat_kind = ChatKind::private_chat;
    CHECK(refuse_unsent(item, windowed(), wrote, true, wrote + 1h) == DeliveryState::expired);
}
