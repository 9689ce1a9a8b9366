#pragma once
// Lists inside a row as JSON, and the numbers that enumerators have in the file.

#include "core/intake/inbound_event.hpp"
#include "core/outbox/item.hpp"

#include <optional>
#include <string>
#include <vector>

namespace langnghe::sql {

// Nothing for an empty list.
std::optional<std::string> encode(const std::vector<Attachment>& attachments);
std::optional<std::string> encode(const std::vector<Button>& buttons);
std::optional<std::string> encode(const std::vector<OutboxFile>& files);

// Lenient: what is missing stays at its default.
std::vector<Attachment> decode_attachments(const std::optional<std::string>& json);
std::vector<Button> decode_buttons(const std::optional<std::string>& json);
std::vector<OutboxFile> decode_files(const std::optional<std::string>& json);

} // namespace langnghe::sql
