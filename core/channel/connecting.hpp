#pragma once
// What a platform can do besides: be told where to deliver what comes in. One connecting is a few calls, of which each
// may depend on the answer before. Sans I/O like Platform. Calls bear secrets: never log one.

#include "core/channel/menu.hpp"
#include "core/channel/platform.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace langnghe {

struct ConnectRequest
{
    std::string webhook{}; // empty: nothing is delivered, updates are fetched
    std::vector<Menu> menus{};
};

struct ConnectReport
{
    std::string trouble;                                    // why it could not be done; empty when it was
    bool no_answer = false;                                 // nothing came back: the network, perhaps a block
    std::vector<std::pair<std::string, std::string>> facts; // what the platform says now, by name
    std::vector<std::string> warnings;                      // done, but not as well as it could be
};

class Connecting
{
public:
    virtual ~Connecting() = default;

    // The next call; nothing when it is over.
    virtual std::optional<PlatformCall> next() = 0;
    virtual void take(const PlatformAnswer& answer) = 0;
    virtual const ConnectReport& report() const = 0;
};

class ConnectablePlatform
{
public:
    virtual ~ConnectablePlatform() = default;

    // The platform outlives it.
    virtual std::unique_ptr<Connecting> connect(ConnectRequest request) const = 0;
};

} // namespace langnghe
