#pragma once
// A commune as the tests know it: the real sentences and taxonomy of config/, two channels.

#include "core/commune/commune.hpp"

namespace langnghe::test {

// Channels "zalo" (windows, echoes, no names) and "telegram" (edits, names). Throws when config/ cannot be read.
Commune luong_son();

} // namespace langnghe::test
