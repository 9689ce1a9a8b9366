#pragma once
// Every event that Zalo's bot platform is known to send, and what it is to us. Others are parked: some code elsewhere
// names links and more, but nobody has shown one. Source: bot.zaloplatforms.com, webhook pages, with what people who
// run bots captured, state of November 2026.

#include <string_view>

namespace langnghe::zalo_bot {

enum class Family
{
    message,
    unsupported, // of a protected sender, or a file, place, card: what it was is not told
    ignored,
};

struct EventKind
{
    std::string_view name;
    Family family = Family::ignored;
    std::string_view reason; // why it is ignored
};

inline constexpr std::string_view test_event = "webhook.test";

// Null for a name that is not in the catalogue.
const EventKind* find_event(std::string_view name);

} // namespace langnghe::zalo_bot
