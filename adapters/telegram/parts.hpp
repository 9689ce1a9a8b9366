#pragma once
// The pieces that Telegram's updates are made of. What is missing or of another type is empty, never an error.

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::telegram {

// Telegram's seconds. Nothing when they cannot be a time of this service (2013 to 2100): an inaccessible message has 0.
std::optional<TimePoint> read_time(json::View object, std::string_view key);

// A private chat, group or supergroup; the topic is that of `message`. Empty id when there is none; a channel is none.
ChatRef read_chat(json::View chat, json::View message);

Person read_user(json::View user);

// Who speaks: the chat itself where an administrator stays anonymous (the user is a stand-in shared by all of them).
Person read_sender(json::View message);

// Text or caption, cleaned.
std::string read_text(json::View message);

// Files, stickers and contacts. A contact's source is its phone, its unique id the user's id where Telegram knows it.
std::vector<Attachment> read_attachments(json::View message);

std::optional<Position> read_position(json::View message);

// Of a forwarded message; of the older members too, should the newer one be of an unknown kind.
std::optional<Origin> read_forward(json::View message);

// A MessageOrigin.
Origin read_origin(json::View origin);

} // namespace langnghe::telegram
