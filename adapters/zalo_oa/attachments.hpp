#pragma once
// Attachments of Zalo's messages. Shapes that sources disagree on are all read.

#include "adapters/json/reader.hpp"
#include "core/intake/inbound_event.hpp"

namespace langnghe::zalo_oa {

// A business card is a link whose description is JSON: a contact with its phone as source; its name is the text.
std::vector<Attachment> read_attachments(json::View message);

std::optional<Position> read_position(json::View message);

// The sender's words under a video; empty when there are none.
// Coordinates of a payload: the documented shape first.
std::optional<Position> position_of(json::View holder);

std::string_view read_caption(json::View message);

} // namespace langnghe::zalo_oa
