#pragma once
// Recorded payloads and what they must become. Run with LANGNGHE_GOLDEN_WRITE=1 to write what they do become, and then
// read every line of the difference before it is committed.

#include "core/intake/inbound_event.hpp"

#include <nlohmann/json_fwd.hpp>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::golden {

// Below tests/golden. Exact bytes.
std::string read(const std::string& path);
nlohmann::json read_json(const std::string& path);

// Names of the JSON files in a folder below tests/golden, sorted; those that begin with '_' are no payloads.
std::vector<std::string> names(const std::string& folder);

// Members that are empty or default are left out.
nlohmann::json to_json(const InboundEvent& event);
std::string to_text(const std::vector<InboundEvent>& events);

// What is expected of the file of this name, as to_text() would write it; `now` is what it is today.
std::string expected(const std::string& path, const std::vector<InboundEvent>& now);

// Every text that stands anywhere in a document, every number as text, and the empty one.
std::set<std::string> values_in(const std::string& body);

// Every body that comes of removing one member or element, or of giving it another type.
std::vector<std::string> mutations(const std::string& body);

} // namespace langnghe::golden
