#pragma once
// What is a denunciation, or may be one and was not judged yet: the keepers' alone.

#include "core/ticket/ticket.hpp"

namespace langnghe {

inline bool is_hidden(const Ticket& ticket) { return ticket.sealed() || ticket.suspected; }

} // namespace langnghe
