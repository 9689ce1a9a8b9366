#pragma once
// What a refusal looks like over HTTP: generic words, the right status, Retry-After where trying again makes sense.

#include "adapters/net/http.hpp"
#include "core/channel/files.hpp"
#include "core/result.hpp"

namespace langnghe::daemon {

net::Response problem_of(boost::system::error_code error);

net::Response not_found();

// A file that somebody else made: shown when it is a picture that was drawn anew, else saved; never run.
net::Response file(const OutgoingFile& file);

// 405 with what is allowed.
net::Response method_not_allowed(std::string_view allowed);

} // namespace langnghe::daemon
