#pragma once
// Messages that bring no words, file or place: news of the chat, pastimes, and content that this program cannot read.
// The members of Message are those of Bot API 10.3; a test holds the tables against a list made from its types.

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::telegram {

// News of a chat that calls for nothing.
bool is_service(json::View message);

// A pastime is ignored. What cannot be read is kept raw when a citizen sends it; of a group, nothing is kept that
// nobody takes.
EventContent without_content(json::View message, ChatKind chat);

} // namespace langnghe::telegram
