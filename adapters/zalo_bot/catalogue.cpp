#include "adapters/zalo_bot/catalogue.hpp"

#include <algorithm>
#include <array>

namespace langnghe::zalo_bot {
namespace {

constexpr std::array catalogue{
    EventKind{"message.text.received", Family::message, ""},
    EventKind{"message.image.received", Family::message, ""},
    EventKind{"message.sticker.received", Family::message, ""},
    EventKind{"message.voice.received", Family::message, ""},
    EventKind{"message.unsupported.received", Family::unsupported, ""},
    EventKind{test_event, Family::ignored, "the platform's test of the address"},
};

} // namespace

const EventKind* find_event(std::string_view name)
{
    const auto found =
        std::find_if(catalogue.begin(), catalogue.end(), [&](const EventKind& e) { return e.name == name; });
    return found == catalogue.end() ? nullptr : &*found;
}

} // namespace langnghe::zalo_bot
