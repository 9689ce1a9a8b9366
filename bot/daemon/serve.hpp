#pragma once
// `langnghe serve`: runs the daemon until SIGTERM or SIGINT. A second signal ends the process at once: the store
// survives that by design. Exit status 0 after an orderly end, 1 when it could not start, 74 on an I/O error.

#include "bot/config/config.hpp"

namespace langnghe::daemon {

int serve(const config::Configuration& configuration);

} // namespace langnghe::daemon
