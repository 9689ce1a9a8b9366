#pragma once
// Reading what clients send: percent-encoding, forms, JSON of bounded depth. Pure.

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace langnghe::sandbox {

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);

// "a=1&b=2"; the first of a name counts. None when badly encoded.
std::optional<std::map<std::string, std::string>> read_form(std::string_view text);

// A JSON document at most 32 deep; a discarded value otherwise.
nlohmann::ordered_json read_json(std::string_view text);

// Compact UTF-8; ill-formed bytes become U+FFFD.
std::string write_json(const nlohmann::ordered_json& value);

// The member's text when it is one, else empty.
std::string text_of(const nlohmann::ordered_json& object, std::string_view name);

// A text or an integer as text, as ids come; empty otherwise.
std::string id_of(const nlohmann::ordered_json& object, std::string_view name);

} // namespace langnghe::sandbox
