#pragma once
// Between a platform's protocol (core/channel) and the network (adapters/net): the same call and answer in the words of
// each.

#include "adapters/net/client.hpp"
#include "core/channel/platform.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace langnghe::daemon {

net::ClientRequest request_of(PlatformCall call, std::chrono::milliseconds timeout = std::chrono::milliseconds{30'000});
PlatformAnswer answer_of(const net::ClientReply& reply);

} // namespace langnghe::daemon
