#pragma once
// What a platform can do besides: hand out its updates when asked, where there is no public address for a webhook.
// Sans I/O like Platform. Calls bear secrets: never log one.

#include "core/channel/platform.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace langnghe {

struct Polled
{
    std::vector<std::string> updates;        // each as Platform::parse takes it
    std::optional<std::int64_t> next_offset; // confirms what came, once it is stored
    Outcome outcome;
    std::string variant; // as Reception::variant
};

class PollingPlatform
{
public:
    virtual ~PollingPlatform() = default;

    // `offset` is one more than the last update that is stored, 0 at first; `wait` is how long the platform may hold
    // the call when it has nothing.
    virtual PlatformCall poll(std::int64_t offset, std::chrono::seconds wait) const = 0;
    virtual Polled read_poll(const PlatformAnswer& answer) const = 0;
};

} // namespace langnghe
