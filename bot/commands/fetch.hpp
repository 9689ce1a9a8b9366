#pragma once
// One HTTP call of the command line: blocking, on a loop of its own.

#include "adapters/net/client.hpp"

namespace langnghe::commands {

net::ClientReply fetch(net::ClientRequest request);

} // namespace langnghe::commands
