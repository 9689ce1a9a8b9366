#pragma once
// What everything said must keep to, whoever hears it.

#include "core/commune/commune.hpp"
#include "core/outbox/item.hpp"

#include <string>

namespace langnghe::test {

// What is wrong with a message; empty when nothing is. NFC, no brace, no key of ours, no English name of a state; for
// citizens at most 300 characters, but for the notice of the first contact and the list of one's tickets, whose parts
// keep to it.
std::string speech_fault(const Commune& commune, const OutboxItem& item, bool to_citizen);

} // namespace langnghe::test
