#pragma once
// A letter as the channel can carry it. Words longer than one message go on in the next ones. Words that cannot stand
// with the files go first, alone; photos and other files go in messages of their own; a channel that carries no files
// gets the words.

#include "core/outbox/post.hpp"

#include <vector>

namespace langnghe::outbox {

std::vector<Letter> split(Letter letter, const ChannelTraits& traits);

} // namespace langnghe::outbox
