#pragma once
// Parameters of a Bot API call: query, form and JSON body together, and the checks of keyboards. Pure.

#include "adapters/net/http.hpp"
#include "adapters/sandbox/form_data.hpp"
#include "adapters/sandbox/model.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace langnghe::sandbox {

// An object; something else when the request cannot be read. `files` are those of a form.
nlohmann::ordered_json telegram_parameters(const net::Request& request, std::map<std::string, FormFile>& files);
// The same where files are of no interest.
nlohmann::ordered_json telegram_parameters(const net::Request& request);

// An integer, also written as text.
std::optional<std::int64_t> number_of(const nlohmann::ordered_json& parameters, std::string_view name);

bool flag_of(const nlohmann::ordered_json& parameters, std::string_view name);

// An object or array, also serialised as text, as forms carry it; null when absent.
nlohmann::ordered_json nested(const nlohmann::ordered_json& parameters, std::string_view name);

// Why a text cannot be sent, in the platform's words; empty when it can.
std::string wrong_text(const nlohmann::ordered_json& parameters);

// Rows of inline buttons. The error is the platform's, empty when the keyboard is good or not there.
std::string read_keyboard(const nlohmann::ordered_json& markup, std::vector<std::vector<Button>>& rows);

} // namespace langnghe::sandbox
